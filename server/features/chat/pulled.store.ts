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
  readonly lineId: string;
  readonly instance: string;
  readonly leftAtMs: number;
  readonly ageMs: number;
  /** How old it was when its line was last asked; null: not since it left. */
  readonly askedAgeMs: number | null;
};

/** What left over an open line and nobody has answered for, by the clock of the database. */
export async function readUnanswered(pool: Pool): Promise<Unanswered[]> {
  const { rows } = await pool.query<Unanswered>(
    `SELECT l.id AS "lineId", l.instance, (extract(epoch FROM d.claimed_at) * 1000)::float8 AS "leftAtMs",
       (extract(epoch FROM clock_timestamp() - d.claimed_at) * 1000)::float8 AS "ageMs",
       CASE WHEN l.asked_at >= d.claimed_at
         THEN (extract(epoch FROM l.asked_at - d.claimed_at) * 1000)::float8 END AS "askedAgeMs"
     FROM deliveries d JOIN lines l ON l.id = d.line_id AND l.removed_at IS NULL AND l.state = 'open'
     WHERE d.channel = 'whatsapp' AND d.state = 'unknown' AND d.claimed_at > now() - interval '2 days'`,
  );
  return rows;
}

/** The line is asked now about what was not answered `agoMs` ago. */
export async function noteAsked(pool: Pool, lineId: string, agoMs: number): Promise<void> {
  await pool.query(
    `UPDATE lines SET asked_at = clock_timestamp() - make_interval(secs => $2::float8 / 1000) WHERE id = $1`,
    [lineId, agoMs],
  );
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
