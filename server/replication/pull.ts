/** Steps 1–5 of a pull; the numbers are those of sync/README.md §4. */
import type { z } from 'zod';
import { documentId, newerFields, type CollectionDefinition } from '../../sync/collections/definition';
import type { CollectionName } from '../../sync/collections/registry';
import { SHAPES } from '../../sync/protocol/version';
import { sameValue } from '../../sync/rules/document';
import type { Checkpoint, pullInput, PullOutput, WireDocument } from '../../sync/protocol/messages';
import type { Deps } from '../deps';
import { CodedError } from '../lib/coded-error';
import type { SignedInMember } from '../lib/identity';
import { documentReader, type ReadDocument } from './read-rows';
import { exitCondition, hasDepartures, hiddenFields, Parameters, scopeCondition, scopeName } from './scope';
import { TABLES, type Table } from './tables';
import { writtenAbove } from './written-above';

type Horizon = {
  epoch: string;
  /** Rows written by transactions below have ended for good: committed or gone, and no new ones can appear there. */
  xid: string;
  /** Some transaction is open above that line. */
  isCrowded: boolean;
  /** Exits below were thrown away; a replica that stands there cannot learn what left its scope. */
  forgottenXid: string;
};
type Position = Pick<Checkpoint, 'xid' | 'id'>;
type Feed = {
  table: Table;
  member: SignedInMember;
  deviceId: string;
  after: Position;
  horizonXid: string;
  limit: number;
  isFirst: boolean;
  /** Fields the caller's build does not know. */
  newer: readonly string[];
};

const START: Position = { xid: '0', id: '' };

/** One page of a collection's feed for one person's device, at most `limit` documents and departures together. */
export async function pull(
  deps: Deps,
  member: SignedInMember,
  input: z.infer<typeof pullInput>,
  shapes: number = SHAPES,
): Promise<PullOutput> {
  const horizon = await readHorizon(deps, member, input.deviceId); // 1
  const scope = scopeName(member); // 2
  const given = input.checkpoint;
  const table = TABLES[input.collection];
  const isKnown =
    given !== null && given.epoch === horizon.epoch && given.scope === scope && isPlace(table, given, horizon); // 5
  const feed: Feed = {
    table,
    member,
    deviceId: input.deviceId,
    after: isKnown ? given : START,
    horizonXid: horizon.xid,
    limit: input.limit,
    isFirst: !isKnown,
    newer: newerFields(table.definition, shapes),
  };
  const [documents, departures] = await Promise.all([
    readDocuments(deps, feed),
    isKnown ? readDepartures(deps, feed) : [],
  ]); // 3, 4
  const page = mergeByPosition(documents, departures, input.limit);
  const last = page.hasMore ? page.last : { xid: horizon.xid, id: '' };
  return {
    restarted: given !== null && !isKnown,
    documents: page.documents,
    gone: page.gone,
    checkpoint: { epoch: horizon.epoch, scope, ...last },
    hasMore: page.hasMore,
    ...(!page.hasMore && horizon.isCrowded && (await isHeld(deps, feed)) ? { held: true as const } : {}),
    serverNowMs: deps.now(),
  };
}

/** How many documents a first sync of the collection will bring. */
export async function countDocuments(
  deps: Deps,
  member: SignedInMember,
  collection: CollectionName,
): Promise<{ count: number }> {
  const table = TABLES[collection];
  const parameters = new Parameters();
  const conditions = [
    scopeCondition(table, member, 'd', parameters),
    ...(table.hasDeletion ? ['d.deleted_at IS NULL'] : []),
  ];
  const { rows } = await deps.pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${table.table} d WHERE ${conditions.join(' AND ')}`,
    parameters.values,
  );
  return { count: rows[0]?.count ?? 0 };
}

async function readHorizon(deps: Deps, member: SignedInMember, deviceId: string): Promise<Horizon> {
  const {
    rows: [row],
  } = await deps.pool.query<Horizon & { deviceMemberId: string | null }>(
    `SELECT epoch, pg_snapshot_xmin(pg_current_snapshot())::text AS xid,
       pg_snapshot_xmin(pg_current_snapshot()) < pg_snapshot_xmax(pg_current_snapshot()) AS "isCrowded",
         forgotten_xid::text AS "forgottenXid",
       (SELECT member_id FROM devices WHERE id = $1) AS "deviceMemberId" FROM office`,
    [deviceId],
  );
  if (row === undefined) throw new Error('the office row is missing');
  if (row.deviceMemberId !== member.id) throw new CodedError('sync.deviceForeign', {}, 409);
  return row;
}

/** Rows after `after` and below the horizon, by the columns that say where they stand in the feed. */
function between(feed: Feed, xid: string, id: string, idType: string, parameters: Parameters): string {
  const from = parameters.add(feed.after.xid);
  const after =
    feed.after.id === ''
      ? `${xid} >= ${from}::xid8`
      : `(${xid}, ${id}) > (${from}::xid8, ${parameters.add(feed.after.id)}::${idType})`;
  return `${after} AND ${xid} < ${parameters.add(feed.horizonXid)}::xid8`;
}

/** Whether a checkpoint names a place of today's feed: not one beyond it, nor one whose exits were thrown away. */
function isPlace(table: Table, { xid, id }: Position, horizon: Horizon): boolean {
  const at = BigInt(xid),
    now = BigInt(horizon.xid),
    forgotten = BigInt(horizon.forgottenXid);
  // In the next life of a restored database transaction ids begin anew: what was forgotten in the last one says
  // nothing.
  // Only a replica that has reached the end (id '') can have slept through departures; on the way there it reads old
  // rows.
  if (at > now || (id === '' && forgotten <= now && at < forgotten)) return false;
  return id === '' || table.idType === 'text' || documentId.safeParse(id).success;
}

type Positioned<T> = Position & { readonly item: T };

async function readDocuments(deps: Deps, feed: Feed): Promise<Positioned<WireDocument>[]> {
  const { table, member } = feed;
  const reader = documentReader(table, hiddenFields(table.collection, member.role));
  const parameters = new Parameters();
  const conditions = [
    between(feed, 'd.row_xid', 'd.id', table.idType, parameters),
    scopeCondition(table, member, 'd', parameters),
  ];
  // A replica that holds nothing has no use for what is deleted.
  if (feed.isFirst && table.hasDeletion) conditions.push('d.deleted_at IS NULL');
  const { rows } = await deps.pool.query<unknown[]>({
    text: `SELECT ${reader.select}, d.row_xid::text, (d.receipts -> ${parameters.add(feed.deviceId)} ->> 'seq')::float8
           FROM ${table.table} d WHERE ${conditions.join(' AND ')} ORDER BY d.row_xid, d.id
             LIMIT ${parameters.add(feed.limit + 1)}`,
    values: parameters.values,
    rowMode: 'array',
  });
  return rows.map((row) => {
    const document = reader.read(row);
    return {
      xid: row[reader.width] as string,
      id: document.id,
      item: wireDocument(table.definition, document, row[reader.width + 1] as number | null, feed.newer),
    };
  });
}

/** What left this person's scope and has not come back. */
async function readDepartures(deps: Deps, feed: Feed): Promise<Positioned<string>[]> {
  const { table, member } = feed;
  if (!hasDepartures(table)) return [];
  const parameters = new Parameters();
  const { rows } = await deps.pool.query<Position>(
    `SELECT e.row_xid::text AS xid, e.document_id AS id FROM scope_exits e
     WHERE e.collection = ${parameters.add(table.collection)} AND ${exitCondition(table, member, 'e', parameters)}
       AND ${between(feed, 'e.row_xid', 'e.document_id', 'uuid', parameters)}
       AND NOT EXISTS (SELECT 1 FROM ${table.table} d WHERE d.id = e.document_id
         AND ${scopeCondition(table, member, 'd', parameters)})
     GROUP BY e.row_xid, e.document_id ORDER BY e.row_xid, e.document_id LIMIT ${parameters.add(feed.limit + 1)}`,
    parameters.values,
  );
  return rows.map((row) => ({ ...row, item: row.id }));
}

/** Whether something of this feed is committed and not served yet. */
async function isHeld(deps: Deps, { table, member, horizonXid }: Feed): Promise<boolean> {
  const { text, values } = writtenAbove(table, member, horizonXid);
  return (await deps.pool.query(`${text} LIMIT 1`, values)).rowCount === 1;
}

/** `newer` are fields the receiver does not know: it is not sent what it could not tell from nothing. */
export function wireDocument(
  { empties }: CollectionDefinition,
  document: ReadDocument,
  seq: number | null,
  newer: readonly string[],
): WireDocument {
  for (const field of newer) if (sameValue(document.fields[field], empties[field])) delete document.fields[field];
  const wire: WireDocument = {
    id: document.id,
    version: document.version,
    fields: document.fields,
    stamps: { ...document.stamps },
  };
  if (document.conflicts.length > 0) wire.conflicts = [...document.conflicts];
  if (seq !== null && seq > 0) wire.seq = seq;
  return wire;
}

type Page = { documents: WireDocument[]; gone: string[]; last: Position; hasMore: boolean };

/** The two feeds as one, in the order of their positions, cut at `limit`. */
export function mergeByPosition(
  documents: readonly Positioned<WireDocument>[],
  departures: readonly Positioned<string>[],
  limit: number,
): Page {
  const page: Page = { documents: [], gone: [], last: START, hasMore: documents.length + departures.length > limit };
  let nextDocument = 0,
    nextDeparture = 0;
  while (nextDocument + nextDeparture < limit) {
    const document = documents[nextDocument],
      departure = departures[nextDeparture];
    if (document === undefined && departure === undefined) break;
    if (departure === undefined || (document !== undefined && comesBefore(document, departure))) {
      page.documents.push(document!.item);
      page.last = { xid: document!.xid, id: document!.id };
      nextDocument += 1;
    } else {
      page.gone.push(departure.item);
      page.last = { xid: departure.xid, id: departure.id };
      nextDeparture += 1;
    }
  }
  return page;
}

function comesBefore(a: Position, b: Position): boolean {
  return a.xid === b.xid ? a.id < b.id : BigInt(a.xid) < BigInt(b.xid);
}
