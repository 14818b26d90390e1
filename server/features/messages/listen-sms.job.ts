import type { Job } from '../../lib/job';
import { recordSmsReport } from '../deliveries/record-sms-report';
import { lastIncomingAt, openSmsOf } from './incoming-sms.store';
import { recordIncomingSms } from './record-incoming-sms';

const EVERY_MS = 30_000;
/** What a provider has listed once may be listed again beside what is new: its clock and ours differ. */
const OVERLAP_MS = 2 * 3_600_000;
const LONGEST_AGO_MS = 14 * 24 * 3_600_000;

/**
 * Asks what became of SMS, and what customers answered. What is not recorded is asked for again, and keeps nobody
 * else's from being recorded: one text that cannot be kept would silence every RET after it.
 */
export const listenSmsJob: Job = {
  name: 'listen-sms',
  everyMs: 60_000,
  run: async (deps, signal) => {
    const { pool, sms } = deps;
    const nowMs = deps.now();
    const lastMs = Date.parse((await lastIncomingAt(pool)) ?? '') || 0;
    const since = new Date(Math.max(lastMs - OVERLAP_MS, nowMs - LONGEST_AGO_MS)).toISOString();
    const { reports, incoming, done } = await sms.listen(await openSmsOf(pool, sms.name), since, signal);
    const failures: unknown[] = [];
    const failed = (error: unknown) => void failures.push(error);
    for (const report of reports) await recordSmsReport(deps, report).catch(failed);
    for (const one of incoming) await recordIncomingSms(deps, one).catch(failed);
    if (failures.length > 0)
      throw new AggregateError(failures, `${failures.length} of what was heard was not recorded`);
    await done();
    return EVERY_MS;
  },
};
