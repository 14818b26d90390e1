/**
 * How far the feed is behind. Pull serves rows below the oldest running transaction that writes (sync/README.md §4.3),
 * so one that stays open holds every device back. PostgreSQL's own housekeeping is not among them: an ANALYZE is given
 * its number when it ends, and would count from when it began.
 */
import type { Pool } from 'pg';
import type { Logger } from '../lib/logger';

/** From here on a transaction is not slow but stuck. */
export const STUCK_AFTER_MS = 30_000;
const WATCH_MS = 10_000;
/** A transaction that stays stuck is told about again this often. */
const REPEAT_MS = 5 * 60_000;

export type FeedLag = {
  /** Age of the oldest running transaction that holds the feed back; 0 when none does. */
  readonly lagMs: number;
  /** Process id of its database connection, for whoever has to end it; null when there is none. */
  readonly pid: number | null;
  readonly isStuck: boolean;
};

export async function readFeedLag(pool: Pool, stuckAfterMs: number = STUCK_AFTER_MS): Promise<FeedLag> {
  const {
    rows: [oldest],
  } = await pool.query<{ pid: number; lagMs: number }>(
    `SELECT pid, extract(epoch FROM clock_timestamp() - xact_start)::float8 * 1000 AS "lagMs" FROM pg_stat_activity
     WHERE backend_xid IS NOT NULL AND backend_type = 'client backend' AND pid <> pg_backend_pid()
     ORDER BY xact_start LIMIT 1`,
  );
  const lagMs = Math.max(0, Math.round(oldest?.lagMs ?? 0));
  return { lagMs, pid: oldest?.pid ?? null, isStuck: lagMs > stuckAfterMs };
}

/** Warns in the log while a transaction is stuck; returns how to stop watching. */
export function watchFeed(
  pool: Pool,
  log: Logger,
  watchMs: number = WATCH_MS,
  read: (pool: Pool) => Promise<FeedLag> = readFeedLag,
): () => void {
  let told: { pid: number | null; atMs: number } | null = null;
  const timer = setInterval(() => {
    read(pool).then(
      ({ isStuck, lagMs, pid }) => {
        if (!isStuck) {
          told = null;
          return;
        }
        if (told !== null && told.pid === pid && Date.now() - told.atMs < REPEAT_MS) return;
        told = { pid, atMs: Date.now() };
        log.warn(
          { action: 'feed.stuck', lagMs, pid },
          'a transaction stays open and holds back what every device is sent',
        );
      },
      () => undefined,
    ); // a database out of reach is told about elsewhere
  }, watchMs);
  timer.unref();
  return () => clearInterval(timer);
}
