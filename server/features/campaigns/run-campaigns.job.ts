import type { Job } from '../../lib/job';
import { runCampaign } from './run-campaign';
import { campaignsAtWork, nextStartMs } from './run.store';
import { RUN_CAMPAIGNS } from './start-campaign';
import { tellCustomers, tellResults } from './tell-customers';

const SLICE_MS = 12_000;
const EVERY_MS = 30_000;
const BETWEEN_MS = 250;

/** Makes recipients, lets them go, watches the circuit breaker, and ends what is over. */
export const runCampaignsJob: Job = {
  name: RUN_CAMPAIGNS,
  everyMs: EVERY_MS,
  run: async (deps, signal) => {
    const endsAtMs = performance.now() + SLICE_MS;
    const isOver = () => signal.aborted || performance.now() > endsAtMs;
    for (;;) {
      const working = await campaignsAtWork(deps.pool);
      let isBusy = false;
      for (const { id } of working) if (!isOver()) isBusy = (await runCampaign(deps, id, isOver)) || isBusy;
      if (isOver()) return 0;
      if (working.length === 0) break;
      if (!isBusy) await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
    }
    if ((await tellCustomers(deps, isOver)) || (await tellResults(deps, isOver))) return 0;
    const dueMs = await nextStartMs(deps.pool);
    return dueMs === null ? null : Math.min(Math.max(dueMs, 0), EVERY_MS);
  },
};
