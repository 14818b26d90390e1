/** Rows of one collection, decided and written within a transaction: of a device's push, or of the office itself. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ClientBase } from 'pg';
import { documentId, newerFields } from '../../sync/collections/definition';
import type { CollectionName } from '../../sync/collections/registry';
import type { PushRow } from '../../sync/protocol/messages';
import type { JournalLine } from '../db/journal';
import { SHAPES } from '../../sync/protocol/version';
import type { SignedInMember } from '../lib/identity';
import type { EffectContext, WrittenDocument } from '../lib/noun-replication';
import { problem } from '../lib/push-rule';
import { writeChanges, type PushOrigin } from './audit-changes';
import { decidePush, refuseRow } from './decide-push';
import type { Decision, PushContext, Receipts, StoredRow } from './push-context';
import { erasedAmong } from './erased-among';
import { changedCollections, PREPARED } from './prepared';
import { lookUpFacts } from './push-facts';
import { answerRedirected, asTold, countedFor, redirectionsOf } from './redirect-rows';
import { Parameters, scopeCondition } from './scope';

const SLICE_ROWS = 200;

export type Batch = {
  readonly collection: CollectionName;
  /** Null: the office itself. */
  readonly memberId: string | null;
  readonly pusher: SignedInMember;
  /** Fields the pusher may neither see nor write. */
  readonly hidden: readonly string[];
  readonly deviceId: string;
  readonly nowMs: number;
  readonly shiftMs: number;
  readonly origin: PushOrigin;
  /** Writes as the office, within the same transaction. */
  readonly write: EffectContext['write'];
  readonly following: Following;
};
/** What is to be done after the commit: lines are kept before anybody is told, then jobs are woken. */
export type Following = { readonly lines: JournalLine[]; readonly jobs: Set<string> };
export type Applied = { readonly decisions: readonly Decision[]; readonly touched: ReadonlySet<string> };
/** A row from what is stored; the office says what it wants of the document as it stands. */
export type Rows = {
  readonly ids: readonly string[];
  readonly of: (stored: ReadonlyMap<string, StoredRow>) => PushRow[];
};

/** Locks, decides, writes, and lets what follows from it happen. `touched` is to be published after the commit. */
export async function applyBatch(client: ClientBase, batch: Batch, given: readonly PushRow[] | Rows): Promise<Applied> {
  const prepared = PREPARED[batch.collection];
  const ids = 'of' in given ? given.ids : given.map(({ id }) => id);
  if (!('of' in given)) await lockParents(client, batch, given);
  let stored = await lockRows(client, batch, ids);
  const asked = 'of' in given ? given.of(stored) : given;
  if ('of' in given) await lockParents(client, batch, asked);
  let redirected = redirectionsOf(batch, asked, stored);
  if (redirected.size > 0) {
    await lockParents(client, batch, [...redirected.values()]);
    const targets = await lockRows(
      client,
      batch,
      [...redirected.values()].map(({ id }) => id),
    );
    redirected = countedFor(batch.deviceId, redirected, targets);
    stored = new Map([...asTold(batch.deviceId, redirected, asked, stored), ...targets]);
  }
  const rows = [...asked, ...redirected.values()];
  const context: PushContext = {
    ...batch,
    plan: {
      ...prepared.plan,
      hidden: batch.hidden,
      newer: newerFields(prepared.table.definition, batch.origin.shapes),
    },
    isOffice: batch.memberId === null,
    importer: batch.origin.importer ?? null,
    keepsUnknown: batch.origin.shapes > SHAPES,
    ...(await lookUpFacts(client, prepared.facts, rows, stored)),
  };
  const erased = await erasedAmong(
    client,
    rows.filter(({ id }) => !stored.has(id)),
  );
  const decisions = await answerRedirected(
    client,
    context,
    redirected,
    await decideAndWrite(client, batch, context, rows, stored, erased),
    stored,
  );
  const isWritten = new Set(decisions.flatMap(({ write }) => write?.id ?? []));
  const touched = new Set<string>(
    changedCollections(
      batch.collection,
      rows.filter(({ id }) => isWritten.has(id)),
    ),
  );
  const { effects, keeps } = prepared.table.replication;
  const { lines, jobs } = batch.following;
  if (keeps !== undefined) {
    const standing = decisions.flatMap(({ result }) => (result.outcome === 'refused' ? [] : [result.id]));
    if (standing.length > 0) lines.push(...(await keeps(client, standing)));
  }
  if (effects !== undefined && isWritten.size > 0) {
    const written = decisions.flatMap(({ write }): WrittenDocument[] =>
      write === null
        ? []
        : [{ id: write.id, before: stored.get(write.id)?.document.fields ?? null, after: write.fields }],
    );
    const touch = (collections: readonly string[]) => {
      for (const name of collections) touched.add(name);
    };
    const { nowMs, memberId, write } = batch;
    await effects({ client, nowMs, memberId, touch, write, wake: (job) => jobs.add(job) }, written);
  }
  return { decisions, touched };
}

/**
 * A slice is decided while PostgreSQL writes the one before, which nearly halves the time of a large push; and between
 * slices other requests have their turn. Rows of one save stand in one slice.
 */
async function decideAndWrite(
  client: ClientBase,
  batch: Batch,
  context: PushContext,
  rows: readonly PushRow[],
  stored: ReadonlyMap<string, StoredRow>,
  erased: ReadonlySet<string>,
): Promise<Decision[]> {
  const { writer } = PREPARED[batch.collection];
  const decisions: Decision[] = [];
  let writing: Promise<void> = Promise.resolve();
  for (const saves of slices(savesOf(rows))) {
    const slice = saves.flatMap((save) => decideSave(context, save, stored, erased));
    const writes = slice.flatMap(({ write }) => write ?? []);
    const [old, fresh] = [writes.filter(({ id }) => stored.has(id)), writes.filter(({ id }) => !stored.has(id))];
    writing = writing
      .then(() => writer.update(client, old))
      .then(() => writer.insert(client, fresh))
      .then(() =>
        writeChanges(
          client,
          batch,
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

/** The rows in the order of ids, those of one save together: they are taken or refused together. */
export function savesOf(rows: readonly PushRow[]): PushRow[][] {
  const byGroup = new Map<string, PushRow[]>();
  const saves: PushRow[][] = [];
  for (const row of [...rows].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const save = row.group === undefined ? undefined : byGroup.get(row.group);
    if (save !== undefined) save.push(row);
    else {
      const first = [row];
      saves.push(first);
      if (row.group !== undefined) byGroup.set(row.group, first);
    }
  }
  return saves;
}

function* slices(saves: readonly PushRow[][]): Generator<PushRow[][]> {
  let slice: PushRow[][] = [];
  let count = 0;
  for (const save of saves) {
    slice.push(save);
    count += save.length;
    if (count < SLICE_ROWS) continue;
    yield slice;
    [slice, count] = [[], 0];
  }
  if (slice.length > 0) yield slice;
}

function decideSave(
  context: PushContext,
  save: PushRow[],
  stored: ReadonlyMap<string, StoredRow>,
  erased: ReadonlySet<string>,
): Decision[] {
  const decided = save.map((row) =>
    erased.has(row.id)
      ? refuseRow(context, row.id, null, problem('customer.erased'))
      : decidePush(context, row, stored.get(row.id) ?? null),
  );
  if (save.length === 1 || decided.every(({ result }) => result.outcome !== 'refused')) return decided;
  return decided.map((decision, at) =>
    decision.result.outcome === 'refused'
      ? decision
      : refuseRow(context, save[at]!.id, stored.get(save[at]!.id) ?? null, problem('sync.groupRefused')),
  );
}

/**
 * What a document hangs on must not change hands between our look at it and our commit: what is new below it would be
 * missed by the departures written then, and stay for ever with whoever lost it. A noun may hold something else, or
 * more firmly (`holds` in lib/noun-replication.ts).
 */
async function lockParents(client: ClientBase, { collection }: Batch, rows: readonly PushRow[]): Promise<void> {
  const { holds } = PREPARED[collection];
  if (holds === null) return;
  const { table, field, unit, strength } = holds;
  const ids = new Set(
    rows.map(({ patch }) => patch[unit]?.values[field]).filter((id) => documentId.safeParse(id).success),
  );
  if (ids.size === 0) return;
  await client.query(`SELECT FROM ${table} WHERE id = ANY($1::uuid[]) ORDER BY id FOR ${strength}`, [[...ids]]);
}

/** In the order of ids, so that two pushes of the same documents wait for one another instead of for each other. */
async function lockRows(
  client: ClientBase,
  { collection, pusher, origin: { importer } }: Batch,
  wanted: readonly string[],
): Promise<Map<string, StoredRow>> {
  const { reader, table } = PREPARED[collection];
  const parameters = new Parameters();
  const ids = parameters.add(wanted);
  const inScope = [pusher, ...(importer === undefined ? [] : [importer])]
    .map((person) => `(${scopeCondition(table, person, 'd', parameters)})`)
    .join(' AND ');
  const found = await client.query<unknown[]>({
    text: `SELECT ${reader.select}, d.receipts, ${inScope}
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
        inScope: row[reader.width + 1] === true,
      },
    ]),
  );
}
