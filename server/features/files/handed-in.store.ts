/** Bytes of files that a revoked device handed in, while their documents wait in `surrendered_work` for a decision. */
import type { ClientBase, Pool } from 'pg';
import type { BytesAnswer } from './kept-bytes';

export type AwaitedFile = {
  readonly memberId: string;
  /** What the document calls it. */
  readonly name: string;
  /** Its bytes have come. */
  readonly isHere: boolean;
};

/** The file of this id in work that was handed in and that nobody has decided about. */
export async function awaitedFile(client: Pool | ClientBase, fileId: string): Promise<AwaitedFile | null> {
  const { rows } = await client.query<AwaitedFile>(
    `SELECT w.member_id AS "memberId",
      coalesce(jsonb_path_query_first(w.work, '$.work.documents[*] ? (@.row.id == $id).row.patch.*.values.name',
        jsonb_build_object('id', $1::text)) #>> '{}', '') AS name,
      EXISTS (SELECT FROM surrendered_files s WHERE s.file_id = $1::uuid) AS "isHere"
     FROM surrendered_work w WHERE w.outcome IS NULL
       AND w.work @> jsonb_build_object('work', jsonb_build_object('documents', jsonb_build_array(
         jsonb_build_object('collection', 'files', 'row', jsonb_build_object('id', $1::text))))) LIMIT 1`,
    [fileId],
  );
  return rows[0] ?? null;
}

export async function countHandedIn(client: Pool | ClientBase, memberId: string): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM surrendered_files WHERE member_id = $1',
    [memberId],
  );
  return rows[0]?.n ?? 0;
}

/** `sha256` null: refused. Once however often it is said. */
export async function keepHandedIn(
  client: ClientBase,
  fileId: string,
  memberId: string,
  { state, reason, type, size, sha256 }: BytesAnswer & { readonly sha256: string | null },
  nowIso: string,
): Promise<void> {
  await client.query(
    `INSERT INTO surrendered_files (file_id, member_id, received_at, state, reason, type, size, blob)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (file_id) DO NOTHING`,
    [fileId, memberId, nowIso, state, reason, type, size, sha256],
  );
}

export type HandedIn = BytesAnswer & {
  readonly fileId: string;
  readonly memberId: string;
  readonly blob: string | null;
};
/** What was handed in of these files; it stands here no more. */
export async function takeOut(client: ClientBase, fileIds: readonly string[]): Promise<HandedIn[]> {
  const { rows } = await client.query<HandedIn>(
    `DELETE FROM surrendered_files WHERE file_id = ANY($1::uuid[])
     RETURNING file_id AS "fileId", member_id AS "memberId", state, reason, type, size, blob`,
    [fileIds],
  );
  return rows;
}
