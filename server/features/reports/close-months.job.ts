import type { Job } from '../../lib/job';
import { closeMonth } from './close-month';
import { findCorrections } from './find-corrections';
import { mailReports } from './mail-reports';

const AN_HOUR_MS = 3_600_000;
const NEXT_MONTH_MS = 5_000;

/** Closes a month when it is over in the office's zone, one at a look, and notes what comes in late. */
export const closeMonthsJob: Job = {
  name: 'close-months',
  everyMs: AN_HOUR_MS,
  run: async (deps) => {
    const month = await closeMonth(deps);
    if (month !== null) {
      deps.log.info({ month }, 'a month was closed');
      return NEXT_MONTH_MS;
    }
    await mailReports(deps);
    await findCorrections(deps);
    return null;
  },
};
