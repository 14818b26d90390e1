import type { Pool } from 'pg';
import type { SignedInMember } from '../../lib/identity';

export type SuppressionRow = {
  /** Hex; the address itself is nowhere. */
  readonly addressKey: string;
  readonly channel: string;
  readonly reason: string;
  readonly since: string;
  /** Instant of the consent that lifted it; null: it stands. */
  readonly liftedAt: string | null;
  /** Customers who have the address now, of those the caller may see. */
  readonly customers: readonly { readonly id: string; readonly name: string }[];
};

export async function readSuppressions(
  pool: Pool,
  member: SignedInMember,
  asked: { normal: string | null; channel: string | null; reason: string | null; cursor: string | null },
  limit: number,
): Promise<SuppressionRow[]> {
  const [since = null, key = null, channel = null, reason = null] = readCursor(asked.cursor);
  const { rows } = await pool.query<SuppressionRow>(
    `SELECT encode(s.address_key, 'hex') AS "addressKey", s.channel, s.reason, s.since,
       (SELECT counts_at FROM consents WHERE id = s.lifted_by) AS "liftedAt",
       ARRAY(SELECT jsonb_build_object('id', c.id, 'name', trim(c.first_name || ' ' || c.last_name)) FROM customers c
         WHERE (c.email_key = s.address_key OR c.phone_key = s.address_key OR c.alt_phone_key = s.address_key)
           AND c.deleted_at IS NULL
           AND ($1 OR c.team_id = $2 OR c.owner_id = $3 OR $3 = ANY(c.shared_with)) ORDER BY c.id LIMIT 5) AS customers
     FROM suppressions s
     WHERE ($4::text IS NULL OR s.address_key = address_key($4)) AND ($5::text IS NULL OR s.channel = $5)
       AND ($6::text IS NULL OR s.reason = $6)
       AND ($7::timestamptz IS NULL OR (s.since, s.address_key, s.channel, s.reason) < ($7, decode($8, 'hex'), $9, $10))
     ORDER BY s.since DESC, s.address_key DESC, s.channel DESC, s.reason DESC LIMIT $11`,
    [
      member.role === 'admin',
      member.teamId,
      member.id,
      asked.normal,
      asked.channel,
      asked.reason,
      since,
      key,
      channel,
      reason,
      limit,
    ],
  );
  return rows;
}

/** Not ours: from the beginning. */
function readCursor(cursor: string | null): string[] {
  const parts = cursor?.split(' ') ?? [];
  const [since = '', key = '', ...words] = parts;
  const isOurs =
    /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(since) &&
    /^[0-9a-f]+$/.test(key) &&
    key.length === 64 &&
    words.length === 2 &&
    words.every((word) => /^[a-z]+$/.test(word));
  return isOurs ? parts : [];
}

/** Hex; null where the address is none. */
export async function readAddressKey(pool: Pool, normal: string): Promise<string | null> {
  const { rows } = await pool.query<{ key: string | null }>(`SELECT encode(address_key($1), 'hex') AS key`, [normal]);
  return rows[0]?.key ?? null;
}

export async function readStanding(pool: Pool, addressKey: string, channel: string): Promise<string[]> {
  const { rows } = await pool.query<{ reason: string }>(
    `SELECT reason FROM suppressions WHERE address_key = decode($1, 'hex') AND channel = $2 AND lifted_by IS NULL
     ORDER BY suppression_severity(reason) DESC`,
    [addressKey, channel],
  );
  return rows.map(({ reason }) => reason);
}
