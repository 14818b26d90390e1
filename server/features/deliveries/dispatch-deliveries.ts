/**
 * Claim → journal → hand over → record, until nothing may leave or the slice is over. Nothing is ever handed over twice
 * by us: a row that is held is nobody else's, and what became of a held row nobody knows is not tried again.
 */
import type { Channel } from '../../../sync/rules/address';
import type { Deps } from '../../deps';
import { CLAIM_HOLDS_MS, claimDeliveries, nextDueMs, renewClaim, returnUnsent } from './deliveries.store';
import type { ClaimedDelivery } from './delivery';
import type { HandOver } from './hand-over';
import { recordHandOver } from './record-hand-over';

/** Calls the channel's gateway with one delivery, once. Gateways never reject: where it throws nothing has left. */
export type Carrier = (delivery: ClaimedDelivery) => Promise<HandOver>;

const SLICE_MS = 15_000;
/** Calls that may be open at once. */
const AT_ONCE = 10;
const MOST_PER_CLAIM = 100;
/** What a call is thought to take before the first has been made; each says a part of it anew. */
const FIRST_CALL_MS = 50;
const CALL_WEIGHT = 0.05;
/** What kept one from being handed over (a store of files that cannot be reached) may be over by then. */
const AGAIN_MS = 15_000;
/** Once somebody is too fast everybody waits a little. */
const LONGEST_LOOK_MS = 60_000;

/** What one statement took, held under one token. */
type Claim = {
  readonly token: string;
  readonly isFromPeople: boolean;
  heldSinceMs: number;
  renewing: Promise<void> | null;
  /** Of how many it is not recorded yet what became of them. */
  left: number;
};
type Waiting = { readonly claim: Claim; readonly delivery: ClaimedDelivery };

/** Answers in how many milliseconds something may leave again; null: nothing waits. */
export async function dispatchDeliveries(
  deps: Deps,
  channel: Channel,
  carry: Carrier,
  signal: AbortSignal,
): Promise<number | null> {
  const endsAtMs = performance.now() + SLICE_MS;
  const isOver = () => signal.aborted || performance.now() >= endsAtMs;
  while (!isOver()) {
    await carryAllDue(deps, channel, carry, signal, isOver);
    const dueMs = await nextDueMs(deps.pool, channel);
    if (dueMs === null) return null;
    if (dueMs > 1_000) return Math.min(dueMs, LONGEST_LOOK_MS);
    if (!isOver()) await pause(Math.max(1, dueMs), signal);
  }
  return 0;
}

/**
 * Until nothing more is due. The next claim is made while the calls of the last are open, and what became of a delivery
 * is recorded while the next one leaves: the provider's answers alone say how fast it goes. Throws what kept it from
 * claiming, once everything that had left is recorded and everything that had not is given back.
 */
async function carryAllDue(
  deps: Deps,
  channel: Channel,
  carry: Carrier,
  signal: AbortSignal,
  isOver: () => boolean,
): Promise<void> {
  const waiting: Waiting[] = [];
  let msPerCall = FIRST_CALL_MS;
  const next: { claim: Promise<void> | null; failure: { readonly error: unknown } | null } = {
    claim: null,
    failure: null,
  };
  let isDry = false;

  /** Comes back with some, or when there are none. */
  const claimSome = async () => {
    while (waiting.length < AT_ONCE && !isOver()) {
      const token = deps.newId();
      const heldSinceMs = performance.now();
      const fits = Math.max(1, Math.min(MOST_PER_CLAIM, Math.floor((CLAIM_HOLDS_MS / msPerCall) * AT_ONCE)));
      const { claimed, stopped } = await claimDeliveries(deps.pool, channel, token, fits);
      const isFromPeople = claimed.some(({ messageId }) => messageId !== null);
      if (stopped > 0 || isFromPeople) deps.hub.publish(['messages']);
      if (claimed.length > 0) {
        await remember(deps, token, claimed);
        const claim = { token, isFromPeople, heldSinceMs, renewing: null, left: claimed.length };
        waiting.push(...claimed.map((delivery) => ({ claim, delivery })));
        return;
      }
      if (stopped > 0) continue;
      const dueMs = await nextDueMs(deps.pool, channel);
      if (dueMs === null || dueMs > 1_000) {
        isDry = true;
        return;
      }
      await pause(Math.max(1, dueMs), signal);
    }
  };
  const claimAhead = () => {
    if (next.claim !== null || next.failure !== null || isDry || isOver()) return;
    next.claim = claimSome()
      .catch((error: unknown) => {
        next.failure = { error };
      })
      .finally(() => {
        next.claim = null;
      });
  };
  const take = async (): Promise<Waiting | null> => {
    while (!signal.aborted) {
      if (waiting.length < AT_ONCE) claimAhead();
      const first = waiting[0];
      if (first === undefined) {
        if (next.claim === null) return null;
        await next.claim;
        continue;
      }
      const { claim } = first;
      if (claim.renewing === null && performance.now() - claim.heldSinceMs <= CLAIM_HOLDS_MS)
        return waiting.shift() ?? null;
      claim.renewing ??= renew(deps, claim, waiting).finally(() => {
        claim.renewing = null;
      });
      await claim.renewing;
    }
    return null;
  };
  const worker = async () => {
    let recording: Promise<void> = Promise.resolve();
    try {
      for (let one = await take(); one !== null; one = await take()) {
        const { claim, delivery } = one;
        const startedAtMs = performance.now();
        const outcome = await carry(delivery).catch((error: unknown): HandOver => {
          deps.log.error({ err: error, deliveryId: delivery.id }, 'a delivery could not be handed over yet');
          return { kind: 'postponed', reason: 'not_handed_over', afterMs: AGAIN_MS };
        });
        msPerCall += CALL_WEIGHT * (performance.now() - startedAtMs - msPerCall);
        // One behind: no more is unrecorded than the calls that are open, and as many again.
        await recording;
        recording = recordHandOver(deps, claim.token, delivery.id, outcome).then(() => {
          claim.left -= 1;
          if (claim.left === 0 && claim.isFromPeople) deps.hub.publish(['messages']);
        });
      }
    } finally {
      await recording;
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, worker));
  await next.claim;
  await giveBack(deps, waiting);
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
  if (next.failure !== null) throw next.failure.error;
}

/** Into the journal of this process, before any of it leaves. */
async function remember(deps: Deps, token: string, claimed: readonly ClaimedDelivery[]): Promise<void> {
  const at = new Date(deps.now()).toISOString();
  try {
    await deps.journal.append(
      claimed.map(({ id, dedupeKey, addressKey, channel, purpose, campaignId }) => ({
        kind: 'delivery',
        id,
        dedupeKey,
        addressKey,
        channel,
        purpose,
        campaignId,
        at,
      })),
    );
  } catch (error) {
    // What cannot be remembered does not leave.
    await returnUnsent(
      deps.pool,
      token,
      claimed.map(({ id }) => id),
    );
    throw error;
  }
}

/** A process that was frozen, or a disk that was slow: a no may have come meanwhile. */
async function renew(deps: Deps, claim: Claim, waiting: Waiting[]): Promise<void> {
  const ids = waiting.filter((one) => one.claim === claim).map(({ delivery }) => delivery.id);
  claim.heldSinceMs = performance.now();
  const still = await renewClaim(deps.pool, claim.token, ids);
  const lost = ids.filter((id) => !still.has(id));
  claim.left -= lost.length;
  const kept = waiting.filter((one) => one.claim !== claim || still.has(one.delivery.id));
  waiting.splice(0, waiting.length, ...kept);
  await returnUnsent(deps.pool, claim.token, lost);
}

async function giveBack(deps: Deps, waiting: readonly Waiting[]): Promise<void> {
  for (const claim of new Set(waiting.map((one) => one.claim))) {
    const ids = waiting.filter((one) => one.claim === claim).map(({ delivery }) => delivery.id);
    await returnUnsent(deps.pool, claim.token, ids);
    if (claim.isFromPeople) deps.hub.publish(['messages']);
  }
}

function pause(ms: number, signal: AbortSignal | null): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end, { once: true });
  });
}
