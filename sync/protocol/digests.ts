/** The wire messages of anti-entropy (sync/README.md §10). */
import * as z from 'zod/mini';
import { DIGEST_BUCKETS } from '../rules/digest';
import { collectionName, deviceId, wireId } from './messages';

/** Buckets one call may ask about in detail: a sixteenth of what the caller sees. */
export const MAX_DETAILED_BUCKETS = 16;
export const MAX_REPAIR_IDS = 1_000;

export const digestInput = z.object({ collection: collectionName, deviceId });
/**
 * A sum per bucket over everything the caller sees, in the form in which it is sent; what is deleted does not count.
 */
export type DigestOutput = { buckets: number[] };

export const digestOfInput = z.object({
  collection: collectionName,
  deviceId,
  buckets: z
    .array(z.int().check(z.minimum(0), z.maximum(DIGEST_BUCKETS - 1)))
    .check(z.minLength(1), z.maxLength(MAX_DETAILED_BUCKETS)),
});
export type DigestOfOutput = {
  documents: [id: string, digest: number][];
  /** Documents that a pull at this moment could not bring yet in their newest state: nothing can be said about them. */
  unsettled: string[];
};

export const repairInput = z.object({
  collection: collectionName,
  deviceId,
  /** To be written anew, so that they come by pull. */
  ids: z.array(wireId).check(z.maxLength(MAX_REPAIR_IDS)),
  /** How many documents the device removed because they were not its to have. */
  removed: z.int().check(z.minimum(0), z.maximum(1_000_000)),
});
export type RepairOutput = { rewritten: number };
