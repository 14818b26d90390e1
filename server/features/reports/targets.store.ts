import type { Pool } from 'pg';

export const TARGETED = ['newCustomers', 'contacts', 'held', 'won'] as const;
export type TargetMeasure = (typeof TARGETED)[number];
export type Target = {
  readonly teamId: string | null;
  readonly memberId: string | null;
  readonly measure: TargetMeasure;
  readonly value: number;
};
export type NewTarget = Omit<Target, 'value'> & {
  readonly id: string;
  readonly value: number | null;
  readonly fromMonth: string;
  readonly setBy: string;
  readonly setAt: string;
};

export async function insertTarget(pool: Pool, one: NewTarget): Promise<void> {
  await pool.query(
    `INSERT INTO report_targets (id, team_id, member_id, measure, from_month, value, set_by, set_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [one.id, one.teamId, one.memberId, one.measure, one.fromMonth, one.value, one.setBy, one.setAt],
  );
}

/** What holds in a month, 'YYYY-MM'. */
export async function readTargets(pool: Pool, month: string): Promise<Target[]> {
  const { rows } = await pool.query<Target>(
    `SELECT * FROM (
       SELECT DISTINCT ON (team_id, member_id, measure) team_id AS "teamId", member_id AS "memberId", measure, value
       FROM report_targets WHERE from_month <= $1 ORDER BY team_id, member_id, measure, from_month DESC, set_at DESC,
         id DESC
     ) newest WHERE value IS NOT NULL`,
    [month],
  );
  return rows;
}
