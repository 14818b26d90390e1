/**
 * `npm run prove -- reminders`: appointments and series that are moved, called off, restored and booked twice at random
 * for four weeks, in which clocks change, over workers that die, whose clocks are wrong, and providers that fail: every
 * reminder that is due leaves once or is explained; none leaves for what is not so any more, twice, after the
 * beginning, or in quiet hours. Ends with one line of JSON.
 *
 *   --appointments N (1,000)  --series N (100)  --changes N (1,500)  --kills N (50)  --workers N (3)  --seed N (1)
 *   --break unasked   the claim does not ask what stands; must be found
 */
import { bundleServerPrograms } from '../../test/server-programs';
import { proveWith } from '../prove-with';
import { withMigratedPlace } from '../server-process';
import { runReminders } from './run-reminders';
import { workerProcesses } from './worker-processes';

await bundleServerPrograms();
await proveWith(
  'reminders',
  { appointments: 1_000, series: 100, changes: 1_500, kills: 50, workers: 3 },
  ['unasked'],
  ({ databaseUrl, seed, amounts, breakage, say }) =>
    withMigratedPlace(databaseUrl, async ({ url, folder }) => {
      return runReminders({
        url,
        seed,
        ...amounts,
        breakage,
        say,
        crewOf: (furnished) => workerProcesses(furnished, { databaseUrl: url, folder, workers: amounts.workers }),
      });
    }),
);
