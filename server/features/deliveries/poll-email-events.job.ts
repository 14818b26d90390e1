import type { Job } from '../../lib/job';
import { unwrapped } from '../../gateways/email/read-events';
import { hearEmailEvent } from './hear-email-event';

const SLICE_MS = 15_000;
const WAIT_S = 10;
/** Without a queue nothing is to be looked at. */
const SELDOM_MS = 10 * 60_000;

/** Reads what became of our mail from the office's own queue. What is not recorded stays there and comes again. */
export const pollEmailEventsJob: Job = {
  name: 'poll-email-events',
  everyMs: 60_000,
  run: async (deps, signal) => {
    const queue = deps.emailEvents;
    if (queue === null) return SELDOM_MS;
    const endsAtMs = performance.now() + SLICE_MS;
    const failures: unknown[] = [];
    while (!signal.aborted && performance.now() < endsAtMs) {
      const messages = await queue.receive(WAIT_S, signal).catch((error: unknown) => {
        if (signal.aborted) return [];
        throw error;
      });
      const results = await Promise.allSettled(
        messages.map(async ({ body, receipt }) => {
          await hearEmailEvent(deps, unwrapped(body));
          return receipt;
        }),
      );
      await queue.remove(results.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])));
      failures.push(...results.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : [])));
    }
    // What could not be recorded keeps nobody else's from being read, and is the run's outcome all the same.
    if (failures.length > 0)
      throw new AggregateError(failures, `${failures.length} of what became of our mail was not recorded`);
    return 0;
  },
};
