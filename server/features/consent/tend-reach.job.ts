import type { Job } from '../../lib/job';
import { refreshRecentReach } from './consent.store';

const EVERY_MS = 5 * 60_000;

/**
 * A consent and a customer of its address that were written at the same moment did not see each other. What leaves is
 * decided by the ledger and was never wrong; the card and the filters are put right here.
 */
export const tendReachJob: Job = {
  name: 'tend-reach',
  everyMs: EVERY_MS,
  run: async ({ pool, hub }) => {
    if ((await refreshRecentReach(pool)) > 0) hub.publish(['customers']);
    return null;
  },
};
