import { prepareQuery, type FilledMangoQuery, type RxCollection } from 'rxdb';
import { COLLECTIONS } from '../../../sync/collections/registry';
import { MAX_BODY_BYTES, MAX_PUSH_ROWS, type PushResult, type PushRow } from '../../../sync/protocol/messages';
import { acknowledge, receiveMaster, recreate, refuse, release, type LocalDocument } from '../../../sync/rules/local-document';
import type { Patch } from '../../../sync/rules/document';
import { rewriteDocuments } from '../rewrite-documents';
import { WRITABLE_COLLECTIONS, type SahaCollections, type WritableCollectionName } from '../saha-database';
import type { StampingClock } from '../stamping-clock';
import { toLocal, toMaster, type AnyStored, type AnyStoredData } from '../stored-document';
import { hasPending } from './receive-documents';
import { ServerRefusal, type SyncServer } from './sync-server';

/** Room left for the envelope, and for letters that take more bytes on the wire than characters here. */
const BODY_BYTES = MAX_BODY_BYTES / 2;

type Ports = { collections: SahaCollections; server: Pick<SyncServer, 'push'>; clock: StampingClock; /** Whose device this is. */ memberId?: string };

/** Sends everything that waits, customers before what hangs on them. Throws when the server cannot be asked. */
export async function pushWaiting(ports: Ports): Promise<void> {
  for (const name of WRITABLE_COLLECTIONS) {
    let limit = MAX_PUSH_ROWS;
    for (;;) {
      const waiting = await waitingRows(ports.collections[name] as unknown as RxCollection<AnyStored>, limit);
      const { length } = waiting.rows;
      if (length === 0) break;
      limit = Math.min(MAX_PUSH_ROWS, await pushRows(ports, name, waiting) ? limit * 2 : Math.ceil(length / 2));
    }
  }
}

type Waiting = { rows: PushRow[]; known: Map<string, AnyStoredData> };

/** Oldest first, as many as one request carries. Straight from the storage: RxDocuments of thousands of rows would only be thrown away. */
async function waitingRows(collection: RxCollection<AnyStored>, limit: number): Promise<Waiting> {
  const storage = collection.storageInstance;
  const query: FilledMangoQuery<AnyStored> = {
    selector: { _deleted: { $eq: false }, outbox: { $gte: 'w', $lt: 'x' } } as FilledMangoQuery<AnyStored>['selector'],
    sort: [{ outbox: 'asc' }, { id: 'asc' }], index: ['_deleted', 'outbox', 'id'], skip: 0, limit,
  };
  const { documents } = await storage.query(prepareQuery(storage.schema, query));
  const waiting: Waiting = { rows: [], known: new Map() };
  let bytes = 0;
  for (const document of documents) {
    const { id, sync } = toLocal(document);
    const row: PushRow = { id, seen: sync.version, patch: sync.pending as PushRow['patch'] };
    bytes += 2 * JSON.stringify(row).length;
    if (waiting.rows.length > 0 && bytes > BODY_BYTES) break;
    waiting.rows.push(row);
    waiting.known.set(id, document);
  }
  return waiting;
}

/** One request. False when the server would not even read it: the caller then sends less at a time, down to the row at fault. */
async function pushRows({ collections, server, clock, memberId }: Ports, name: WritableCollectionName, { rows, known }: Waiting): Promise<boolean> {
  let results: PushResult[];
  try {
    ({ results } = await server.push({ collection: name, deviceId: clock.deviceId, sentAtMs: Math.max(0, clock.nowMs()), rows }));
  } catch (error) {
    const unreadable = error instanceof ServerRefusal && (error.code === 'request.invalid' || error.code === 'request.tooLarge');
    if (!unreadable) throw error;
    if (rows.length > 1) return false;
    results = rows.map(({ id }) => ({ id, outcome: 'refused', code: error.code, params: {}, document: null }));
  }
  const sent = new Map(rows.map((row) => [row.id, row.patch as Patch]));
  const answered = new Map(results.filter(({ id }) => sent.has(id)).map((result) => [result.id, result]));
  if (answered.size === 0) throw new Error('the server answered none of the rows it was sent');
  const answeredTo: AnsweredTo = { at: new Date(clock.nowMs()).toISOString(), memberId, by: clock.by() };
  await rewriteDocuments(collections[name], [...answered.keys()], (local, id) =>
    (local === null ? undefined : settle(name, local, sent.get(id) as Patch, answered.get(id) as PushResult, answeredTo)), known);
  return true;
}

type AnsweredTo = { at: string; memberId: string | undefined; by: Parameters<typeof recreate>[3] };

/** The document after the server's answer to what was sent of it; null when it leaves the device. */
export function settle(name: WritableCollectionName, local: LocalDocument, sent: Patch, result: PushResult, { at, memberId, by }: AnsweredTo): LocalDocument | null {
  const definition = COLLECTIONS[name];
  if (result.outcome === 'applied') {
    const settled = acknowledge(definition, local, sent, Math.max(local.sync.version, result.version), null);
    // Its departure may have been told while the answer to the first push was lost; it is not told again.
    return result.gone === true && !hasPending(settled) ? null : settled;
  }
  const { document } = result;
  // A pull may have overtaken the answer: then the device holds something newer than it.
  const overtaken = document !== null && document.version < local.sync.version;
  if (result.outcome === 'merged') {
    return acknowledge(definition, local, sent, Math.max(local.sync.version, result.document.version), overtaken ? null : toMaster(result.document));
  }
  const received = document === null || overtaken ? local : receiveMaster(definition, toMaster(document), document.seq ?? 0, local);
  const rejection = { code: result.code, params: result.params, at };
  if (document === null && local.sync.version > 0) {
    // Nothing is ever taken out of the office's tables: one that does not know this document was restored to before it was made.
    if (result.code === 'sync.unknownDocument') return recreate(definition, local, 'createdBy' in local.fields && memberId !== undefined ? { createdBy: memberId } : {}, by);
    // Somebody else's by now: told here before its departure comes by pull, so it goes here.
    if (result.code.endsWith('.outOfScope')) return release(definition, local, rejection);
  }
  return refuse(received, sent, rejection);
}
