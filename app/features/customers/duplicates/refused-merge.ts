import type { StoredCustomer } from '../../../database/saha-database';

/** Of a merge that the office did not take: the record that was to be given up, and the one that was to stay. */
export type RefusedMerge = { readonly lostId: string; readonly keptId: string };

const MERGE_REFUSALS: readonly string[] = ['customer.mergeCircle', 'customer.mergeTargetGone', 'customer.mayNotMerge'];

/**
 * The merge for which a record's change was refused, or for which it waits, saved together with it; null where there is
 * none. What was refused about it stands on the record that was to be given up (isMergeRefused).
 */
export function refusedMergeOf({ id, sync }: Pick<StoredCustomer, 'id' | 'sync'>): RefusedMerge | null {
  if (sync.rejection === null) return null;
  const parts = [
    ...Object.values(sync.pending).map(({ values }) => ({ id, values })),
    ...(sync.rejection.code === 'sync.groupRefused' ? (sync.saves ?? []).flatMap((save) => save.parts) : []),
  ];
  const merge = parts.findLast(({ values }) => (values['mergedInto'] ?? '') !== '');
  return merge === undefined ? null : { lostId: merge.id, keptId: String(merge.values['mergedInto']) };
}

export const isMergeRefused = ({ sync }: Pick<StoredCustomer, 'sync'>): boolean =>
  sync.rejection !== null && MERGE_REFUSALS.includes(sync.rejection.code);
