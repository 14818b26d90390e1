import type { ClientBase, Pool } from 'pg';
import type { JournalLine } from '../../db/journal';

export type Erasure = {
  /** An instant. */
  readonly at: string;
  /** How many documents went. */
  readonly documents: number;
  /** The records that went in the same moment, this one among them: they were one person. */
  readonly customerIds: readonly string[];
  /** The blocks that were put up with it. */
  readonly suppressions: readonly Extract<JournalLine, { kind: 'suppression' }>[];
};

/** All records of the person whose record this is, the one that stands for them last; none where it is not there. */
export async function recordsOf(client: ClientBase, customerId: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `WITH r AS (SELECT coalesce(root_id, id) AS id FROM customers WHERE id = $1)
     SELECT c.id FROM customers c, r WHERE c.id = r.id OR c.root_id = r.id ORDER BY c.root_id IS NULL, c.id`,
    [customerId],
  );
  return rows.map(({ id }) => id);
}

/** What is known of a customer who was erased; null: nobody of this id was. */
export async function readErasure(pool: Pool, customerId: string): Promise<Erasure | null> {
  const { rows } = await pool.query<Omit<Erasure, 'at'> & { at: string | null }>(
    `WITH w AS (SELECT min(erased_at) AS at FROM erasures WHERE customer_id = $1)
     SELECT w.at, count(*)::int AS documents, to_jsonb(array_agg(DISTINCT e.customer_id)) AS "customerIds",
       coalesce((SELECT jsonb_agg(jsonb_build_object('kind', 'suppression', 'addressKey', encode(s.address_key, 'hex'),
         'channel', s.channel, 'reason', s.reason, 'since', iso_instant(s.since)))
         FROM suppressions s WHERE s.reason = 'erased' AND s.since = w.at), '[]') AS suppressions
     FROM w JOIN erasures e ON e.erased_at = w.at GROUP BY w.at`,
    [customerId],
  );
  const [row] = rows;
  return row === undefined || row.at === null ? null : { ...row, at: row.at };
}
