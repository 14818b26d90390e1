/**
 * Claim → journal → hand over → record, until nothing may leave or the slice is over. Nothing is ever handed over twice
 * by us: a row that is held is nobody else's, and what became of a held row nobody knows is not tried again.
 */
import type { Channel } from '../../../sync/rules/address';
import type { DeliveryReason } from '../../../sync/rules/delivery';
import type { SmsMeasure } from '../../../sync/rules/sms-text';
import type { Deps } from '../../deps';
import type { Outcome } from '../../gateways/outcome';
import {
  CLAIM_HOLDS_MS,
  claimDeliveries,
  holdChannelOf,
  nextDueMs,
  recordAccepted,
  recordEnd,
  recordPostponed,
  renewClaim,
  returnUnsent,
} from './deliveries.store';
import type { ClaimedDelivery } from './delivery';

/** What an SMS is charged by. */
export type SmsSize = Pick<SmsMeasure, 'parts' | 'spelling'>;
export type HandOver =
  | { readonly kind: 'accepted'; readonly provider: string; readonly providerId: string; readonly size: SmsSize | null }
  | {
      readonly kind: 'postponed';
      readonly reason: DeliveryReason;
      readonly afterMs: number;
      /** Nothing of the channel leaves before then; left out: of this one alone. */
      readonly isForAll?: boolean;
    }
  | { readonly kind: 'failed'; readonly reason: DeliveryReason }
  | { readonly kind: 'unknown'; readonly size: SmsSize | null };

/** A gateway's answer as the row is to say it; `provider`: the gateway's name; `size`: of an SMS. */
export function handOverOf(outcome: Outcome, provider: string, size: SmsSize | null = null): HandOver {
  switch (outcome.kind) {
    case 'accepted':
      return { kind: 'accepted', provider, providerId: outcome.providerId, size };
    case 'throttled':
      return {
        kind: 'postponed',
        reason: 'throttled',
        afterMs: outcome.retryAfterMs,
        isForAll: outcome.isForAll === true,
      };
    case 'paused':
      return { kind: 'postponed', reason: 'provider_paused', afterMs: outcome.retryAfterMs };
    case 'rejected':
      return { kind: 'failed', reason: outcome.reason };
    case 'unknown':
      return { kind: 'unknown', size };
  }
}

/** Calls the gateway of the channel with one delivery, once. */
export type Carrier = (delivery: ClaimedDelivery) => Promise<HandOver>;

const SLICE_MS = 15_000;
/** Calls that may be open at once. */
const AT_ONCE = 10;
const MOST_PER_CLAIM = 100;
/** Once somebody is too fast everybody waits a little. */
const LONGEST_LOOK_MS = 60_000;
const RECORD_TRIES = 5;

/** Answers in how many milliseconds something may leave again; null: nothing waits. */
export async function dispatchDeliveries(
  deps: Deps,
  channel: Channel,
  carry: Carrier,
  signal: AbortSignal,
): Promise<number | null> {
  const endsAtMs = performance.now() + SLICE_MS;
  let msPerCall = 50;
  while (!signal.aborted && performance.now() < endsAtMs) {
    const token = deps.newId();
    const startedAtMs = performance.now();
    const fits = Math.max(1, Math.min(MOST_PER_CLAIM, Math.floor((CLAIM_HOLDS_MS / msPerCall) * AT_ONCE)));
    const { claimed, stopped } = await claimDeliveries(deps.pool, channel, token, fits);
    if (claimed.length === 0) {
      if (stopped > 0) {
        deps.hub.publish(['messages']);
        continue;
      }
      const dueMs = await nextDueMs(deps.pool, channel);
      if (dueMs === null) return null;
      if (dueMs > 1_000) return Math.min(dueMs, LONGEST_LOOK_MS);
      await pause(Math.max(5, dueMs), signal);
      continue;
    }
    const isFromPeople = claimed.some(({ messageId }) => messageId !== null);
    if (isFromPeople) deps.hub.publish(['messages']);
    const calls = await carryOut(deps, token, claimed, startedAtMs, carry, signal);
    if (isFromPeople) deps.hub.publish(['messages']);
    if (calls > 0)
      msPerCall = 0.7 * msPerCall + 0.3 * ((performance.now() - startedAtMs) * (Math.min(AT_ONCE, calls) / calls));
  }
  return 0;
}

/** Answers how many were handed over. */
async function carryOut(
  deps: Deps,
  token: string,
  claimed: readonly ClaimedDelivery[],
  claimedAtMs: number,
  carry: Carrier,
  signal: AbortSignal,
): Promise<number> {
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
  const waiting = [...claimed];
  let heldSinceMs = claimedAtMs;
  let renewing: Promise<void> | null = null;
  let handedOver = 0;

  // A process that was frozen, or a disk that was slow: a no may have come meanwhile.
  const renew = async () => {
    const ids = waiting.map(({ id }) => id);
    heldSinceMs = performance.now();
    const still = await renewClaim(deps.pool, token, ids);
    waiting.splice(0, waiting.length, ...waiting.filter(({ id }) => still.has(id)));
    await returnUnsent(
      deps.pool,
      token,
      ids.filter((id) => !still.has(id)),
    );
  };
  const worker = async () => {
    for (;;) {
      if (performance.now() - heldSinceMs > CLAIM_HOLDS_MS && waiting.length > 0)
        renewing ??= renew().finally(() => {
          renewing = null;
        });
      if (renewing !== null) {
        await renewing;
        continue;
      }
      if (signal.aborted) return;
      const delivery = waiting.shift();
      if (delivery === undefined) return;
      handedOver += 1;
      await record(deps, token, delivery.id, await carry(delivery));
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, claimed.length) }, worker));
  if (waiting.length > 0)
    await returnUnsent(
      deps.pool,
      token,
      waiting.map(({ id }) => id),
    );
  return handedOver;
}

/**
 * Tried a few times: the database may be away for a moment. What could not be recorded becomes `unknown` by itself and
 * is settled by the provider's word.
 */
async function record(deps: Deps, token: string, id: string, outcome: HandOver): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write(deps, token, id, outcome);
    } catch (error) {
      deps.log.warn({ err: error, deliveryId: id, attempt }, 'what became of a delivery could not be recorded');
      if (attempt === RECORD_TRIES) return;
      await pause(200 * attempt, null);
    }
  }
}

async function write({ pool }: Deps, token: string, id: string, outcome: HandOver): Promise<void> {
  switch (outcome.kind) {
    case 'accepted':
      return recordAccepted(pool, id, outcome.provider, outcome.providerId, outcome.size);
    case 'postponed':
      if (outcome.isForAll === true) await holdChannelOf(pool, id, outcome.afterMs);
      return recordPostponed(pool, token, id, outcome.reason, outcome.afterMs);
    case 'failed':
      return recordEnd(pool, token, id, 'failed', outcome.reason);
    case 'unknown':
      return recordEnd(pool, token, id, 'unknown', 'no_answer', outcome.size);
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
