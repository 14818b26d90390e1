/** The protocol this build speaks. Every call names it in the header below. */
export const PROTOCOL_VERSION = 1;
/** The server serves this version and the two before it; older clients may still push (sync/README.md §8). */
export const OLDEST_SERVED_PROTOCOL = Math.max(1, PROTOCOL_VERSION - 2);
export const PROTOCOL_HEADER = 'x-saha-protocol';
