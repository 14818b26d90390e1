import type { Pool } from 'pg';

export type KnownKeys = ReadonlySet<string>;

export async function readHeardKeys(pool: Pool, lineId: string, keyIds: readonly string[]): Promise<KnownKeys> {
  const { rows } = await pool.query<{ keyId: string }>(
    `SELECT key_id AS "keyId" FROM chat_messages WHERE line_id = $1 AND key_id = ANY($2::text[])
      AND content IS NOT NULL`,
    [lineId, keyIds],
  );
  return new Set(rows.map(({ keyId }) => keyId));
}

export type Unanswered = {
  readonly id: string;
  readonly lineId: string;
  readonly instance: string;
  readonly sinceMs: number;
};

/** Lines over which something left that nobody has answered for, from when the oldest did. */
export async function readUnanswered(pool: Pool): Promise<Unanswered[]> {
  const { rows } = await pool.query<Unanswered>(
    `SELECT l.id, l.id AS "lineId", l.instance, (extract(epoch FROM min(d.claimed_at)) * 1000)::float8 AS "sinceMs"
     FROM deliveries d JOIN lines l ON l.id = d.line_id AND l.removed_at IS NULL AND l.state = 'open'
     WHERE d.channel = 'whatsapp' AND d.state = 'unknown' AND d.claimed_at > now() - interval '2 days'
       GROUP BY l.id, l.instance`,
  );
  return rows;
}

/** Of those whose name we had noted before whoever held them died. */
export async function recordNoted(pool: Pool): Promise<number> {
  const { rowCount } = await pool.query(
    `UPDATE deliveries d SET state = 'sent', reason = '', provider = 'evolution', provider_id = h.key_id,
      sent_at = coalesce(d.sent_at, h.at)
     FROM chat_messages h WHERE h.delivery_id = d.id AND d.channel = 'whatsapp' AND d.state = 'unknown'`,
  );
  return rowCount ?? 0;
}

export async function notePulled(pool: Pool, lineId: string, untilMs: number, isSilent: boolean | null): Promise<void> {
  await pool.query(
    `UPDATE lines SET pulled_at = $2, silent_since = CASE WHEN $3::boolean IS NULL THEN silent_since WHEN $3
      THEN coalesce(silent_since, office_clock()) ELSE NULL END
     WHERE id = $1`,
    [lineId, new Date(untilMs).toISOString(), isSilent],
  );
}
