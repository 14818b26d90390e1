import { describe, expect, it } from 'vitest';
import { COLLECTIONS } from '../../../../sync/collections/registry';
import { receiveMaster } from '../../../../sync/rules/receive-document';
import { restingSync, type LocalDocument } from '../../../../sync/rules/local-document';
import { makeStamp } from '../../../../sync/rules/stamp';
import { customerValues } from '../../../database/test/customer-values';
import type { StoredCustomer } from '../../../database/saha-database';
import { isDeletedAtOffice } from './is-deleted-at-office';

const [BEGAN, TYPED, DELETED] = [1, 2, 3].map((at) => makeStamp(at, 0, '0123abcd')) as [string, string, string];
const master = (deletedAt: string) => ({
  id: 'c1',
  version: deletedAt === '' ? 1 : 2,
  fields: { ...customerValues({ city: 'Ankara' }), deletedAt },
  stamps: { city: BEGAN, deletedAt: deletedAt === '' ? BEGAN : DELETED },
  conflicts: [],
});

/** As the device holds it once the office has deleted what a change of the city waits for here. */
function deletedMeanwhile(code: string | null): StoredCustomer {
  const before = master('');
  const local: LocalDocument = {
    id: 'c1',
    fields: { ...before.fields, city: 'İzmir' },
    sync: {
      ...restingSync(before),
      seq: 1,
      pending: { city: { values: { city: 'İzmir' }, seq: 1, stamp: TYPED, base: BEGAN } },
      confirmed: { city: 'Ankara' },
      outbox: `${code === null ? 'w' : 'r'}${TYPED}`,
      rejection: code === null ? null : { code, params: {}, at: '' },
    },
  };
  const { fields, sync } = receiveMaster(COLLECTIONS.customers, master('2026-11-29T00:00:00.000Z'), 0, local);
  return { ...fields, id: 'c1', sync } as unknown as StoredCustomer;
}

describe('a customer whom the office has deleted', () => {
  it('is brought back by what waits here, and not by what was refused', () => {
    expect(deletedMeanwhile(null).deletedAt).toBe('');
    expect(isDeletedAtOffice(deletedMeanwhile(null))).toBe(false);
    expect(deletedMeanwhile('sync.groupRefused').deletedAt).toBe('');
    expect(isDeletedAtOffice(deletedMeanwhile('sync.groupRefused'))).toBe(true);
  });
});
