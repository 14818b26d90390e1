import type { Pool } from 'pg';

export type PendingFile = {
  readonly lineId: string;
  readonly instance: string;
  readonly keyId: string;
  readonly fromMe: boolean;
  readonly kind: string;
  readonly fileName: string;
  /** In bytes, as its sender says; 0 where not. */
  readonly size: number;
  readonly tries: number;
  readonly at: string;
  readonly messageId: string;
  readonly conversationId: string;
  readonly customerId: string;
};
/** So often, ever more seldom, within half a day; then it is gone there too. */
export const MOST_TRIES = 10;

/** Of messages that are a customer's, and that we did not send ourselves; those tried least first. */
export async function readPendingFiles(pool: Pool, most: number): Promise<PendingFile[]> {
  const { rows } = await pool.query<PendingFile>(
    `SELECT h.line_id AS "lineId", l.instance, h.key_id AS "keyId", h.from_me AS "fromMe", h.content ->> 'kind' AS kind,
       coalesce(h.content -> 'file' ->> 'fileName', '') AS "fileName",
       coalesce((h.content -> 'file' ->> 'size')::float8, 0) AS size, h.file_tries AS tries, h.at, m.id AS "messageId",
         m.conversation_id AS "conversationId",
       m.customer_id AS "customerId"
     FROM chat_messages h JOIN messages m ON m.id = h.message_id JOIN lines l ON l.id = h.line_id
     WHERE h.file_state = 'pending' AND h.revoked_at IS NULL AND l.removed_at IS NULL AND l.state = 'open'
       AND h.delivery_id IS NULL
       AND (h.file_after IS NULL OR h.file_after <= office_clock())
     ORDER BY h.file_tries, h.at LIMIT $1`,
    [most],
  );
  return rows;
}

export async function noteFile(
  pool: Pool,
  { lineId, keyId }: Pick<PendingFile, 'lineId' | 'keyId'>,
  state: 'pending' | 'done' | 'gone',
): Promise<void> {
  await pool.query(
    `UPDATE chat_messages SET file_state = $3, file_tries = file_tries + 1,
       file_after = office_clock() + make_interval(mins => least(240, 2 ^ file_tries)::int) WHERE line_id = $1
         AND key_id = $2`,
    [lineId, keyId, state],
  );
}
