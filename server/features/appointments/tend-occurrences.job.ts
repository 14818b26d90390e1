import type { ClientBase } from 'pg';
import type { Job } from '../../lib/job';
import type { Deps } from '../../deps';
import { findClashes, horizonAt, walkSeries } from './find-clashes';
import { staleSeries, unnotedRoots } from './occurrences.store';

const EVERY_MS = 60_000;
const AT_ONCE = 20;
const DAY_MS = 86_400_000;

/**
 * Extends what is known of series day by day, walks those of which a push had too many, and finds what nobody noted.
 */
export const tendOccurrencesJob: Job = {
  name: 'tend-occurrences',
  everyMs: EVERY_MS,
  run: async (deps, signal) => {
    for (const roots of [
      (client: ClientBase) => staleSeries(client, horizonAt(deps.now() - DAY_MS), AT_ONCE),
      (client: ClientBase) => unnotedRoots(client, new Date(deps.now()).toISOString(), AT_ONCE),
    ]) {
      if (signal.aborted) return 0;
      if ((await tend(deps, roots)) === AT_ONCE) return 0;
    }
    return null;
  },
};

async function tend(
  deps: Pick<Deps, 'withinOffice'>,
  rootsOf: (client: ClientBase) => Promise<string[]>,
): Promise<number> {
  let found = 0;
  await deps.withinOffice('appointments', 'job:tend-occurrences', async (context) => {
    const roots = await rootsOf(context.client);
    found = roots.length;
    await walkSeries(context, roots);
    await findClashes(context, roots);
  });
  return found;
}
