/** What was told of lines, as it came. */
import type { ClientBase, Pool } from 'pg';

export type InboxRow = {
  readonly id: string;
  readonly lineId: string;
  readonly receivedAt: string;
  readonly raw: unknown;
};

type Raw = Readonly<Record<string, unknown>>;

export const keepWebhook = (pool: Pool, id: string, lineId: string, raw: Raw): Promise<void> =>
  keepWebhookParts(pool, lineId, [{ id, raw }]);

/** What one call told, all of it or nothing, in the order of its parts. */
export async function keepWebhookParts(
  pool: Pool,
  lineId: string,
  parts: readonly { readonly id: string; readonly raw: Raw }[],
): Promise<void> {
  await pool.query(
    `INSERT INTO webhook_inbox (id, line_id, raw)
     SELECT part.id, $1, part.raw FROM unnest($2::uuid[], $3::jsonb[]) AS part (id, raw)`,
    [lineId, parts.map(({ id }) => id), parts.map(({ raw }) => JSON.stringify(raw))],
  );
  await pool.query('UPDATE lines SET last_event_at = office_clock() WHERE id = $1', [lineId]);
}

const MOST_TRIES = 5;
/** One that nobody holds; what failed again and again waits for somebody to ask for it. */
export async function holdWaiting(client: ClientBase, most: number): Promise<InboxRow[]> {
  const { rows } = await client.query<InboxRow>(
    `SELECT id, line_id AS "lineId", received_at AS "receivedAt", raw FROM webhook_inbox
     WHERE processed_at IS NULL AND tries < ${MOST_TRIES} ORDER BY received_at, id LIMIT $1 FOR UPDATE SKIP LOCKED`,
    [most],
  );
  return rows;
}

export async function noteProcessed(client: ClientBase, ids: readonly string[]): Promise<void> {
  await client.query(
    `UPDATE webhook_inbox SET processed_at = clock_timestamp(), error = '' WHERE id = ANY($1::uuid[])`,
    [ids],
  );
}

export async function noteFailed(pool: Pool, ids: readonly string[], error: string): Promise<void> {
  await pool.query('UPDATE webhook_inbox SET tries = tries + 1, error = $2 WHERE id = ANY($1::uuid[])', [
    ids,
    error.slice(0, 200),
  ]);
}

/** What came 30 days ago goes, read or not: from then on nobody can ask for it to be read again. */
export async function forgetOld(pool: Pool, most: number): Promise<number> {
  const { rowCount } = await pool.query(
    `DELETE FROM webhook_inbox WHERE id IN (
       SELECT id FROM webhook_inbox WHERE received_at < now() - interval '30 days' ORDER BY received_at LIMIT $1)`,
    [most],
  );
  return rowCount ?? 0;
}

export async function noteInbound(client: ClientBase, lineId: string): Promise<void> {
  await client.query(
    `UPDATE lines SET last_inbound_at = greatest(last_inbound_at,
       (SELECT max(last_inbound_at) FROM chats WHERE line_id = $1)) WHERE id = $1`,
    [lineId],
  );
}

export async function noteIgnored(client: ClientBase, lineId: string, count: number): Promise<void> {
  await client.query(
    `INSERT INTO line_days AS d (line_id, day, ignored) SELECT $1, office_day(), $2
     ON CONFLICT (line_id, day) DO UPDATE SET ignored = d.ignored + excluded.ignored`,
    [lineId, count],
  );
}
