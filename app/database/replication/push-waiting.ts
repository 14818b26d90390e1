import type { FilledMangoQuery, RxCollection } from 'rxdb';
import {
  COLLECTIONS,
  outOfScopeCode,
  parentOf,
  parentUnknownCode,
  WRITABLE_COLLECTIONS,
  type CollectionName,
  type WritableCollectionName,
  holdsCustomers,
} from '../../../sync/collections/registry';
import { MAX_BODY_BYTES, MAX_PUSH_ROWS, type PushResult, type PushRow } from '../../../sync/protocol/messages';
import { unitOfField, type DocumentFields } from '../../../sync/collections/definition';
import { acknowledge, receiveMaster } from '../../../sync/rules/receive-document';
import { isRefused, type LocalDocument } from '../../../sync/rules/local-document';
import { recreate, renameStamps } from '../../../sync/rules/carry-document';
import { refuse, refuseUnits, release } from '../../../sync/rules/refuse-document';
import type { Patch } from '../../../sync/rules/document';
import { isStampOfAnother } from '../../../sync/rules/stamp';
import { foreseeLastContact, type ContactSource } from '../foresee-contact';
import { rewriteDocuments } from '../rewrite-documents';
import type { Identity, SahaCollections } from '../saha-database';
import type { StampingClock } from '../stamping-clock';
import { toLocal, toMaster, type AnyStored, type AnyStoredData } from '../stored-document';
import { wholeSave } from './gather-saves';
import { hasPending } from './receive-documents';
import { rowsOf } from './rows-to-send';
import { ServerRefusal, type SyncServer } from './sync-server';
import { storedBy } from '../rxdb-internals/storage-instance';

/** Room left for the envelope, and for letters that take more bytes on the wire than characters here. */
const BODY_BYTES = MAX_BODY_BYTES / 2;

type PushPorts = {
  collections: SahaCollections;
  server: Pick<SyncServer, 'push'>;
  clock: StampingClock;
  /** Whether the office knows the collection; what waits in another waits on. */
  isServed?: (name: CollectionName) => boolean;
  /** Whose device this is. */ me?: Me;
  /** The most that one request carries; for those who want many requests of few rows. */
  maxRows?: number;
  /** The office has taken new work below these customers. */
  onTaken?: (customerIds: string[]) => void;
};
type Answered = 'taken' | 'parents first';

/**
 * Sends everything that waits, documents before what hangs on them. Throws when the server cannot be asked. `raised`
 * are those that were already sent on behalf of what hangs on them.
 */
export async function pushWaiting(ports: PushPorts, raised: Set<string> = new Set()): Promise<void> {
  for (const name of WRITABLE_COLLECTIONS) {
    if (ports.isServed?.(name) === false) continue;
    if ((await pushCollection(ports, name, raised)) === 'parents first') return pushWaiting(ports, raised);
  }
}

/**
 * While the office takes one request in, the answers to the one before are stored and the next is read; what was sent
 * is not read a second time before its answer is stored.
 */
async function pushCollection(ports: PushPorts, name: WritableCollectionName, raised: Set<string>): Promise<Answered> {
  const collection = ports.collections[name] as unknown as RxCollection<AnyStored>;
  const { maxRows = MAX_PUSH_ROWS } = ports;
  let limit = maxRows;
  let storing: Promise<Answered> = Promise.resolve('taken');
  let waiting = await waitingRows(collection, limit, ports.clock);
  while (waiting.rows.length > 0) {
    const asking = ask(ports, name, waiting.rows);
    // Waited for below; a failure until then must not count as unhandled.
    asking.catch(() => undefined);
    await storing;
    let ahead = waiting.isMore ? await waitingRows(collection, limit, ports.clock, waiting) : undefined;
    const results = await asking;
    if (results === 'unreadable') {
      limit = Math.ceil(waiting.rows.length / 2);
      ahead = undefined;
    } else {
      limit = Math.min(maxRows, limit * 2);
      storing = storeAnswers(ports, name, waiting, results, raised);
      storing.catch(() => undefined);
      // What hangs on something the office does not know goes after it, and so does all that follows.
      if (results.some((result) => isOrphan(name, result)) && (await storing) === 'parents first')
        return 'parents first';
    }
    if (ahead === undefined || ahead.rows.length === 0) {
      await storing;
      ahead = await waitingRows(collection, limit, ports.clock);
    }
    waiting = ahead;
  }
  return 'taken';
}

type Waiting = {
  readonly rows: PushRow[];
  readonly known: Map<string, AnyStoredData>;
  /** What `outbox` says of the last one. */
  readonly last: string;
  /** Whether more waits than one request carries. */
  readonly isMore: boolean;
};

/**
 * Oldest first, as many as one request carries; after those of `sent`, of which none is read again. Straight from the
 * storage: RxDocuments of thousands of rows would only be thrown away.
 */
async function waitingRows(
  collection: RxCollection<AnyStored>,
  limit: number,
  clock: StampingClock,
  sent?: Waiting,
): Promise<Waiting> {
  const { deviceId } = clock;
  const outbox = { $gte: sent?.last ?? 'w', $lt: 'x' };
  // The last of those that were sent is found again.
  const most = sent === undefined ? limit : limit + 1;
  const query: FilledMangoQuery<AnyStored> = {
    selector: { _deleted: { $eq: false }, outbox } as FilledMangoQuery<AnyStored>['selector'],
    sort: [{ outbox: 'asc' }, { id: 'asc' }],
    index: ['_deleted', 'outbox', 'id'],
    skip: 0,
    limit: most,
  };
  const found = await storedBy(collection, query);
  const documents = found.filter(({ id }) => sent?.known.has(id) !== true);
  const renamed = documents
    .filter(({ sync }) => Object.values(sync.pending).some(({ stamp }) => isStampOfAnother(stamp, deviceId)))
    .map(({ id }) => id);
  if (renamed.length > 0) {
    await rewriteDocuments(collection, renamed, (local) =>
      local === null ? undefined : renameStamps(local, deviceId),
    );
    return waitingRows(collection, limit, clock, sent);
  }
  const rows: PushRow[] = [];
  const known = new Map<string, AnyStoredData>();
  let last = sent?.last ?? '';
  let isMore = found.length === most;
  let bytes = 0;
  for (const document of documents) {
    if (known.has(document.id)) continue;
    const whole =
      document.sync.saves === undefined ? [document] : await wholeSave(collection, document, () => clock.by());
    const more = rowsOf(whole.map(toLocal));
    bytes += 2 * JSON.stringify(more).length;
    const isFull = rows.length > 0 && (bytes > BODY_BYTES || rows.length + more.length > limit);
    // Saved together with one whose answer is not stored yet, it waits for that.
    if (isFull || whole.some(({ id }) => sent?.known.has(id))) {
      isMore = true;
      break;
    }
    rows.push(...more);
    last = document.outbox;
    for (const one of whole) known.set(one.id, one);
  }
  return { rows, known, last, isMore };
}

/** One request. Where the server would not even read it, the caller sends less at a time, down to the row at fault. */
async function ask(
  { server, clock }: PushPorts,
  name: WritableCollectionName,
  rows: PushRow[],
): Promise<PushResult[] | 'unreadable'> {
  try {
    const { results } = await server.push({
      collection: name,
      deviceId: clock.deviceId,
      sentAtMs: Math.max(0, clock.nowMs()),
      rows,
    });
    return results;
  } catch (error) {
    const unreadable =
      error instanceof ServerRefusal && (error.code === 'request.invalid' || error.code === 'request.tooLarge');
    if (!unreadable) throw error;
    if (rows.length > 1 && !isOneSave(rows)) return 'unreadable';
    return rows.map(({ id }) => ({ id, outcome: 'refused', code: error.code, params: {}, document: null }));
  }
}

async function storeAnswers(
  { collections, clock, me, onTaken }: PushPorts,
  name: WritableCollectionName,
  { rows, known }: Waiting,
  results: readonly PushResult[],
  raised: Set<string>,
): Promise<Answered> {
  const sent = new Map(rows.map((row) => [row.id, row.patch as Patch]));
  const answered = new Map(results.filter(({ id }) => sent.has(id)).map((result) => [result.id, result]));
  if (answered.size === 0) throw new Error('the server answered none of the rows it was sent');
  const answeredTo: AnsweredTo = { at: new Date(clock.nowMs()).toISOString(), me, by: clock.by() };
  const parent = parentOf(COLLECTIONS[name]);
  const isRaised = (id: string) => raised.has(`${parent?.of ?? ''}/${id}`);
  const orphans = new Map(
    [...answered.values()].flatMap((result) => {
      const above = isOrphan(name, result) ? sentParent(sent.get(result.id), name) : undefined;
      return typeof above === 'string' && !isRaised(above) ? [[result.id, above] as const] : [];
    }),
  );
  const above = parent === null ? null : collections[parent.of as CollectionName];
  const sendable =
    above === null
      ? new Set<string>()
      : await raiseParents(parent?.of as CollectionName, above, new Set(orphans.values()), answeredTo);
  for (const id of sendable) raised.add(`${parent?.of ?? ''}/${id}`);
  for (const [id, orphanOf] of orphans) if (sendable.has(orphanOf)) answered.delete(id);
  if (parent !== null && above !== null) {
    const foreign = [...answered.values()].flatMap((result) => {
      const of = isForeign(name, result) ? known.get(result.id)?.[parent.by] : undefined;
      return typeof of === 'string' ? of : [];
    });
    // Somebody else's by now: a sweep may have kept it for what hung on it.
    await rewriteDocuments(above, foreign, (local) => (local === null || hasPending(local) ? undefined : null));
  }
  await rewriteDocuments(
    collections[name],
    [...answered.keys()],
    (local, id) =>
      local === null
        ? undefined
        : takeAnswer(name, local, sent.get(id) as Patch, answered.get(id) as PushResult, answeredTo),
    known,
  );
  onTaken?.(
    rows.flatMap(({ id, seen, patch }) => {
      const parent = patch['customerId']?.values['customerId'];
      const outcome = answered.get(id)?.outcome ?? 'refused';
      return seen === 0 && outcome !== 'refused' && typeof parent === 'string' ? [parent] : [];
    }),
  );
  if (!holdsCustomers(name)) await foreseeFrom(collections, [...answered.values()]);
  return sendable.size > 0 ? 'parents first' : 'taken';
}

/**
 * The office may have corrected when something happened, or how it went; with it, when the customer was last spoken to.
 */
async function foreseeFrom(collections: SahaCollections, results: readonly PushResult[]): Promise<void> {
  for (const result of results) {
    if (result.outcome !== 'merged' || !('customerId' in result.document.fields)) continue;
    const contact = result.document.fields as ContactSource;
    await foreseeLastContact(collections, contact.customerId, [contact]);
  }
}

/** What is refused as one cannot be sent by halves. */
const isOneSave = ([first, ...others]: readonly PushRow[]) =>
  first?.group !== undefined && others.every(({ group }) => group === first.group);

const isOrphan = (name: WritableCollectionName, result: PushResult) =>
  result.outcome === 'refused' && result.code === parentUnknownCode(COLLECTIONS[name]);
const isForeign = (name: WritableCollectionName, result: PushResult) =>
  result.outcome === 'refused' && result.code === outOfScopeCode(COLLECTIONS[name]);

/** What a new document says it hangs on. */
function sentParent(patch: Patch | undefined, name: WritableCollectionName): unknown {
  const definition = COLLECTIONS[name];
  const by = parentOf(definition)?.by;
  return by === undefined ? undefined : patch?.[unitOfField(definition, by)]?.values[by];
}

/**
 * The office does not know the document that something new hangs on. Where it was restored to before that was made, it
 * is created anew; where the person made it a moment ago, it waits. Resolves to those that can be sent now.
 */
async function raiseParents(
  name: CollectionName,
  parents: SahaCollections[CollectionName],
  ids: ReadonlySet<string>,
  { me, by }: AnsweredTo,
): Promise<Set<string>> {
  const sendable = new Set<string>();
  if (ids.size === 0) return sendable;
  await rewriteDocuments(parents, [...ids], (local, id) => {
    if (local === null || isRefused(local.sync.outbox)) return undefined;
    if (local.sync.version === 0) {
      if (hasPending(local)) sendable.add(id);
      return undefined;
    }
    sendable.add(id);
    return recreate(COLLECTIONS[name], local, ownFields(local, me), by);
  });
  return sendable;
}

type Me = Pick<Identity, 'memberId' | 'role'>;
type AnsweredTo = { at: string; me: Me | undefined; by: Parameters<typeof recreate>[3] };

/**
 * Whoever creates a document anew is its maker; and an agent can only make customers of their own. Its owner goes on
 * seeing it.
 */
function ownFields({ fields }: LocalDocument, me: Me | undefined): DocumentFields {
  if (me === undefined || !('createdBy' in fields)) return {};
  const { ownerId, sharedWith } = fields;
  if (me.role !== 'agent' || typeof ownerId !== 'string' || ownerId === me.memberId) return { createdBy: me.memberId };
  const others = (Array.isArray(sharedWith) ? sharedWith : []).filter((id) => id !== me.memberId && id !== ownerId);
  return { createdBy: me.memberId, ownerId: me.memberId, sharedWith: [...others, ownerId] };
}

/** The document after the server's answer to what was sent of it; null when it leaves the device. */
export function takeAnswer(
  name: WritableCollectionName,
  local: LocalDocument,
  sent: Patch,
  result: PushResult,
  { at, me, by }: AnsweredTo,
): LocalDocument | null {
  const definition = COLLECTIONS[name];
  if (result.outcome === 'applied') {
    const answered = acknowledge(definition, local, sent, Math.max(local.sync.version, result.version), null);
    // Its departure may have been told while the answer to the first push was lost; it is not told again.
    return result.gone === true && !hasPending(answered) ? null : answered;
  }
  const { document } = result;
  // A pull may have overtaken the answer: then the device holds something newer than it.
  const overtaken = document !== null && document.version < local.sync.version;
  if (result.outcome === 'merged') {
    const refused = result.refused ?? [];
    const units = refused.map(({ unit }) => unit);
    const taken = Object.fromEntries(Object.entries(sent).filter(([unit]) => !units.includes(unit)));
    const answered = acknowledge(
      definition,
      local,
      taken,
      Math.max(local.sync.version, result.document.version),
      overtaken ? null : toMaster(result.document),
    );
    const [first] = refused;
    if (first === undefined) return answered;
    return refuseUnits(answered, sent, units, result.document.stamps, { code: first.code, params: first.params, at });
  }
  const received =
    document === null || overtaken ? local : receiveMaster(definition, toMaster(document), document.seq ?? 0, local);
  const rejection = { code: result.code, params: result.params, at };
  // Nothing is ever taken out of the office's tables: one that does not know this document was restored to before it
  // was made.
  if (result.code === 'sync.unknownDocument' && local.sync.version > 0)
    return recreate(definition, local, ownFields(local, me), by);
  // Somebody else's by now: told here before its departure comes by pull, so it goes here.
  if (document === null && isForeign(name, result)) return release(definition, local, rejection);
  if (result.code === 'sync.stateStands' && document !== null)
    return refuseUnits(received, sent, [String(result.params['unit'])], document.stamps, rejection);
  return refuse(received, sent, rejection);
}
