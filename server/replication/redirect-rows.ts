/**
 * What a build of older shapes pushed onto a document that means another one to it (`redirect` in
 * lib/noun-replication.ts). The document it named stays as it is and remembers that it was told; the other one takes
 * what was meant.
 */
import type { ClientBase } from 'pg';
import type { ErrorCode } from '../../sync/errors';
import type { PushRow } from '../../sync/protocol/messages';
import { SHAPES } from '../../sync/protocol/version';
import type { CollectionName } from '../../sync/collections/registry';
import { refuseRow } from './decide-push';
import type { Decision, PushContext, StoredRow } from './push-context';
import { freshUnits } from './patch-form';
import { PREPARED } from './prepared';

/** By the id that was named, the row that goes to another document instead. */
export type Redirected = ReadonlyMap<string, PushRow>;
export const NOTHING_REDIRECTED: Redirected = new Map();

type Pusher = {
  readonly collection: CollectionName;
  readonly memberId: string | null;
  readonly deviceId: string;
  readonly nowMs: number;
  readonly origin: { readonly shapes: number };
};

/** Which of the rows mean another document. What was told before is told no more. */
export function redirectionsOf(
  { collection, memberId, deviceId, nowMs, origin }: Pusher,
  rows: readonly PushRow[],
  stored: ReadonlyMap<string, StoredRow>,
): Redirected {
  const { redirect } = PREPARED[collection].table.replication;
  if (redirect === undefined || memberId === null || origin.shapes >= SHAPES) return NOTHING_REDIRECTED;
  const by = { shapes: origin.shapes, memberId, nowIso: new Date(nowMs).toISOString() };
  const found = new Map<string, PushRow>();
  for (const row of rows) {
    const stands = stored.get(row.id);
    if (stands === undefined || !stands.inScope) continue;
    const patch = freshUnits(row.patch, stands.receipts[deviceId]?.seq ?? 0);
    const target = Object.keys(patch).length === 0 ? null : redirect({ ...row, patch }, stands.document.fields, by);
    if (target !== null) found.set(row.id, { ...target, seen: 0 });
  }
  return found;
}

/** The same rows with the count of this device for the documents they go to. */
export function countedFor(deviceId: string, rows: Redirected, stored: ReadonlyMap<string, StoredRow>): Redirected {
  return new Map(
    [...rows].map(([named, { id, patch }]) => {
      const seq = (stored.get(id)?.receipts[deviceId]?.seq ?? 0) + 1;
      const counted = Object.fromEntries(
        Object.entries(patch).map(([name, { unseen: _, ...unit }]) => [name, { ...unit, seq }]),
      );
      return [named, { id, seen: stored.get(id)?.document.version ?? 0, patch: counted }];
    }),
  );
}

/** What was named counts as told from here on, so that it is answered as it stands and told once. */
export function asTold(
  deviceId: string,
  redirected: Redirected,
  asked: readonly PushRow[],
  stored: ReadonlyMap<string, StoredRow>,
): Map<string, StoredRow> {
  const told = new Map(stored);
  for (const { id, patch } of asked) {
    const row = stored.get(id);
    if (row === undefined || !redirected.has(id)) continue;
    const seq = Math.max(...Object.values(patch).map((unit) => unit.seq));
    const receipts = { ...row.receipts, [deviceId]: { seq, version: row.document.version } };
    told.set(id, { ...row, receipts });
  }
  return told;
}

/** Keeps what was told; where what was meant was refused, so is what was named, and it may be told again. */
export async function answerRedirected(
  client: ClientBase,
  context: PushContext,
  redirected: Redirected,
  decisions: readonly Decision[],
  stored: ReadonlyMap<string, StoredRow>,
): Promise<Decision[]> {
  if (redirected.size === 0) return [...decisions];
  const byId = new Map(decisions.map((decision) => [decision.result.id, decision]));
  const { table } = context.plan.table;
  const answers = new Map<string, Decision>();
  for (const [named, { id }] of redirected) {
    const { result } = byId.get(id)!;
    const row = stored.get(named)!;
    if (result.outcome === 'refused') {
      const { code, params } = result;
      answers.set(named, refuseRow(context, named, row, { code: code as ErrorCode, params }));
    } else await client.query(`UPDATE ${table} SET receipts = $2 WHERE id = $1`, [named, JSON.stringify(row.receipts)]);
  }
  return decisions.map((decision) => answers.get(decision.result.id) ?? decision);
}
