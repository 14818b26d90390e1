import type { Office } from './office';

/**
 * Starts (UTC, 'MM-DD HH24:MI', in order of time) of everything that takes time and is of the root of the appointments
 * with this title, as the office has walked it.
 */
export async function startsAtOffice(office: Office, title: string): Promise<string[]> {
  const rows = await office.query<{ at: string }>(
    `SELECT to_char(o.starts_at AT TIME ZONE 'UTC', 'MM-DD HH24:MI') AS at FROM occurrences o
     WHERE o.root_id IN (SELECT coalesce(root_id, id) FROM appointments WHERE title = $1) ORDER BY o.starts_at`,
    [title],
  );
  return rows.map(({ at }) => at);
}
