import type { Deps } from '../deps';

const DAY_MS = 24 * 60 * 60 * 1000;
/** For so long a tablet may stay away and still learn what left its scope. */
export const EXITS_KEPT_MS = 180 * DAY_MS;
/** Ended sessions still show which devices a person has used before (auth/sign-in-limits.ts). */
export const ENDED_SESSIONS_KEPT_MS = 180 * DAY_MS;
/** What an appointment's customer was told, and was not, is looked up for a year and a little. */
export const REMINDERS_KEPT_MS = 400 * DAY_MS;
const SLICE_ROWS = 10_000;

export type Purged = { readonly sessions: number; readonly exits: number; readonly reminders: number };

/** Throws away what nobody will ask for again, in slices, so that nothing is locked for long. Safe to run twice. */
export async function purgeExpired({ pool, now }: Pick<Deps, 'pool' | 'now'>): Promise<Purged> {
  const { rowCount: sessions } = await pool.query('DELETE FROM sessions WHERE least(expires_at, revoked_at) < $1', [
    new Date(now() - ENDED_SESSIONS_KEPT_MS),
  ]);
  // Nothing leaves after an appointment began, and only those to come are planned: these rows say nothing any more.
  const longAgo = new Date(now() - REMINDERS_KEPT_MS);
  const reminders = await deleteSlices(
    pool,
    'DELETE FROM reminders WHERE id IN (SELECT id FROM reminders WHERE starts_at < $1 LIMIT $2)',
    longAgo,
  );
  await deleteSlices(
    pool,
    `DELETE FROM reminder_plans WHERE (root_id, occurrence_on) IN (
       SELECT root_id, occurrence_on FROM reminder_plans WHERE starts_at < $1 LIMIT $2)`,
    longAgo,
  );
  let exits = 0;
  for (;;) {
    // Whoever stands below the last one thrown away can no longer learn of it, and pulls anew.
    const { rows } = await pool.query<{ removed: number }>(
      `WITH old AS (
         DELETE FROM scope_exits WHERE id IN (SELECT id FROM scope_exits WHERE left_at < $1 ORDER BY row_xid LIMIT $2)
           RETURNING row_xid
       ), remembered AS (
         UPDATE office SET forgotten_xid = last.next FROM (
           SELECT (row_xid::text::numeric + 1)::text::xid8 AS next FROM old ORDER BY row_xid DESC LIMIT 1
         ) AS last WHERE office.forgotten_xid < last.next
       )
       SELECT count(*)::int AS removed FROM old`,
      [new Date(now() - EXITS_KEPT_MS), SLICE_ROWS],
    );
    const removed = rows[0]?.removed ?? 0;
    exits += removed;
    if (removed < SLICE_ROWS) return { sessions: sessions ?? 0, exits, reminders };
  }
}

async function deleteSlices(pool: Deps['pool'], sql: string, before: Date): Promise<number> {
  for (let all = 0; ;) {
    const { rowCount } = await pool.query(sql, [before, SLICE_ROWS]);
    all += rowCount ?? 0;
    if ((rowCount ?? 0) < SLICE_ROWS) return all;
  }
}
