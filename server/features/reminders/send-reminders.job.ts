/**
 * Hands what is due to the one way out, and lets the next channel take over where one is certain not to have reached
 * anybody. What is true stands in the ledger: it may run twice and die anywhere.
 */
import { inTransaction } from '../../db/in-transaction';
import type { Deps } from '../../deps';
import type { Job } from '../../lib/job';
import { decideDue } from './decide-due';
import { endHanded, holdDue, nextLookMs, noteSkipped, takeNextRung, waitWith } from './due.store';
import { handReminder } from './hand-reminder';

const SLICE_MS = 15_000;
const AT_ONCE = 25;
const ON_THE_WAY_MS = 20_000;

export const sendRemindersJob: Job = {
  name: 'send-reminders',
  everyMs: 60_000,
  run: async (deps, signal) => {
    const endsAtMs = performance.now() + SLICE_MS;
    while (!signal.aborted && performance.now() < endsAtMs) {
      const [ended, looked] = [await end(deps), await look(deps)];
      if (ended === AT_ONCE || looked > 0) continue;
      return inTransaction(deps.pool, (client) => nextLookMs(client, ON_THE_WAY_MS));
    }
    return 0;
  },
};

function end({ pool }: Deps): Promise<number> {
  return inTransaction(pool, async (client) => {
    const ended = await endHanded(client, AT_ONCE);
    for (const row of ended) if (row.hasFailed) await takeNextRung(client, row);
    return ended.length;
  });
}

async function look(deps: Deps): Promise<number> {
  const carriers = new Set<string>();
  const looked = await inTransaction(deps.pool, async (client) => {
    carriers.clear();
    const due = await holdDue(client, AT_ONCE);
    for (const reminder of due) {
      const decision = decideDue(reminder);
      if (decision.act === 'hand') await handReminder(deps, client, reminder, (job) => carriers.add(job));
      else if (decision.act === 'wait') await waitWith(client, reminder.id, decision.afterMs, decision.reason);
      else {
        await noteSkipped(client, reminder.id, decision.reason);
        if (decision.tries) await takeNextRung(client, reminder);
      }
    }
    return due.length;
  });
  for (const job of carriers) deps.jobs.wake(job);
  return looked;
}
