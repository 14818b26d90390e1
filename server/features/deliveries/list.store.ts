/** Deliveries as people look at them. */
import type { Pool } from 'pg';
import type { SignedInMember } from '../../lib/identity';
import { readTimeCursor } from '../../lib/time-cursor';

export type DeliveryFilter = {
  readonly state: string | null;
  readonly reason: string | null;
  readonly channel: string | null;
  readonly purpose: string | null;
};
export type DeliveryRow = {
  readonly id: string;
  readonly purpose: string;
  readonly channel: string;
  readonly customerId: string | null;
  /** '' where there is no customer, or none any more. */
  readonly customerName: string;
  /** '' once it was blanked. */
  readonly to: string;
  readonly subject: string;
  readonly state: string;
  readonly reason: string;
  readonly attempts: number;
  /** Instants; null: not yet. */
  readonly createdAt: string;
  readonly claimedAt: string | null;
  readonly sentAt: string | null;
  readonly settledAt: string | null;
};

/** $1: whether everything, $2: the team, $3: the person. */
const IN_SCOPE = `($1 OR d.created_by = $3 OR EXISTS (SELECT FROM customers c WHERE c.id = d.customer_id
  AND c.team_id = $2))`;
const scopeOf = (member: SignedInMember) => [member.role === 'admin', member.teamId, member.id];

export async function readDeliveries(
  pool: Pool,
  member: SignedInMember,
  filter: DeliveryFilter,
  cursor: string | null,
  limit: number,
): Promise<DeliveryRow[]> {
  const [beforeAt, beforeId] = readTimeCursor(cursor);
  const { rows } = await pool.query<DeliveryRow>(
    `SELECT d.id, d.purpose, d.channel, d.customer_id AS "customerId", coalesce(trim(c.first_name || ' ' ||
      c.last_name), '') AS "customerName",
       d.to_address AS "to", coalesce(d.content ->> 'subject', '') AS subject, d.state, d.reason, d.attempts,
         d.created_at AS "createdAt",
       d.claimed_at AS "claimedAt", d.sent_at AS "sentAt", d.settled_at AS "settledAt"
     FROM deliveries d LEFT JOIN customers c ON c.id = customer_root(d.customer_id)
     WHERE ${IN_SCOPE} AND ($4::text IS NULL OR d.state = $4) AND ($5::text IS NULL OR d.reason = $5)
       AND ($6::text IS NULL OR d.channel = $6) AND ($7::text IS NULL OR d.purpose = $7)
       AND ($10::boolean IS FALSE OR d.bulk_id IS NULL) AND ($8::timestamptz IS NULL
         OR (d.created_at, d.id) < ($8, $9::uuid))
     ORDER BY d.created_at DESC, d.id DESC LIMIT $11`,
    [
      ...scopeOf(member),
      filter.state,
      filter.reason,
      filter.channel,
      filter.purpose,
      beforeAt,
      beforeId,
      isUnfiltered(filter),
      limit,
    ],
  );
  return rows;
}

/**
 * Nothing in particular is looked for: what went to many is a line of its own elsewhere (messages/bulk-lines.store.ts).
 */
const isUnfiltered = ({ state, reason, purpose }: DeliveryFilter) =>
  state === null && reason === null && purpose === null;

export async function countUndecided(pool: Pool, member: SignedInMember): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*) AS count FROM deliveries d WHERE d.state = 'unknown' AND ${IN_SCOPE}`,
    scopeOf(member),
  );
  return rows[0]?.count ?? 0;
}

export async function isInScope(pool: Pool, member: SignedInMember, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(`SELECT FROM deliveries d WHERE ${IN_SCOPE} AND d.id = $4`, [
    ...scopeOf(member),
    id,
  ]);
  return rowCount === 1;
}

export type SmsMonth = {
  /** 'YYYY-MM' */
  readonly month: string;
  readonly messages: number;
  /** What is paid for: in all, and by how they were spelt. */
  readonly parts: number;
  readonly gsm: number;
  readonly turkish: number;
  readonly unicode: number;
};
const MONTHS = 24;

/** What was handed over, whatever became of it: the carrier charges for the attempt. */
export async function readSmsMonths(pool: Pool, member: SignedInMember, zone: string): Promise<SmsMonth[]> {
  const { rows } = await pool.query<SmsMonth>(
    `SELECT to_char(coalesce(d.sent_at, d.claimed_at, d.created_at) AT TIME ZONE $4, 'YYYY-MM') AS month,
      count(*)::int AS messages,
       sum(d.sms_parts)::int AS parts,
       coalesce(sum(d.sms_parts) FILTER (WHERE d.sms_spelling = 'gsm'), 0)::int AS gsm,
       coalesce(sum(d.sms_parts) FILTER (WHERE d.sms_spelling = 'turkish'), 0)::int AS turkish,
       coalesce(sum(d.sms_parts) FILTER (WHERE d.sms_spelling = 'unicode'), 0)::int AS unicode
     FROM deliveries d WHERE d.sms_parts IS NOT NULL AND ${IN_SCOPE} GROUP BY 1 ORDER BY 1 DESC LIMIT $5`,
    [...scopeOf(member), zone, MONTHS],
  );
  return rows;
}
