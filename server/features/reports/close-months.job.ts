import type { Job } from '../../lib/job';
import { mailReports } from './mail-reports';
import { countReports } from './report-verbs';

const AN_HOUR_MS = 3_600_000;
const NEXT_MONTH_MS = 5_000;

/** Closes a month when it is over in the office's zone, one at a look, and notes what comes in late. */
export const closeMonthsJob: Job = {
  name: 'close-months',
  everyMs: AN_HOUR_MS,
  run: async (deps) => {
    const month = await countReports(deps, 'closeMonth');
    if (month !== null) {
      deps.log.info({ month }, 'a month was closed');
      return NEXT_MONTH_MS;
    }
    await countReports(deps, 'findCorrections');
    // Last: what cannot be mailed to somebody is said by failing.
    await mailReports(deps);
    return null;
  },
};
