/** Lines as they lie in their table. */
import type { ClientBase, Pool } from 'pg';
import type { LineState } from '../../gateways/whatsapp/contract';
import { TROUBLE, type LineTrouble } from './line-trouble';

type Reader = Pool | ClientBase;
export type Line = {
  readonly id: string;
  readonly name: string;
  readonly instance: string;
  readonly webhookSalt: string;
  readonly state: LineState;
  readonly stateSince: string;
  readonly qr: string;
  readonly pairingCode: string;
  readonly restrictedUntil: string | null;
  readonly isRestricted: boolean;
  readonly lastEventAt: string | null;
  readonly lastInboundAt: string | null;
  readonly silentSince: string | null;
  readonly pulledAt: string | null;
  readonly dailyCap: number;
  readonly newChatCap: number;
  readonly trouble: LineTrouble | null;
};
const LINE = `l.id, l.name, l.instance, l.webhook_salt AS "webhookSalt", l.state, l.state_since AS "stateSince", l.qr,
  l.pairing_code AS "pairingCode", l.restricted_until AS "restrictedUntil",
    coalesce(l.restricted_until > office_clock(), false) AS "isRestricted",
  l.last_event_at AS "lastEventAt", l.last_inbound_at AS "lastInboundAt", l.silent_since AS "silentSince",
    l.pulled_at AS "pulledAt",
  l.daily_cap AS "dailyCap", l.new_chat_cap AS "newChatCap", ${TROUBLE} AS trouble`;

export async function readLines(pool: Reader): Promise<Line[]> {
  const { rows } = await pool.query<Line>(
    `SELECT ${LINE} FROM lines l WHERE removed_at IS NULL ORDER BY created_at, id`,
  );
  return rows;
}

export async function readLine(pool: Reader, id: string): Promise<Line | null> {
  const { rows } = await pool.query<Line>(`SELECT ${LINE} FROM lines l WHERE id = $1 AND removed_at IS NULL`, [id]);
  return rows[0] ?? null;
}

/**
 * Lines a person may use (all of them for an admin), and those over which a customer they see is in a chat already:
 * that goes on over its number whoever answers. `mayBegin`: with anybody.
 */
export async function readLinesInScope(
  pool: Reader,
  memberId: string,
  isAdmin: boolean,
): Promise<(Line & { readonly mayBegin: boolean })[]> {
  const { rows } = await pool.query<Line & { mayBegin: boolean }>(
    `WITH seen AS (SELECT ${LINE}, l.created_at, ($2 OR EXISTS (SELECT FROM line_members m WHERE m.line_id = l.id
      AND m.member_id = $1)) AS "mayBegin"
       FROM lines l WHERE removed_at IS NULL)
     SELECT s.* FROM seen s WHERE s."mayBegin" OR EXISTS (SELECT FROM members m
       JOIN customers k ON k.owner_id = m.id OR m.id = ANY(k.shared_with)
         OR (m.role = 'manager' AND k.team_id = m.team_id)
       JOIN conversations v ON v.customer_id = k.id WHERE m.id = $1 AND v.line_id = s.id)
     ORDER BY s.created_at, s.id`,
    [memberId, isAdmin],
  );
  return rows;
}

/**
 * Of a line that the same person began already, and that nobody removed, the name alone is put right. `isNew`: it was
 * not there, or could not be made. Null: that id is another line's.
 */
export async function insertLine(
  pool: Reader,
  line: Pick<Line, 'id' | 'name' | 'instance' | 'webhookSalt'>,
  createdBy: string | null,
): Promise<{ readonly isNew: boolean; readonly webhookSalt: string } | null> {
  // One that could not be made was never looked at, so its state is the first; a removed one is closed.
  const { rows } = await pool.query<{ isNew: boolean; webhookSalt: string }>(
    `WITH stood AS (SELECT FROM lines WHERE id = $1 AND removed_at IS NULL)
     INSERT INTO lines AS l (id, name, instance, webhook_salt, created_by) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, removed_at = NULL
       WHERE l.created_by IS NOT DISTINCT FROM excluded.created_by AND (l.removed_at IS NULL OR l.state = 'unknown')
     RETURNING NOT EXISTS (SELECT FROM stood) AS "isNew", webhook_salt AS "webhookSalt"`,
    [line.id, line.name, line.instance, line.webhookSalt, createdBy],
  );
  return rows[0] ?? null;
}

/** True: it stood otherwise. A picture or code is of use while it connects alone. */
export async function noteState(pool: Reader, id: string, state: LineState): Promise<boolean> {
  const { rows } = await pool.query<{ changed: boolean }>(
    `WITH before AS (SELECT id, state FROM lines WHERE id = $1 FOR UPDATE)
     UPDATE lines l SET state = $2, looked_at = office_clock(),
       state_since = CASE WHEN l.state = $2 THEN l.state_since ELSE office_clock() END,
       qr = CASE $2 WHEN 'connecting' THEN l.qr ELSE '' END, pairing_code = CASE $2 WHEN 'connecting'
         THEN l.pairing_code ELSE '' END
     FROM before b WHERE l.id = b.id RETURNING b.state <> $2 AS changed`,
    [id, state],
  );
  return rows[0]?.changed === true;
}

export async function notePairing(pool: Reader, id: string, qr: string | null, code: string | null): Promise<void> {
  await pool.query(
    `UPDATE lines SET qr = coalesce($2, qr), pairing_code = coalesce($3, pairing_code) WHERE id = $1
      AND state <> 'open'`,
    [id, qr, code],
  );
}

/** What was to be scanned or typed counts no more. */
export async function forgetPairing(pool: Reader, id: string): Promise<void> {
  await pool.query(`UPDATE lines SET qr = '', pairing_code = '' WHERE id = $1`, [id]);
}

/** What waited for the line leaves now. */
export async function releaseWaiting(pool: Reader, id: string): Promise<number> {
  const { rowCount } = await pool.query(
    `UPDATE deliveries SET not_before = office_clock() WHERE channel = 'whatsapp' AND state = 'queued'
      AND reason = 'line_down'
       AND (line_id = $1 OR line_id IS NULL)`,
    [id],
  );
  return rowCount ?? 0;
}

type MemberIds = readonly string[];

/** Answers who may use it now and could not before, and the other way round. */
export async function changeMembers(
  client: ClientBase,
  lineId: string,
  { added, removed }: { readonly added: MemberIds; readonly removed: MemberIds },
): Promise<{ added: string[]; removed: string[] }> {
  const gone = await client.query<{ id: string }>(
    'DELETE FROM line_members WHERE line_id = $1 AND member_id = ANY($2::uuid[]) RETURNING member_id AS id',
    [lineId, removed],
  );
  const come = await client.query<{ id: string }>(
    `INSERT INTO line_members (line_id, member_id) SELECT $1, m.id FROM members m WHERE m.id = ANY($2::uuid[])
      ON CONFLICT DO NOTHING RETURNING member_id AS id`,
    [lineId, added],
  );
  return { added: come.rows.map(({ id }) => id), removed: gone.rows.map(({ id }) => id) };
}

export async function membersOfLines(pool: Reader): Promise<Map<string, string[]>> {
  const { rows } = await pool.query<{ lineId: string; memberIds: string[] }>(
    `SELECT line_id AS "lineId", array_agg(member_id ORDER BY member_id) AS "memberIds" FROM line_members GROUP BY 1`,
  );
  return new Map(rows.map(({ lineId, memberIds }) => [lineId, memberIds]));
}

/** Of what is missing what stands stays. */
export async function setCaps(
  pool: Reader,
  id: string,
  { daily, newChats }: { readonly daily?: number | undefined; readonly newChats?: number | undefined },
): Promise<void> {
  await pool.query(
    'UPDATE lines SET daily_cap = coalesce($2, daily_cap), new_chat_cap = coalesce($3, new_chat_cap) WHERE id = $1',
    [id, daily ?? null, newChats ?? null],
  );
}

/** What was said over it stays; nothing more comes or goes. */
export async function removeLine(client: ClientBase, id: string): Promise<void> {
  await client.query(
    `UPDATE lines SET removed_at = office_clock(), state = 'close', qr = '', pairing_code = '' WHERE id = $1`,
    [id],
  );
  await client.query('DELETE FROM line_members WHERE line_id = $1', [id]);
}

/** Everything of a line that was kept is read once more; answers how many. */
export async function replayInbox(pool: Reader, lineId: string): Promise<number> {
  const { rowCount } = await pool.query(
    `UPDATE webhook_inbox SET processed_at = NULL, tries = 0, error = '' WHERE line_id = $1 AND raw IS NOT NULL`,
    [lineId],
  );
  return rowCount ?? 0;
}

export type LineDay = {
  readonly day: string;
  readonly sent: number;
  readonly newChats: number;
  readonly failed: number;
  readonly ignored: number;
};

export async function readDays(pool: Reader, lineId: string, days: number): Promise<LineDay[]> {
  const { rows } = await pool.query<LineDay>(
    `SELECT day, sent, new_chats AS "newChats", failed, ignored FROM line_days WHERE line_id = $1 ORDER BY day DESC
      LIMIT $2`,
    [lineId, days],
  );
  return rows;
}

/**
 * How many messages of the customers a line belongs to wait to leave over WhatsApp, by line; '' where none was chosen
 * yet.
 */
export async function countQueued(pool: Reader): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ lineId: string; count: number }>(
    `SELECT coalesce(d.line_id::text, c.line_id::text, '') AS "lineId", count(*)::int AS count
     FROM deliveries d LEFT JOIN conversations c ON c.customer_id = d.customer_id AND c.channel = 'whatsapp'
     WHERE d.channel = 'whatsapp' AND d.state = 'queued' GROUP BY 1`,
  );
  return new Map(rows.map(({ lineId, count }) => [lineId, count]));
}

/** What was told of a line and could not be read though it was tried again and again; by line. */
export async function countUnreadable(pool: Reader): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ lineId: string; count: number }>(
    `SELECT line_id AS "lineId", count(*)::int AS count FROM webhook_inbox
     WHERE processed_at IS NULL AND error <> '' GROUP BY 1`,
  );
  return new Map(rows.map(({ lineId, count }) => [lineId, count]));
}

export type LineError = { readonly reason: string; readonly count: number; readonly lastAt: string };

/** Why what was to leave over a line did not, the most frequent first. */
export async function readErrors(pool: Reader, lineId: string, days: number): Promise<LineError[]> {
  const { rows } = await pool.query<LineError>(
    `SELECT reason, count(*)::int AS count, max(settled_at) AS "lastAt" FROM deliveries
     WHERE line_id = $1 AND state = 'failed' AND settled_at > office_clock() - make_interval(days => $2)
     GROUP BY reason ORDER BY count(*) DESC, reason`,
    [lineId, days],
  );
  return rows;
}
