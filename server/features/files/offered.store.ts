import type { ClientBase, Pool } from 'pg';

export type OfferedFile = {
  /** '' while its bytes have not come. */
  readonly state: '' | 'stored' | 'refused';
  /** Why it was refused: the code of an error; '' where it was not. */
  readonly reason: string;
  readonly name: string;
  readonly type: string;
  /** In bytes. */
  readonly size: number;
};

export async function keepOffered(client: ClientBase, id: string, untilIso: string): Promise<void> {
  await client.query('UPDATE files SET offered_until = $2 WHERE id = $1', [id, untilIso]);
}

export async function fileAsOffered(client: Pool | ClientBase, id: string): Promise<OfferedFile | null> {
  const { rows } = await client.query<OfferedFile>(
    'SELECT state, reason, name, type, size FROM files WHERE id = $1 AND offered_until IS NOT NULL',
    [id],
  );
  return rows[0] ?? null;
}

export type OfferedBytes = {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly blob: string;
};
/** Those of these files that the office offers and has, also where no template names them any more. */
export async function offeredBytes(client: ClientBase, ids: readonly string[]): Promise<OfferedBytes[]> {
  const { rows } = await client.query<OfferedBytes>(
    `SELECT id, name, type, size, blob FROM files
     WHERE id = ANY($1::uuid[]) AND offered_until IS NOT NULL AND state = 'stored' AND blob IS NOT NULL`,
    [ids],
  );
  return rows;
}

/** What a template names stays; answers what none has named for so long that it may go. */
export async function tendOffered(pool: Pool, nowIso: string, untilIso: string): Promise<string[]> {
  await pool.query(
    `UPDATE files f SET offered_until = $1 WHERE offered_until IS NOT NULL
       AND EXISTS (SELECT FROM templates t WHERE t.files @> jsonb_build_array(jsonb_build_object('id', f.id)))`,
    [untilIso],
  );
  const { rows } = await pool.query<{ id: string }>(
    'SELECT id FROM files WHERE offered_until < $1 AND deleted_at IS NULL ORDER BY offered_until LIMIT 100',
    [nowIso],
  );
  return rows.map(({ id }) => id);
}
