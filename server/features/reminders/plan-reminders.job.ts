import { inTransaction } from '../../db/in-transaction';
import type { Job } from '../../lib/job';
import { officeSettings } from '../settings/office-settings';
import { dropOldPlans, unplannedRoots } from './ledger.store';
import { planRoots, rulesName, SERIES_AHEAD_DAYS } from './plan-roots';

const EVERY_MS = 10 * 60_000;
const SLICE_MS = 15_000;
const AT_ONCE = 50;

/** Plans what a day has brought near, what too large a push left, and everything anew where the rules have changed. */
export const planRemindersJob: Job = {
  name: 'plan-reminders',
  everyMs: EVERY_MS,
  run: async ({ pool, jobs, log }, signal) => {
    const endsAtMs = performance.now() + SLICE_MS;
    const planned = new Set<string>();
    while (!signal.aborted && performance.now() < endsAtMs) {
      const roots = await inTransaction(pool, async (client) => {
        if (planned.size === 0) await dropOldPlans(client);
        const found = await unplannedRoots(client, rulesName(await officeSettings(client)), SERIES_AHEAD_DAYS, AT_ONCE);
        await planRoots(client, found.sort(), null);
        return found;
      });
      if (roots.length > 0) jobs.wake('send-reminders');
      if (roots.length < AT_ONCE) return EVERY_MS;
      if (roots.every((root) => planned.has(root))) {
        log.warn({ roots: roots.length }, 'reminders: occurrences stand otherwise than their appointments say');
        return EVERY_MS;
      }
      for (const root of roots) planned.add(root);
    }
    return 0;
  },
};
