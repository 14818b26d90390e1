/** What badly built clients do, for the proof's negative controls (breakage.ts). */
import type { RxCollection } from 'rxdb';
import { SETTLED_CARDS } from '../../sync/collections/definition';
import { COLLECTIONS } from '../../sync/collections/registry';
import { SHAPES } from '../../sync/protocol/version';
import type { PushInput, PushRow } from '../../sync/protocol/messages';
import { unitValues, type Stamps } from '../../sync/rules/document';
import { digestBuckets } from '../../sync/rules/digest';
import type { DigestServer } from '../../app/database/replication/check-digests';
import { rewriteDocuments } from '../../app/database/rewrite-documents';
import type { SahaCollections } from '../../app/database/saha-database';
import { toLocal, type AnyStored } from '../../app/database/stored-document';
import type { Breakage } from './breakage';
import type { OfficeEnd } from './office-end';

/** What the server sent replaces what was typed here. */
export async function dropPending(collection: RxCollection, ids: readonly string[]): Promise<void> {
  await rewriteDocuments(collection, ids, (local) =>
    local === null || Object.keys(local.sync.pending).length === 0
      ? undefined
      : { ...local, sync: { ...local.sync, version: 0, pending: {}, confirmed: {}, outbox: '' } },
  );
}

export async function spoilPush(
  input: PushInput,
  breakage: Breakage,
  { office, collections }: { office: OfficeEnd; collections: SahaCollections },
): Promise<PushInput> {
  if (breakage === 'skew') return { ...input, sentAtMs: office.nowMs };
  if (breakage === 'settle-none' || breakage === 'settle-all')
    return { ...input, rows: await Promise.all(input.rows.map((row) => otherCards(input, row, office, breakage))) };
  if (breakage !== 'overwrite') return input;
  return {
    ...input,
    rows: await Promise.all(
      input.rows.map((row) =>
        wholeDocument(input, row, office, collections[input.collection] as unknown as RxCollection),
      ),
    ),
  };
}

/** Digests that do not count one field of customers, on both sides: what differs in it alone looks equal. */
export function blindTo(
  field: string,
  server: DigestServer,
  { office, customers }: { office: OfficeEnd; customers: RxCollection },
): DigestServer {
  return {
    ...server,
    digest: async (input) => {
      const answer = await server.digest(input);
      if (input.collection !== 'customers') return answer;
      const { rows } = await office.pool.query<{ id: string; value: unknown }>(
        `SELECT id, ${field} AS value FROM customers`,
      );
      const values = new Map(rows.map(({ id, value }) => [id, value]));
      const own = (await customers.find().exec())
        .map((document) => toLocal(document.toJSON() as AnyStored))
        .filter(({ fields, sync }) => fields['deletedAt'] === '' && Object.keys(sync.pending).length === 0)
        .map(({ id, fields, sync }) => ({ id, fields, ...sync }));
      const counted = { definition: COLLECTIONS.customers, shapes: SHAPES };
      const seen = digestBuckets(
        own.map((document) => ({ ...document, fields: { ...document.fields, [field]: values.get(document.id) } })),
        counted,
      );
      const stored = digestBuckets(own, counted);
      return {
        buckets: answer.buckets.map((sum, bucket) => (sum === seen[bucket] ? (stored[bucket] as number) : sum)),
      };
    },
  };
}

/** Somebody settles a card, and the office is told of none, or of every card it has on the record. */
async function otherCards(
  { collection }: PushInput,
  row: PushRow,
  office: OfficeEnd,
  breakage: 'settle-none' | 'settle-all',
): Promise<PushRow> {
  const { [SETTLED_CARDS]: settlement, ...edits } = row.patch;
  if (settlement === undefined || breakage === 'settle-none') return { ...row, patch: edits };
  const { rows } = await office.pool.query<{ id: string }>(
    `SELECT card->>'id' AS id FROM ${collection}, jsonb_array_elements(conflicts) AS card WHERE ${collection}.id = $1`,
    [row.id],
  );
  return {
    ...row,
    patch: { ...edits, [SETTLED_CARDS]: { ...settlement, values: { [SETTLED_CARDS]: rows.map(({ id }) => id) } } },
  };
}

/**
 * The whole text of the document as this device has it, on the newest base the server has, whether the device knew that
 * or not.
 */
async function wholeDocument(
  { collection }: PushInput,
  row: PushRow,
  office: OfficeEnd,
  store: RxCollection,
): Promise<PushRow> {
  const {
    rows: [master],
  } = await office.pool.query<{ stamps: Stamps }>(`SELECT stamps FROM ${collection} WHERE id = $1`, [row.id]);
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
