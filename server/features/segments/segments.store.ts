import type { Pool } from 'pg';
import type { SegmentTree } from '../../../sync/rules/segment-tests';
import type { SignedInMember } from '../../lib/identity';
import { Parameters } from '../../lib/sql-parameters';
import { segmentCondition } from './segment-sql';
import { customersInScope } from '../customers/customers-in-scope';

/** Those that pass, of the customers the member sees; at most `limit` ids, in their order. */
export async function selectInSegment(
  pool: Pick<Pool, 'query'>,
  member: SignedInMember,
  tree: SegmentTree,
  nowMs: number,
  limit: number,
): Promise<{ count: number; ids: string[] }> {
  const parameters = new Parameters();
  const scope = customersInScope(member, 'c', parameters);
  const condition = segmentCondition(tree, nowMs, parameters);
  const { rows } = await pool.query<{ count: number; ids: string[] | null }>(
    `WITH found AS MATERIALIZED (SELECT c.id FROM customers c WHERE c.deleted_at IS NULL
       AND c.merged_into IS NULL AND ${scope} AND ${condition})
     SELECT (SELECT count(*)::int FROM found) AS count,
            (SELECT array_agg(id ORDER BY id) FROM (SELECT id FROM found ORDER BY id LIMIT ${parameters.add(limit)}) AS
              f) AS ids`,
    parameters.values,
  );
  return { count: rows[0]?.count ?? 0, ids: rows[0]?.ids ?? [] };
}
