import { newestShapes } from '../collections/registry';

/** The protocol this build speaks. Every call names it in the header below. */
export const PROTOCOL_VERSION = 1;
/** The server serves this version and the two before it; older clients may still push (sync/README.md §8). */
export const OLDEST_SERVED_PROTOCOL = Math.max(1, PROTOCOL_VERSION - 2);
export const PROTOCOL_HEADER = 'x-saha-protocol';

/**
 * Which fields, kinds and collections a build knows: the highest `since` of the nouns, which every new one raises by
 * saying it, and which does not raise the protocol. A client names its number in the header below; from one that names
 * a higher number than the server's own, units the server does not know are kept and sent on (sync/README.md §5), from
 * any other they are passed over. 0: the client names none. 1: empty values are left out of digests.
 */
export const SHAPES = newestShapes(1);
export const SHAPES_HEADER = 'x-saha-shapes';
