/** What badly built clients do, for the proof's negative controls (breakage.ts). */
import type { RxCollection } from 'rxdb';
import { COLLECTIONS } from '../../sync/collections/registry';
import type { PushInput, PushRow } from '../../sync/protocol/messages';
import { unitValues, type Stamps } from '../../sync/rules/document';
import { rewriteDocuments } from '../../app/database/rewrite-documents';
import type { SahaCollections } from '../../app/database/saha-database';
import { toLocal, type AnyStored } from '../../app/database/stored-document';
import type { Breakage } from './breakage';
import type { OfficeEnd } from './office-end';

/** What the server sent replaces what was typed here. */
export async function dropPending(collection: RxCollection, ids: readonly string[]): Promise<void> {
  await rewriteDocuments(collection, ids, (local) => (local === null || Object.keys(local.sync.pending).length === 0
    ? undefined : { ...local, sync: { ...local.sync, version: 0, pending: {}, confirmed: {}, outbox: '' } }));
}

export async function spoilPush(input: PushInput, breakage: Breakage, { office, collections }: { office: OfficeEnd; collections: SahaCollections }): Promise<PushInput> {
  if (breakage === 'skew') return { ...input, sentAtMs: office.nowMs };
  if (breakage !== 'overwrite') return input;
  return { ...input, rows: await Promise.all(input.rows.map((row) => wholeDocument(input, row, office, collections[input.collection] as unknown as RxCollection))) };
}

/** The whole text of the document as this device has it, on the newest base the server has, whether the device knew that or not. */
async function wholeDocument({ collection }: PushInput, row: PushRow, office: OfficeEnd, store: RxCollection): Promise<PushRow> {
  const { rows: [master] } = await office.pool.query<{ stamps: Stamps }>(`SELECT stamps FROM ${collection} WHERE id = $1`, [row.id]);
  const [stored] = await store.storageInstance.findDocumentsById([row.id], false);
  if (master === undefined || stored === undefined) return row;
  const definition = COLLECTIONS[collection];
  const local = toLocal(stored as unknown as AnyStored);
  const last = Object.values(row.patch).reduce((a, b) => (a.seq >= b.seq ? a : b));
  const patch: PushRow['patch'] = { ...row.patch };
  for (const [name, unit] of Object.entries(definition.units)) {
    const values = unitValues(definition, local.fields, name);
    if (unit.merge !== 'text' || Object.keys(values).length < unit.fields.length) continue;
    patch[name] = { seq: last.seq, stamp: last.stamp, base: master.stamps[name] ?? master.stamps['*'] ?? '', values };
  }
  return { ...row, patch };
}
