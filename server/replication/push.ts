/**
 * Takes in what devices wrote (sync/README.md §5): one transaction per batch, a handful of statements whatever its
 * size.
 */
import { documentId } from '../../sync/collections/definition';
import type { PushInput, PushOutput, PushResult, PushRow } from '../../sync/protocol/messages';
import { onceInTransaction } from '../db/in-transaction';
import type { Deps } from '../deps';
import { CodedError } from '../lib/coded-error';
import type { SignedInMember } from '../lib/identity';
import { applyBatch, savesOf, type Applied, type Batch } from './apply-batch';
import { FROM_NOWHERE, type PushOrigin } from './audit-changes';
import { isDataError, retryingCollisions, sqlState } from './collisions';
import type { Decision } from './push-context';
import { hiddenFields } from './scope';
import { afterCommit, nothingFollows, writeWithin } from './write-as-office';

/** A device's clock may be this wrong before its stamps are moved. */
const CLOCK_TOLERANCE_MS = 30_000;
type GivenBatch = Omit<Batch, 'write' | 'following'>;

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
  // The author stays who they are, whoever's rights they have for once.
  const pusher = { ...member, ...origin.rights };
  const batch: GivenBatch = {
    collection,
    memberId: member.id,
    pusher,
    hidden: hiddenFields(collection, pusher.role),
    deviceId,
    nowMs,
    shiftMs: Math.abs(skewMs) > CLOCK_TOLERANCE_MS ? skewMs : 0,
    origin,
  };

  const named = rows.filter(({ id }) => documentId.safeParse(id).success);
  const touched = new Set<string>();
  const decisions = new Map(
    (await applySaves(deps, batch, savesOf(named), touched)).map((decision) => [decision.result.id, decision]),
  );
  deps.hub.publish([...touched]);
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
 * it stands alone, or with those of its save.
 */
async function applySaves(
  deps: Deps,
  batch: GivenBatch,
  saves: readonly PushRow[][],
  touched: Set<string>,
): Promise<Decision[]> {
  if (saves.length === 0) return [];
  try {
    const applied = await retryingCollisions(deps.log, batch.collection, () => applyOnce(deps, batch, saves.flat()));
    for (const name of applied.touched) touched.add(name);
    return [...applied.decisions];
  } catch (error) {
    if (!isDataError(error)) throw error;
    if (saves.length === 1) {
      deps.log.warn({ collection: batch.collection, sqlState: sqlState(error) }, 'the database refused a pushed row');
      return saves[0]!.map(({ id }) => ({
        result: { id, outcome: 'refused', code: 'sync.invalidDocument', params: {}, document: null },
        write: null,
        change: null,
      }));
    }
    const half = Math.ceil(saves.length / 2);
    return [
      ...(await applySaves(deps, batch, saves.slice(0, half), touched)),
      ...(await applySaves(deps, batch, saves.slice(half), touched)),
    ];
  }
}

async function applyOnce(deps: Deps, batch: GivenBatch, rows: readonly PushRow[]): Promise<Applied> {
  const following = nothingFollows();
  const applied = await onceInTransaction(deps.pool, (client) => {
    const write = writeWithin(client, batch.nowMs, `push:${batch.deviceId}`, following);
    return applyBatch(client, { ...batch, write, following }, rows);
  });
  await afterCommit(deps, following);
  return applied;
}
