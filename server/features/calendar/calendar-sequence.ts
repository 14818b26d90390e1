import type { ClientBase } from 'pg';

/** SEQUENCE of RFC 5545 §3.8.7.4: how often an appointment was written, or all that belongs to one root. */
export async function calendarSequence(client: ClientBase, rootId: string): Promise<number> {
  const { rows } = await client.query<{ times: number }>(
    'SELECT coalesce(sum(version), 0)::int AS times FROM appointments WHERE id = $1 OR root_id = $1',
    [rootId],
  );
  return rows[0]!.times;
}
