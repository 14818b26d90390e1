/** Tells devices what was noted: each at most once on each of them, whatever dies meanwhile. */
import type { Deps } from '../../deps';
import type { Job } from '../../lib/job';
import { decidePush } from './decide-push';
import {
  claimDue,
  forgetOldNotices,
  nextDueMs,
  postponeSend,
  readFacts,
  endSend,
  type ClaimedSend,
} from './notices.store';
import { pushKeys } from './push-keys';
import { forgetSubscription } from './subscriptions.store';

const SLICE_MS = 15_000;
const AT_ONCE = 10;
const MOST_ATTEMPTS = 6;
const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 3_600_000;
const EVERY_MS = 60_000;

export const sendPushJob: Job = {
  name: 'send-push',
  everyMs: EVERY_MS,
  run: async (deps, signal) => {
    const endsAtMs = performance.now() + SLICE_MS;
    while (!signal.aborted && performance.now() < endsAtMs) {
      const due = await claimDue(deps.pool, AT_ONCE);
      await Promise.all(due.map((one) => tell(deps, one)));
      if (due.length < AT_ONCE) {
        await forgetOldNotices(deps.pool);
        return nextDueMs(deps.pool);
      }
    }
    return 0;
  },
};

async function tell({ pool, push, log }: Deps, one: ClaimedSend): Promise<void> {
  const facts = await readFacts(pool, one);
  if (facts === null) return;
  const decision = decidePush(facts);
  if (decision.kind === 'drop') return endSend(pool, one, 'dropped', decision.reason);
  if (decision.kind === 'wait') return postponeSend(pool, one, decision.afterMs, false);
  const outcome = await push.send(facts, decision.payload, await pushKeys(pool), decision.ttlSeconds);
  if (outcome.kind === 'taken') return endSend(pool, one, 'sent', '');
  // With its subscription go its sends.
  if (outcome.kind === 'gone') return forgetSubscription(pool, one.subscriptionId);
  log.warn({ subscription: one.subscriptionId, outcome: outcome.kind, code: outcome.code }, 'a push was not taken');
  if (outcome.kind === 'later' && one.attempts < MOST_ATTEMPTS)
    return postponeSend(pool, one, retryMs(one.attempts, outcome.afterMs), true);
  return endSend(pool, one, outcome.kind === 'unknown' ? 'unknown' : 'failed', outcome.code);
}

/** Twice as long each time, and never sooner than the service asks. */
function retryMs(attempts: number, asked: number | null): number {
  return Math.min(LONGEST_RETRY_MS, Math.max(asked ?? 0, FIRST_RETRY_MS * 2 ** (attempts - 1)));
}
