import type { Pool } from 'pg';
import type { EmailReaction } from '../../gateways/email/read-events';

/** One open or click of a campaign's mail, among the others; the second time it is none. Nothing says whose it was. */
export async function countReaction(pool: Pool, { campaignId, kind, isMachine, mark }: EmailReaction): Promise<void> {
  await pool.query(
    `WITH new AS (
       INSERT INTO campaign_reaction_marks (mark) SELECT $4::bytea WHERE EXISTS (SELECT FROM campaigns WHERE id = $1)
       ON CONFLICT DO NOTHING RETURNING 1
     ) INSERT INTO campaign_reactions (campaign_id, kind, is_machine, count) SELECT $1::uuid, $2, $3, 1 FROM new
     ON CONFLICT (campaign_id, kind, is_machine) DO UPDATE SET count = campaign_reactions.count + 1`,
    [campaignId, kind, isMachine, mark],
  );
}

/** Events that old do not come again. Answers how many. */
export async function forgetReactionMarks(pool: Pool, most: number): Promise<number> {
  const { rowCount } = await pool.query(
    `DELETE FROM campaign_reaction_marks WHERE mark IN (
       SELECT mark FROM campaign_reaction_marks WHERE marked_at < now() - interval '21 days' LIMIT $1)`,
    [most],
  );
  return rowCount ?? 0;
}
