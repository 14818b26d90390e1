/** What is sent to many at once, as people look at it. */
import type { Pool } from 'pg';
import type { SignedInMember } from '../../lib/identity';

export type BulkSum = { readonly state: string; readonly reason: string; readonly count: number };
export type BulkLine = {
  readonly id: string;
  readonly channel: string;
  /** '' where there was none. */
  readonly templateName: string;
  readonly createdBy: string;
  /** Instants. */
  readonly createdAt: string;
  readonly cancelledAt: string | null;
  readonly sums: readonly BulkSum[];
};
export type BulkRow = {
  readonly id: string;
  /** Null, and '' for name and address, where the reader does not see the customer. */
  readonly customerId: string | null;
  readonly customerName: string;
  readonly to: string;
  readonly state: string;
  readonly reason: string;
};

/** $1: whether everything, $2: the team a manager leads, $3: the person. */
const IN_SCOPE = `($1 OR b.created_by = $3 OR EXISTS (SELECT FROM members w WHERE w.id = b.created_by
  AND w.team_id = $2))`;
const SEES = `($1 OR c.owner_id = $3 OR $3 = ANY(c.shared_with) OR c.team_id = $2)`;
const scopeOf = ({ role, teamId, id }: SignedInMember) => [role === 'admin', role === 'manager' ? teamId : null, id];

const LINE = `b.id, b.channel, coalesce(t.name, '') AS "templateName", w.full_name AS "createdBy",
  b.created_at AS "createdAt",
  b.cancelled_at AS "cancelledAt", (
    SELECT coalesce(json_agg(s ORDER BY s.count DESC, s.state, s.reason), '[]') FROM (
      SELECT coalesce(nullif(m.state, ''), 'queued') AS state, m.reason, count(*)::int AS count FROM messages m
      WHERE m.bulk_id = b.id GROUP BY 1, 2) s) AS sums
  FROM bulks b JOIN members w ON w.id = b.created_by LEFT JOIN templates t ON t.id = b.template_id`;

/** Newest first; `after` is the last of the page before. */
export async function readBulks(
  pool: Pool,
  member: SignedInMember,
  after: { readonly createdAt: string; readonly id: string } | null,
  limit: number,
): Promise<BulkLine[]> {
  const { rows } = await pool.query<BulkLine>(
    `SELECT ${LINE} WHERE ${IN_SCOPE} AND ($4::timestamptz IS NULL OR (b.created_at, b.id) < ($4, $5::uuid))
     ORDER BY b.created_at DESC, b.id DESC LIMIT $6`,
    [...scopeOf(member), after?.createdAt ?? null, after?.id ?? null, limit],
  );
  return rows;
}

/** Null: there is none in their scope. */
export async function readBulk(pool: Pool, member: SignedInMember, id: string): Promise<BulkLine | null> {
  const { rows } = await pool.query<BulkLine>(`SELECT ${LINE} WHERE ${IN_SCOPE} AND b.id = $4`, [
    ...scopeOf(member),
    id,
  ]);
  return rows[0] ?? null;
}

/** By id, those after `after`. */
export async function readBulkRows(
  pool: Pool,
  member: SignedInMember,
  bulkId: string,
  after: string | null,
  limit: number,
): Promise<BulkRow[]> {
  const { rows } = await pool.query<BulkRow>(
    `SELECT m.id, coalesce(nullif(m.state, ''), 'queued') AS state, m.reason,
       CASE WHEN ${SEES} THEN c.id END AS "customerId",
       CASE WHEN ${SEES} THEN trim(c.first_name || ' ' || c.last_name) ELSE '' END AS "customerName",
       CASE WHEN ${SEES} THEN m.to_address ELSE '' END AS "to"
     FROM messages m JOIN customers c ON c.id = m.customer_id
     WHERE m.bulk_id = $4 AND ($5::uuid IS NULL OR m.id > $5) ORDER BY m.id LIMIT $6`,
    [...scopeOf(member), bulkId, after, limit],
  );
  return rows;
}

/** From now on what comes in under it is called off; answers what has not left. Waits for what is on its way in. */
export async function stopBulk(pool: Pool, id: string, memberId: string): Promise<string[]> {
  await pool.query(
    'UPDATE bulks SET cancelled_at = coalesce(cancelled_at, now()), cancelled_by = coalesce(cancelled_by, $2) WHERE id = $1',
    [id, memberId],
  );
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM messages WHERE bulk_id = $1 AND cancelled_at IS NULL AND state IN ('', 'queued') ORDER BY id`,
    [id],
  );
  return rows.map((row) => row.id);
}
