/**
 * Unsent work outside the usual way: what a lost tablet hands in before it wipes itself, and the file a person saves when
 * nothing else is left. The same rows as a push, so nothing is merged twice however often it is brought in.
 */
import * as z from 'zod/mini';
import { deviceId, pushRow, writableCollectionName } from './messages';

export const UNSENT_FORMAT = 'saha-unsent';
export const MAX_UNSENT_ROWS = 20_000;

export const unsentWork = z.object({
  format: z.literal(UNSENT_FORMAT),
  version: z.literal(1),
  /** Of the office it was written for; '' when the device never heard of one. */
  epoch: z.string().check(z.maxLength(64)),
  memberId: z.string().check(z.regex(/^[0-9a-f-]{36}$/)),
  deviceId,
  /** The device's clock, as it stamps, when the work was gathered. */
  takenAtMs: z.int().check(z.minimum(0), z.maximum(0xffffffffffff)),
  documents: z.array(z.object({ collection: writableCollectionName, row: pushRow })).check(z.maxLength(MAX_UNSENT_ROWS)),
});
export type UnsentWork = z.infer<typeof unsentWork>;

/** What became of work that was brought in. */
export type ImportOutcome = {
  applied: number;
  /** Refused by a rule, with the reason; they may be brought in again later. */
  refused: { collection: string; id: string; code: string }[];
};
