import type { Pool } from 'pg';

export type StoredImage = { readonly type: string; readonly bytes: Buffer };

export async function insertImage(
  pool: Pool,
  one: { id: string; type: string; width: number; height: number; bytes: Buffer; createdBy: string; createdAt: string },
): Promise<void> {
  await pool.query(
    `INSERT INTO campaign_images (id, type, width, height, bytes, created_by, created_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [one.id, one.type, one.width, one.height, one.bytes, one.createdBy, one.createdAt],
  );
}

/** What this member has put in within the last day. */
export async function countImages(pool: Pool, memberId: string, since: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM campaign_images WHERE created_by = $1 AND created_at > $2',
    [memberId, since],
  );
  return rows[0]?.count ?? 0;
}

export async function selectImage(pool: Pool, id: string): Promise<StoredImage | null> {
  const { rows } = await pool.query<StoredImage>('SELECT type, bytes FROM campaign_images WHERE id = $1', [id]);
  return rows[0] ?? null;
}
