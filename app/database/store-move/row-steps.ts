/**
 * From each version of the store to the next, row by row, in the shape in which Dexie keeps rows. A step is pure and
 * never changes once it was released: tablets come from every earlier version. It therefore uses nothing of today's
 * rules.
 */
import type { CollectionName } from '../../../sync/collections/registry';
import { STORE_VERSION } from '../schemas';

export type StoredRow = { readonly id: string } & Readonly<Record<string, unknown>>;
export type RowStep = (row: StoredRow, collection: CollectionName) => StoredRow;

/** By the version a step starts from. */
export const ROW_STEPS: Readonly<Record<number, RowStep>> = { 0: addConflicted, 1: addOccurrences };

/** All steps from a version to today's, one after the other. */
export function rowsFrom(version: number): RowStep {
  const steps: RowStep[] = [];
  for (let at = version; at < STORE_VERSION; at += 1) {
    const step = ROW_STEPS[at];
    if (step === undefined) throw new Error(`no way from version ${at} of the store`);
    steps.push(step);
  }
  return (row, collection) => steps.reduce((result, step) => step(result, collection), row);
}

/** 0 → 1: documents with a conflict card that nobody has settled can be found by an index. */
function addConflicted(row: StoredRow): StoredRow {
  const { conflicts = [] } = (row['sync'] ?? {}) as { conflicts?: unknown[] };
  return { ...row, conflicted: conflicts.length > 0 && (row['deletedAt'] ?? '') === '' ? 'c' : '' };
}

/**
 * 1 → 2: series and changed occurrences can be found by an index. What an office newer than its tablet sent stands
 * there.
 */
function addOccurrences(row: StoredRow, collection: CollectionName): StoredRow {
  if (collection !== 'appointments') return row;
  const runsUntil = (row['recurrence'] ?? '') === '' ? '' : '9999-12-31T23:59:59.999Z';
  return { ...row, occurrenceOn: row['occurrenceOn'] ?? '', runsUntil };
}
