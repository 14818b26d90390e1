import type { Pool } from 'pg';

export async function readLeftSince(
  pool: Pool,
  backupAt: Date,
): Promise<{ purpose: string; channel: string; count: number; unknown: number }[]> {
  const { rows } = await pool.query<{ purpose: string; channel: string; count: number; unknown: number }>(
    `SELECT purpose, channel, count(*) AS count, count(*) FILTER (WHERE state = 'unknown') AS unknown FROM deliveries
     WHERE (claimed_at >= $1 OR reason = 'restored') AND state NOT IN ('queued', 'skipped', 'cancelled', 'expired')
       GROUP BY purpose, channel ORDER BY 1, 2`,
    [backupAt],
  );
  return rows;
}
