import type { Pool } from 'pg';
import type { JournalLine } from '../../db/journal';

export type Erasure = {
  /** An instant. */
  readonly at: string;
  /** How many documents went. */
  readonly documents: number;
  /** The blocks that were put up with it. */
  readonly suppressions: readonly Extract<JournalLine, { kind: 'suppression' }>[];
};

/** What is known of a customer who was erased; null: nobody of this id was. */
export async function readErasure(pool: Pool, customerId: string): Promise<Erasure | null> {
  const { rows } = await pool.query<Omit<Erasure, 'at'> & { at: string | null }>(
    `SELECT min(e.erased_at) AS at, count(*)::int AS documents,
       coalesce((SELECT jsonb_agg(jsonb_build_object('kind', 'suppression', 'addressKey', encode(s.address_key, 'hex'),
         'channel', s.channel, 'reason', s.reason, 'since', iso_instant(s.since)))
         FROM suppressions s WHERE s.reason = 'erased' AND s.since = min(e.erased_at)), '[]') AS suppressions
     FROM erasures e WHERE e.customer_id = $1`,
    [customerId],
  );
  const [row] = rows;
  return row === undefined || row.at === null ? null : { ...row, at: row.at };
}
