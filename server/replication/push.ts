/**
 * Takes in what devices wrote (sync/README.md §5): one transaction per batch, a handful of statements whatever its
 * size.
 */
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import * as z from 'zod/mini';
import { documentId, unitOfField, type Audience } from '../../sync/collections/definition';
import { below, WRITABLE_COLLECTIONS } from '../../sync/collections/registry';
import type { PushInput, PushOutput, PushResult, PushRow } from '../../sync/protocol/messages';
import { SHAPES } from '../../sync/protocol/version';
import type { Deps } from '../deps';
import { CodedError } from '../lib/coded-error';
import type { SignedInMember } from '../lib/identity';
import { FROM_NOWHERE, writeChanges, type PushOrigin } from './audit-changes';
import {
  decidePush,
  type Decision,
  type PushContext,
  type PushPlan,
  type Receipts,
  type StoredRow,
} from './decide-push';
import { factPlan, lookUpFacts, type FactPlan } from './push-facts';
import { documentReader, type DocumentReader } from './read-rows';
import { hiddenFields, Parameters, scopeCondition } from './scope';
import { parentTable, TABLES, type Table } from './tables';
import { LostRaceError, rowWriter, type RowWriter } from './write-rows';

type Writable = PushInput['collection'];

/** What follows from a collection alone: made once, not per push. */
type Prepared = {
  readonly table: Table;
  readonly shape: z.ZodMiniType;
  readonly officeFields: readonly string[];
  readonly reader: DocumentReader;
  readonly writer: RowWriter;
  readonly facts: FactPlan;
  readonly holds: {
    readonly table: string;
    readonly field: string;
    readonly strength: 'SHARE' | 'NO KEY UPDATE';
  } | null;
  /** Of these the person's sight of everything below depends. */
  readonly scopeUnits: readonly string[];
};
const PREPARED = Object.fromEntries(
  WRITABLE_COLLECTIONS.map((name) => [name, prepare(TABLES[name])]),
) as unknown as Readonly<Record<Writable, Prepared>>;

function prepare(table: Table): Prepared {
  const { definition, replication } = table;
  const parent = parentTable(table);
  const held =
    replication.holds ??
    (parent === null ? null : { table: parent.table.table, field: parent.field, forUpdate: false });
  return {
    table,
    shape: withoutId(definition.shape),
    officeFields: Object.values(definition.units).flatMap(({ merge, fields }) => (merge === 'server' ? fields : [])),
    reader: documentReader(table, []),
    writer: rowWriter(table),
    facts: factPlan(table),
    holds:
      held === null
        ? null
        : { table: held.table, field: held.field, strength: held.forUpdate === true ? 'NO KEY UPDATE' : 'SHARE' },
    scopeUnits: scopeFields(definition.audience).map((field) => unitOfField(definition, field)),
  };
}

/** Which fields of a document say who sees it. */
function scopeFields(audience: Audience): readonly string[] {
  switch (audience.kind) {
    case 'everyone':
      return [];
    case 'customer':
      return ['ownerId', 'sharedWith'];
    case 'child':
      return [audience.by];
    case 'team':
      return [audience.by, audience.team];
    case 'line':
      return [audience.customer];
  }
}

function withoutId(shape: z.ZodMiniObject): z.ZodMiniType {
  return z.omit(shape, { id: true });
}

/** A device's clock may be this wrong before its stamps are moved. */
const CLOCK_TOLERANCE_MS = 30_000;
/**
 * A batch that lost a race is decided anew for this long. Each lost race means that another push got a new document
 * in, so
 * overlapping batches of n new documents may lose n times in a row: a count of attempts would refuse some of them.
 */
const RETRY_FOR_MS = 10_000;
const MAX_PAUSE_MS = 200;
const SLICE_ROWS = 200;

type Batch = {
  collection: Writable;
  plan: PushPlan;
  member: SignedInMember;
  deviceId: string;
  nowMs: number;
  shiftMs: number;
  origin: PushOrigin;
};

export async function push(
  deps: Deps,
  member: SignedInMember,
  input: PushInput,
  origin: PushOrigin = FROM_NOWHERE,
): Promise<PushOutput> {
  const { collection, deviceId, rows } = input;
  if (new Set(rows.map(({ id }) => id)).size < rows.length) throw new CodedError('request.invalid', { field: 'rows' });
  const {
    rows: [device],
  } = await deps.pool.query<{ memberId: string }>('SELECT member_id AS "memberId" FROM devices WHERE id = $1', [
    deviceId,
  ]);
  if (device?.memberId !== member.id) throw new CodedError('sync.deviceForeign', {}, 409);

  const nowMs = deps.now();
  const skewMs = nowMs - input.sentAtMs;
  const { table, shape, officeFields } = PREPARED[collection];
  const plan: PushPlan = {
    table,
    definition: table.definition,
    shape,
    officeFields,
    hidden: hiddenFields(collection, member.role),
  };
  const batch: Batch = {
    collection,
    plan,
    member,
    deviceId,
    nowMs,
    shiftMs: Math.abs(skewMs) > CLOCK_TOLERANCE_MS ? skewMs : 0,
    origin,
  };

  const named = rows.filter(({ id }) => documentId.safeParse(id).success);
  const decisions = new Map((await applyRows(deps, batch, named)).map((decision) => [decision.result.id, decision]));
  deps.hub.publish(
    changedCollections(
      collection,
      named.filter(({ id }) => (decisions.get(id)?.write ?? null) !== null),
    ),
  );
  const results = rows.map(
    ({ id }): PushResult =>
      decisions.get(id)?.result ?? {
        id,
        outcome: 'refused',
        code: 'request.invalid',
        params: { field: 'id' },
        document: null,
      },
  );
  return { results, serverNowMs: deps.now() };
}

/**
 * A row PostgreSQL will not have (a rule of ours was too lax) must not keep the others from being stored: halve until
 * it stands alone.
 */
async function applyRows(deps: Deps, batch: Batch, rows: readonly PushRow[]): Promise<Decision[]> {
  if (rows.length === 0) return [];
  try {
    return await applyWithRetries(deps, batch, rows);
  } catch (error) {
    if (!isDataError(error)) throw error;
    if (rows.length === 1) {
      deps.log.warn({ collection: batch.collection, sqlState: sqlState(error) }, 'the database refused a pushed row');
      return [
        {
          result: { id: rows[0]!.id, outcome: 'refused', code: 'sync.invalidDocument', params: {}, document: null },
          write: null,
          change: null,
        },
      ];
    }
    const half = Math.ceil(rows.length / 2);
    return [
      ...(await applyRows(deps, batch, rows.slice(0, half))),
      ...(await applyRows(deps, batch, rows.slice(half))),
    ];
  }
}

async function applyWithRetries(deps: Deps, batch: Batch, rows: readonly PushRow[]): Promise<Decision[]> {
  const startedAt = performance.now();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await applyOnce(deps, batch, rows);
    } catch (error) {
      if (!isCollision(error)) throw error;
      if (performance.now() - startedAt > RETRY_FOR_MS) {
        deps.log.warn(
          { collection: batch.collection, attempt, sqlState: sqlState(error) },
          'a push collided until its time was up',
        );
        throw new CodedError('sync.busy', {}, 503);
      }
      await sleep(Math.min(attempt * 10, MAX_PAUSE_MS) * (0.5 + Math.random()));
    }
  }
}

async function applyOnce(deps: Deps, batch: Batch, rows: readonly PushRow[]): Promise<Decision[]> {
  const client = await deps.pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    await lockParents(client, batch, rows);
    const stored = await lockRows(client, batch, rows);
    const context = {
      ...batch,
      pusher: batch.member,
      importer: batch.origin.importer ?? null,
      keepsUnknown: batch.origin.shapes > SHAPES,
      ...(await lookUpFacts(client, PREPARED[batch.collection].facts, rows, stored)),
    };
    const decisions = await decideAndWrite(client, batch, context, rows, stored);
    await client.query('COMMIT');
    return decisions;
  } catch (error) {
    await client.query('ROLLBACK').catch((rollbackError: unknown) => {
      broken = rollbackError as Error;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/**
 * A slice is decided while PostgreSQL writes the one before, which nearly halves the time of a large push; and between
 * slices other requests have their turn.
 */
async function decideAndWrite(
  client: PoolClient,
  batch: Batch,
  context: PushContext,
  rows: readonly PushRow[],
  stored: ReadonlyMap<string, StoredRow>,
): Promise<Decision[]> {
  const { writer } = PREPARED[batch.collection];
  const decisions: Decision[] = [];
  let writing: Promise<void> = Promise.resolve();
  const ordered = [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (let from = 0; from < ordered.length; from += SLICE_ROWS) {
    const slice = ordered
      .slice(from, from + SLICE_ROWS)
      .map((row) => decidePush(context, row, stored.get(row.id) ?? null));
    const writes = slice.flatMap(({ write }) => write ?? []);
    writing = writing
      .then(() =>
        writer.update(
          client,
          writes.filter(({ id }) => stored.has(id)),
        ),
      )
      .then(() =>
        writer.insert(
          client,
          writes.filter(({ id }) => !stored.has(id)),
        ),
      )
      .then(() =>
        writeChanges(
          client,
          { ...batch, memberId: batch.member.id },
          slice.flatMap(({ change }) => change ?? []),
        ),
      );
    // Waited for below; a failure until then must not count as unhandled.
    writing.catch(() => undefined);
    decisions.push(...slice);
    await nextTurn();
  }
  await writing;
  return decisions;
}

/**
 * A customer must not change hands between our look at it and our commit: what is new below it would be missed by the
 * departures written then, and stay for ever with whoever lost it. Logging a contact writes to the customer, so there
 * the
 * lock is the one of writers from the beginning. Nor must an owner change teams, who takes the customers along that
 * are there.
 */
async function lockParents(client: PoolClient, { collection }: Batch, rows: readonly PushRow[]): Promise<void> {
  const { holds } = PREPARED[collection];
  if (holds === null) return;
  const { table, field, strength } = holds;
  const unit = unitOfField(PREPARED[collection].table.definition, field);
  const ids = new Set(
    rows.map(({ patch }) => patch[unit]?.values[field]).filter((id) => documentId.safeParse(id).success),
  );
  if (ids.size === 0) return;
  await client.query(`SELECT FROM ${table} WHERE id = ANY($1::uuid[]) ORDER BY id FOR ${strength}`, [[...ids]]);
}

/** In the order of ids, so that two pushes of the same documents wait for one another instead of for each other. */
async function lockRows(
  client: PoolClient,
  { collection, member, origin: { importer } }: Batch,
  rows: readonly PushRow[],
): Promise<Map<string, StoredRow>> {
  const { reader, table } = PREPARED[collection];
  const parameters = new Parameters();
  const ids = parameters.add(rows.map(({ id }) => id));
  const inSight = [member, ...(importer === undefined ? [] : [importer])]
    .map((person) => `(${scopeCondition(table, person, 'd', parameters)})`)
    .join(' AND ');
  const found = await client.query<unknown[]>({
    text: `SELECT ${reader.select}, d.receipts, ${inSight}
           FROM ${table.table} d WHERE d.id = ANY(${ids}::uuid[]) ORDER BY d.id FOR UPDATE OF d`,
    values: parameters.values,
    rowMode: 'array',
  });
  return new Map(
    found.rows.map((row) => [
      row[0] as string,
      {
        document: reader.read(row),
        receipts: row[reader.width] as Receipts,
        inSight: row[reader.width + 1] === true,
      },
    ]),
  );
}

/** The collection itself, what its rows change by trigger, and what hangs on documents whose audience moved. */
function changedCollections(collection: Writable, written: readonly PushRow[]): string[] {
  if (written.length === 0) return [];
  const { scopeUnits, table } = PREPARED[collection];
  const movesScope = written.some(({ seen, patch }) => seen > 0 && scopeUnits.some((unit) => unit in patch));
  return [...new Set([collection, ...(table.replication.alsoChanges ?? []), ...(movesScope ? below(collection) : [])])];
}

const sqlState = (error: unknown) => String((error as { code?: unknown }).code ?? '');
const isCollision = (error: unknown) =>
  error instanceof LostRaceError || sqlState(error) === '40P01' || sqlState(error) === '40001';
const isDataError = (error: unknown) => /^(22|23)[0-9A-Z]{3}$/.test(sqlState(error));
