/**
 * Unsent work outside the usual way: what a tablet with a revoked session hands in before it wipes itself, and the
 * file a person saves when
 * nothing else is left. The same rows as a push, so nothing is merged twice however often it is brought in.
 */
import * as z from 'zod/mini';
import { documentId } from '../collections/definition';
import { matching } from '../rules/pattern';
import { deviceId, MAX_BODY_BYTES, pushRow, writableCollectionName } from './messages';

export const UNSENT_FORMAT = 'saha-unsent';
/** Of one request. */
export const MAX_UNSENT_ROWS = 20_000;
/** Room left for what stands around the rows, and for letters that take several bytes. */
const MAX_PART_CHARACTERS = MAX_BODY_BYTES / 3;

export const unsentWork = z.object({
  format: z.literal(UNSENT_FORMAT),
  version: z.literal(1),
  /** Of the office it was written for; '' when the device never heard of one. */
  epoch: matching(/^[A-Za-z0-9-]{0,64}$/, 64),
  memberId: documentId,
  deviceId,
  /** The device's clock, as it stamps, when the work was gathered. */
  /** What the build knows that gathered it (version.ts); a build that does not say so knows nothing newer. */
  shapes: z.optional(z.int().check(z.minimum(0), z.maximum(9_999))),
  takenAtMs: z.int().check(z.minimum(0), z.maximum(0xffffffffffff)),
  documents: z.array(z.object({ collection: writableCollectionName, row: pushRow })),
});
export type UnsentWork = z.infer<typeof unsentWork>;
/** As much of it as one request carries. */
export const unsentPart = z.extend(unsentWork, {
  documents: unsentWork.shape.documents.check(z.maxLength(MAX_UNSENT_ROWS)),
});
/** `isLast`: nothing more comes from this device. A build that does not say so hands in all it has at once. */
export const surrenderInput = z.extend(unsentPart, { isLast: z.optional(z.boolean()) });
export type SurrenderInput = z.infer<typeof surrenderInput>;

/** The same work in parts that fit into a request each, in its order; one part at least. */
export function partsOf(work: UnsentWork, maxCharacters: number = MAX_PART_CHARACTERS): UnsentWork[] {
  const parts: UnsentWork['documents'][] = [[]];
  let characters = 0;
  for (const document of work.documents) {
    const last = parts[parts.length - 1] as UnsentWork['documents'];
    const { length } = JSON.stringify(document);
    const isFull = last.length > 0 && (last.length === MAX_UNSENT_ROWS || characters + length > maxCharacters);
    if (isFull) parts.push([document]);
    else last.push(document);
    characters = (isFull ? 0 : characters) + length;
  }
  return parts.map((documents) => ({ ...work, documents }));
}

/** What became of work that was brought in. */
export type ImportOutcome = {
  applied: number;
  /** Refused by a rule, with the reason; they may be brought in again later. */
  refused: { collection: string; id: string; code: string }[];
};
