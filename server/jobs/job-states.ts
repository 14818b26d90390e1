/** How jobs fared, for the admin. What they do does not depend on it. */
import type { Deps } from '../deps';
import { describeError } from '../lib/logger';

export type JobState = {
  readonly name: string;
  /** How often it looks by itself. */
  readonly everyMs: number;
  readonly isRunning: boolean;
  /** Instants; null: never. */
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** When it looks again at the latest. */
  readonly nextAt: string | null;
  readonly durationMs: number;
  readonly runs: number;
  readonly failures: number;
  readonly failedAt: string | null;
  /** What kind of error, never what it quoted. */
  readonly failure: string;
};

const MAX_FAILURE = 200;

export async function recordStart({ pool, log }: Deps, name: string): Promise<void> {
  await pool
    .query(
      `INSERT INTO job_states (name, started_at, running) VALUES ($1, now(), true)
       ON CONFLICT (name) DO UPDATE SET started_at = now(), running = true`,
      [name],
    )
    .catch((error: unknown) => log.warn({ err: error, job: name }, 'what a job does could not be noted'));
}

export async function recordRun({ pool, log }: Deps, name: string, tookMs: number, error: unknown): Promise<void> {
  const failed = error !== null;
  await pool
    .query(
      `INSERT INTO job_states AS s (name, started_at, finished_at, duration_ms, runs, failures, failed_at, failure)
       VALUES ($1, now() - make_interval(secs => $2::float8 / 1000), now(), $2::int, 1, $3::int,
         CASE WHEN $3::int = 1 THEN now() END, $4)
       ON CONFLICT (name) DO UPDATE SET started_at = excluded.started_at, finished_at = now(), running = false,
         duration_ms = excluded.duration_ms, runs = s.runs + 1, failures = s.failures + $3::int,
         failed_at = CASE WHEN $3::int = 1 THEN now() ELSE s.failed_at END,
         failure = CASE WHEN $3::int = 1 THEN $4 ELSE s.failure END`,
      [name, Math.round(tookMs), failed ? 1 : 0, failed ? kindOf(error) : ''],
    )
    .catch((reason: unknown) => log.warn({ err: reason, job: name }, 'what a job did could not be noted'));
}

function kindOf(error: unknown): string {
  const { type, code, message } = describeError(error);
  return [type, code, message]
    .filter((part) => part !== undefined)
    .join(': ')
    .slice(0, MAX_FAILURE);
}

/** Every job of the list, also one that never ran. */
export async function readJobStates(
  { pool }: Pick<Deps, 'pool'>,
  jobs: readonly { name: string; everyMs: number }[],
): Promise<JobState[]> {
  const { rows } = await pool.query<Omit<JobState, 'everyMs'>>(
    `SELECT name, running AS "isRunning", started_at AS "startedAt", finished_at AS "finishedAt",
      duration_ms AS "durationMs",
       runs, failures, failed_at AS "failedAt", failure FROM job_states`,
  );
  const known = new Map(rows.map((row) => [row.name, row]));
  return jobs.map(({ name, everyMs }) => {
    const row = known.get(name);
    const startedAt = row?.startedAt ?? null;
    return {
      name,
      everyMs,
      isRunning: row?.isRunning ?? false,
      startedAt,
      finishedAt: row?.finishedAt ?? null,
      nextAt: startedAt === null ? null : new Date(Date.parse(startedAt) + everyMs).toISOString(),
      durationMs: row?.durationMs ?? 0,
      runs: row?.runs ?? 0,
      failures: row?.failures ?? 0,
      failedAt: row?.failedAt ?? null,
      failure: row?.failure ?? '',
    };
  });
}
