/**
 * Unsent work outside the usual way: what a tablet with a revoked session hands in before it wipes itself, and the
 * file a person saves when nothing else is left. The same rows as a push, so nothing is merged twice however often it
 * is brought in.
 */
import * as z from 'zod/mini';
import { documentId } from '../collections/definition';
import { matching } from '../rules/pattern';
import { deviceId, MAX_BODY_BYTES, pushRow, writableCollectionName, type PushRow } from './messages';

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

/** Of one decision: more than anybody saves at once. */
export const MAX_FORWARDED_ROWS = 200;
export const MAX_FORWARD_NOTE = 1_000;
/** Why whoever it went to does not apply it. */
export const MAX_FORWARD_REPLY = 500;
/** What was refused of one save, for whoever leads its author, with why it was and what the author says to it. */
export const forwardWords = z.object({
  title: z.string().check(z.minLength(1), z.maxLength(200)),
  note: z.string().check(z.maxLength(MAX_FORWARD_NOTE)),
  code: matching(/^[A-Za-z]{1,40}\.[A-Za-z]{1,40}$/, 81),
  params: z
    .record(z.string().check(z.maxLength(40)), z.union([z.string().check(z.maxLength(500)), z.number()]))
    .check(z.refine((params) => Object.keys(params).length <= 10)),
});
export type ForwardInput = SurrenderInput & z.infer<typeof forwardWords>;

type Documents = UnsentWork['documents'];

/**
 * The same work in parts that fit into a request each, in its order; one part at least. What was saved together stays
 * so.
 */
export function partsOf(work: UnsentWork, maxCharacters: number = MAX_PART_CHARACTERS): UnsentWork[] {
  const parts: Documents[] = [[]];
  let characters = 0;
  for (const save of savesIn(work.documents)) {
    const last = parts[parts.length - 1] as Documents;
    const { length } = JSON.stringify(save);
    const isFull =
      last.length > 0 && (last.length + save.length > MAX_UNSENT_ROWS || characters + length > maxCharacters);
    if (isFull) parts.push([...save]);
    else last.push(...save);
    characters = (isFull ? 0 : characters) + length;
  }
  return parts.map((documents) => ({ ...work, documents }));
}

/** Two halves of about the same size; null where it is one save. */
export function halves(documents: Documents): [Documents, Documents] | null {
  const saves = savesIn(documents);
  const half = Math.ceil(saves.length / 2);
  return saves.length < 2 ? null : [saves.slice(0, half).flat(), saves.slice(half).flat()];
}

/**
 * Rows in batches of at most `most`, or of one save where that is larger. What was saved together is in one of them.
 */
export function inBatches(rows: readonly PushRow[], most: number): PushRow[][] {
  const batches: PushRow[][] = [];
  for (const save of runs(savesTogether(rows), (row) => row.group)) {
    const last = batches[batches.length - 1];
    if (last === undefined || last.length + save.length > most) batches.push([...save]);
    else last.push(...save);
  }
  return batches;
}

/** In their order, but those of one save together, where the first of them stood. */
export function savesTogether<R extends Pick<PushRow, 'group'>>(rows: readonly R[]): R[] {
  const bySave = new Map<unknown, R[]>();
  for (const row of rows) {
    const key = row.group ?? row;
    const those = bySave.get(key);
    if (those === undefined) bySave.set(key, [row]);
    else those.push(row);
  }
  return [...bySave.values()].flat();
}

const savesIn = (documents: Documents) => runs(documents, ({ row }) => row.group);

/** Neighbours of one name together; whoever has none stands alone. */
function runs<T>(items: readonly T[], nameOf: (item: T) => string | undefined): T[][] {
  const found: T[][] = [];
  let before: string | undefined;
  for (const item of items) {
    const name = nameOf(item);
    if (name !== undefined && name === before) found[found.length - 1]!.push(item);
    else found.push([item]);
    before = name;
  }
  return found;
}

/** What became of work that was brought in. */
export type ImportOutcome = {
  applied: number;
  /** Refused by a rule, with the reason; they may be brought in again later. */
  refused: { collection: string; id: string; code: string }[];
};
