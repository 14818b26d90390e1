/** Waiting for workers to be done, however little of the machine they get. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';

const PATIENCE_MS = 120_000;
const LONGEST_PATIENCE_MS = 900_000;
/** So many runs of every job that change nothing say that nothing will. */
const VAIN_RUNS = 5;
/** Long enough for whoever lives and began at the same time to be done. */
const GIVEN_UP_AFTER_SECONDS = 8;
type Clock = { readonly now: () => number; readonly pause: (ms: number) => Promise<unknown> };
const MACHINE: Clock = { now: Date.now, pause: sleep };

/** What nobody has to wait for. */
type Past = {
  /** When somebody died. */
  readonly diedAt: Date | null;
  /** To whom providers have taken something since work began, `<channel> <address>`, whether or not they said so. */
  readonly taken: () => readonly string[];
};
const NOTHING: Past = { diedAt: null, taken: () => [] };

/**
 * Until nothing that may leave now is left, as long as it becomes less. What was taken without an answer, and what
 * somebody held who died, is given up without waiting for the whole of its time; what else the living hold is theirs,
 * however slow they are. It does not become less only where every job has run and changed nothing: on a machine that
 * is busy elsewhere the workers hardly run at all.
 */
export async function drained(
  pool: Pick<Pool, 'query'>,
  jobs: readonly string[],
  wake: () => Promise<unknown>,
  { diedAt, taken }: Past = NOTHING,
  { now, pause }: Clock = MACHINE,
): Promise<void> {
  let [sinceMs, before, runsBefore] = [now(), '', new Map<string, number>()];
  for (let look = 0; ; look += 1) {
    const { rows } = await pool.query<{ n: number; held: number }>(
      `SELECT (SELECT count(*) FROM reminders WHERE state = 'planned' AND due_at <= office_clock())::int
           + (SELECT count(*) FROM deliveries WHERE state = 'queued' AND not_before <= office_clock())::int AS n,
         (SELECT count(*) FROM deliveries WHERE state = 'sending')::int AS held`,
    );
    if (rows[0]?.n === 0 && rows[0].held === 0) return;
    const standing = `${rows[0]?.n} ${rows[0]?.held}`;
    if (standing !== before) {
      [sinceMs, before, runsBefore] = [now(), standing, await runsOfJobs(pool)];
    } else if (look % 20 === 0 && now() - sinceMs > PATIENCE_MS) {
      const runs = await runsOfJobs(pool);
      const haveAllRun = jobs.every((job) => (runs.get(job) ?? 0) - (runsBefore.get(job) ?? 0) >= VAIN_RUNS);
      if (haveAllRun || now() - sinceMs > LONGEST_PATIENCE_MS) break;
    }
    if (look % 20 === 19) {
      await pool.query(
        `UPDATE deliveries SET claimed_at = claimed_at - interval '31 seconds' WHERE id IN (
           SELECT id FROM deliveries WHERE state = 'sending' AND (
             (claimed_at < $1::timestamptz AND claimed_at < clock_timestamp() - make_interval(secs => $2))
             OR (channel || ' ' || to_address = ANY($3) AND claimed_at < clock_timestamp() - interval '2 seconds'))
           ORDER BY id FOR UPDATE SKIP LOCKED)`,
        [diedAt, GIVEN_UP_AFTER_SECONDS, taken()],
      );
      await wake();
    }
    await pause(40);
  }
  throw new Error(`what is due does not leave: ${await whatStands(pool, jobs)}`);
}

async function runsOfJobs(pool: Pick<Pool, 'query'>): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ name: string; runs: number }>('SELECT name, runs::int AS runs FROM job_states');
  return new Map(rows.map(({ name, runs }) => [name, runs]));
}

/** What has not left, which jobs ran and failed, and what the database is waiting for. */
async function whatStands(pool: Pick<Pool, 'query'>, jobs: readonly string[]): Promise<string> {
  const { rows } = await pool.query<{ what: string }>(
    `(SELECT 'reminder ' || state || ' due ' || due_at AS what FROM reminders
        WHERE state = 'planned' AND due_at <= office_clock() LIMIT 5)
     UNION ALL (SELECT channel || ' ' || state || ' ' || reason || ' attempts ' || attempts || ' claimed '
         || coalesce(claimed_at::text, 'never') FROM deliveries
       WHERE state = 'sending' OR (state = 'queued' AND not_before <= office_clock()) LIMIT 5)
     UNION ALL (SELECT name || ' ran ' || runs || ' times, last ' || coalesce(finished_at::text, 'never')
         || CASE WHEN failures > 0 THEN ', failed ' || failures || ': ' || failure ELSE '' END
       FROM job_states WHERE name = ANY ($1))
     UNION ALL (SELECT 'session ' || pid || ' ' || state || ' since ' || state_change || ' behind '
         || pg_blocking_pids(pid)::text || ': ' || left(query, 120)
       FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle')`,
    [jobs],
  );
  return [`it is ${new Date().toISOString()}`, ...rows.map(({ what }) => what)].join('; ');
}
