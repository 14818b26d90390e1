/** The server's side of anti-entropy (sync/README.md §10): what a replica should hold, in numbers. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { z } from 'zod';
import { COLLECTIONS, type CollectionName } from '../../sync/collections/registry';
import { SHAPES } from '../../sync/protocol/version';
import type { digestInput, digestOfInput, DigestOfOutput, DigestOutput } from '../../sync/protocol/digests';
import { addDigest, bucketOf, DIGEST_BUCKETS, documentDigest } from '../../sync/rules/digest';
import type { Deps } from '../deps';
import type { SignedInMember } from '../lib/identity';
import { createTurns } from './digest-turns';
import { requireOwnDevice } from './own-device';
import { documentReader, type ReadDocument } from './read-rows';
import { hiddenFields, Parameters, scopeCondition } from './scope';
import { TABLES } from './tables';
import { writtenAbove } from './written-above';

/** Rows read and summed before other requests have their turn. */
const SLICE_ROWS = 500;

/** Digests are arithmetic over thousands of documents: one at a time, so that they never fill the process. */
const inTurn = createTurns();

export async function digest(
  deps: Deps,
  member: SignedInMember,
  input: z.infer<typeof digestInput>,
  shapes: number,
): Promise<DigestOutput> {
  await requireOwnDevice(deps, member.id, input.deviceId);
  return inTurn(member.id, async () => {
    const buckets = new Array<number>(DIGEST_BUCKETS).fill(0);
    for await (const document of documentsInScope(deps, member, input.collection)) {
      const at = bucketOf(document.id);
      buckets[at] = addDigest(buckets[at] as number, documentDigest(document, counted(input.collection, shapes)));
    }
    return { buckets };
  });
}

export async function digestOf(
  deps: Deps,
  member: SignedInMember,
  input: z.infer<typeof digestOfInput>,
  shapes: number,
): Promise<DigestOfOutput> {
  await requireOwnDevice(deps, member.id, input.deviceId);
  return inTurn(member.id, async () => {
    // Before the documents are read: whatever is written from here on lies above this line.
    const {
      rows: [horizon],
    } = await deps.pool.query<{ xid: string }>('SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xid');
    const buckets = new Set(input.buckets);
    const documents: [string, number][] = [];
    for await (const document of documentsInScope(deps, member, input.collection)) {
      if (buckets.has(bucketOf(document.id)))
        documents.push([document.id, documentDigest(document, counted(input.collection, shapes))]);
    }
    const { text, values } = writtenAbove(TABLES[input.collection], member, horizon?.xid ?? '0');
    const { rows } = await deps.pool.query<{ id: string }>(text, values);
    return { documents, unsettled: rows.map(({ id }) => id).filter((id) => buckets.has(bucketOf(id))) };
  });
}

/** What both ends count, by the shapes the caller names. */
const counted = (collection: CollectionName, shapes: number) => ({
  definition: COLLECTIONS[collection],
  shapes: Math.min(SHAPES, shapes),
});

/** Everything a first pull would send, in the same form; in the order of ids, so that nothing is met twice. */
async function* documentsInScope(
  deps: Deps,
  member: SignedInMember,
  collection: CollectionName,
): AsyncGenerator<ReadDocument> {
  const table = TABLES[collection];
  const reader = documentReader(table, hiddenFields(collection, member.role));
  let after: string | null = null;
  for (;;) {
    const parameters = new Parameters();
    const conditions = [scopeCondition(table, member, 'd', parameters)];
    if (table.hasDeletion) conditions.push('d.deleted_at IS NULL');
    if (after !== null) conditions.push(`d.id > ${parameters.add(after)}::${table.idType}`);
    const { rows }: { rows: unknown[][] } = await deps.pool.query<unknown[]>({
      text: `SELECT ${reader.select} FROM ${table.table} d WHERE ${conditions.join(' AND ')} ORDER BY d.id
        LIMIT ${SLICE_ROWS}`,
      values: parameters.values,
      rowMode: 'array',
    });
    for (const row of rows) yield reader.read(row);
    if (rows.length < SLICE_ROWS) return;
    after = rows[rows.length - 1]![0] as string;
    await nextTurn();
  }
}
