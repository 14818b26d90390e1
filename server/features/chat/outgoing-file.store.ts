import type { Pool } from 'pg';

export type FileOfMessage = {
  readonly messageKind: string;
  /** '' while its bytes, or all that is known of it, have not come. */
  readonly state: string;
  readonly isDeleted: boolean;
  /** Of whom the message is written to; null: nobody knows the file yet. */
  readonly isOfCustomer: boolean | null;
  readonly blob: string | null;
  readonly name: string;
  readonly type: string;
  /** In bytes. */
  readonly size: number;
};

/** Null: it has none. */
export async function readFileOfMessage(pool: Pool, messageId: string): Promise<FileOfMessage | null> {
  const { rows } = await pool.query<FileOfMessage>(
    `SELECT m.kind AS "messageKind", coalesce(f.state, '') AS state, coalesce(f.deleted_at IS NOT NULL, false) AS "isDeleted",
       f.customer_id = m.customer_id AS "isOfCustomer", f.blob, coalesce(f.name, '') AS name, coalesce(f.type, '') AS type,
       coalesce(f.size, 0) AS size
     FROM messages m LEFT JOIN files f ON f.id = m.file_id WHERE m.id = $1 AND m.file_id IS NOT NULL`,
    [messageId],
  );
  return rows[0] ?? null;
}
