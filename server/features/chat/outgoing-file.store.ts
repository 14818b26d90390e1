import type { Pool } from 'pg';
import { fileIdOf } from '../../../sync/collections/file';

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

/** Its own first, then what it takes along of the office's, in their order; none where it has none. */
export async function readFilesOfMessage(pool: Pool, messageId: string): Promise<FileOfMessage[]> {
  const { rows } = await pool.query<{ fileId: string | null; carriedIds: string[] }>(
    'SELECT file_id AS "fileId", to_json(carried_ids) AS "carriedIds" FROM messages WHERE id = $1',
    [messageId],
  );
  const { fileId = null, carriedIds = [] } = rows[0] ?? {};
  if (fileId === null) return [];
  const ids = new Set([fileId, ...carriedIds.map((carriedId) => fileIdOf(messageId, carriedId))]);
  const found = await pool.query<FileOfMessage>(
    `SELECT m.kind AS "messageKind", coalesce(f.state, '') AS state, coalesce(f.deleted_at IS NOT NULL, false) AS
      "isDeleted",
       f.customer_id = m.customer_id AS "isOfCustomer", f.blob, coalesce(f.name, '') AS name,
         coalesce(f.type, '') AS type,
       coalesce(f.size, 0) AS size
     FROM messages m CROSS JOIN unnest($2::uuid[]) WITH ORDINALITY AS wanted (id, place) LEFT
       JOIN files f ON f.id = wanted.id
     WHERE m.id = $1 ORDER BY wanted.place`,
    [messageId, [...ids]],
  );
  return found.rows;
}
