/** Five workers that start together where there is nothing yet. */
import { parseConfig } from '../../config';
import { createMemoryJournal } from '../../db/journal';
import { migrate } from '../../db/migrate';
import { createPool } from '../../db/pool';
import { closeDeps, createDeps } from '../../deps';
import { JOBS } from '../../jobs/job-list';
import { startJobs } from '../../jobs/start-jobs';
import { createLogger } from '../../lib/logger';
import { withOwnPlace } from '../server-process';

const WORKERS = 5;

/** What went wrong; nothing: all of them work, and every job exists once. */
export function startTogether(databaseUrl: string): Promise<string[]> {
  return withOwnPlace(databaseUrl, async ({ url, folder }) => {
    const started = await Promise.allSettled(
      Array.from({ length: WORKERS }, async () => {
        await migrate(url);
        const pool = createPool({ databaseUrl: url, maxConnections: 2, onError: () => undefined });
        const config = parseConfig({ SAHA_ORIGIN: 'https://saha.example' }, folder);
        const log = createLogger('silent');
        const deps = createDeps({ config, pool, log, now: Date.now, journal: createMemoryJournal() });
        return { deps, pool, jobs: await startJobs(deps, url) };
      }),
    );
    const problems = started.flatMap((one) =>
      one.status === 'rejected' ? [`a worker did not start: ${String(one.reason)}`] : [],
    );
    const workers = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const { rows } = (await workers[0]?.pool.query<{ name: string }>('SELECT name FROM agenda_jobs ORDER BY name')) ?? {
      rows: [],
    };
    const wanted = JOBS.map(({ name }) => name).sort();
    if (
      rows
        .map(({ name }) => name)
        .sort()
        .join() !== wanted.join()
    )
      problems.push(`the jobs are ${rows.map(({ name }) => name).join()}`);
    for (const { deps, pool, jobs } of workers) {
      await jobs.stop();
      await closeDeps(deps);
      await pool.end();
    }
    return problems;
  });
}
