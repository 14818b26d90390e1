import { describe, expect, it } from 'vitest';
import type { SyncFields } from '../../../../sync/rules/local-document';
import type { StoredCustomer } from '../../../database/saha-database';
import { isMergeRefused, refusedMergeOf } from './refused-merge';

const [KEPT, LOST] = ['kept', 'lost'];
const unit = (values: Record<string, unknown>) => ({ values, seq: 1, stamp: 's', base: '' });
const record = (id: string, code: string | null, sync: Partial<SyncFields>) =>
  ({
    id,
    sync: { pending: {}, rejection: code === null ? null : { code, params: {}, at: '' }, ...sync },
  }) as unknown as StoredCustomer;
const SAVE = {
  id: 'save',
  parts: [
    { id: KEPT, values: { city: 'İzmir' }, isNew: false },
    { id: LOST, values: { mergedInto: KEPT }, isNew: false },
  ],
};
const lost = (code: string | null, mergedInto = KEPT) =>
  record(LOST, code, { pending: { mergedInto: unit({ mergedInto }) }, saves: [SAVE] });
const kept = (code: string | null) => record(KEPT, code, { pending: { city: unit({ city: 'İzmir' }) }, saves: [SAVE] });

describe('a merge that the office did not take', () => {
  it('is known on both records: on the one that was to go, and on the one whose details wait with it', () => {
    const merge = { lostId: LOST, keptId: KEPT };
    expect(refusedMergeOf(lost('customer.mergeCircle'))).toEqual(merge);
    expect(refusedMergeOf(kept('sync.groupRefused'))).toEqual(merge);
    expect(isMergeRefused(lost('customer.mergeCircle'))).toBe(true);
    expect(isMergeRefused(kept('sync.groupRefused'))).toBe(false);
  });

  it('is none where nothing was refused, where two are taken apart, and where something else of the record was', () => {
    expect(refusedMergeOf(lost(null))).toBeNull();
    expect(refusedMergeOf(lost('customer.mayNotMerge', ''))).toBeNull();
    expect(refusedMergeOf(kept('customer.nameMissing'))).toBeNull();
    expect(isMergeRefused(lost('customer.nameMissing'))).toBe(false);
  });
});
