import type { ClientBase, Pool } from 'pg';
import { inTransaction } from '../../db/in-transaction';

export type KeptBlob = { readonly sha256: string; readonly size: number; readonly type: string };

/** Of a row `b` of blobs: a file has them, or will where somebody takes in what a revoked device handed in. */
const IS_NAMED = `(EXISTS (SELECT FROM files f WHERE f.blob = b.sha256)
  OR EXISTS (SELECT FROM surrendered_files s WHERE s.blob = b.sha256))`;

/** Whoever keeps these bytes and whoever sweeps them wait for one another until the transaction ends. */
async function holdBlob(client: ClientBase, sha256: string): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('blob:' || $1, 0))`, [sha256]);
}

/** `ensure` sees to it that the bytes are there; nobody sweeps them meanwhile. */
export function recordBlob(
  pool: Pool,
  { sha256, size, type }: KeptBlob,
  nowIso: string,
  ensure: () => Promise<void>,
): Promise<void> {
  return inTransaction(pool, async (client) => {
    await holdBlob(client, sha256);
    await ensure();
    await client.query(
      `INSERT INTO blobs (sha256, size, type, stored_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (sha256) DO UPDATE SET stored_at = greatest(blobs.stored_at, excluded.stored_at)`,
      [sha256, size, type, nowIso],
    );
  });
}

/** In the transaction that wrote the file. */
export async function nameBlob(client: ClientBase, fileId: string, sha256: string): Promise<void> {
  await client.query('UPDATE files SET blob = $2 WHERE id = $1 AND blob IS DISTINCT FROM $2', [fileId, sha256]);
}

/** Bytes that no file names, given to the office before `beforeIso`. */
export async function unnamedBlobs(pool: Pool, beforeIso: string, limit: number): Promise<string[]> {
  const { rows } = await pool.query<{ sha256: string }>(
    `SELECT sha256 FROM blobs b WHERE stored_at < $1 AND NOT ${IS_NAMED} ORDER BY stored_at LIMIT $2`,
    [beforeIso, limit],
  );
  return rows.map(({ sha256 }) => sha256);
}

/** Forgets them where still nobody names them; `remove` takes the bytes themselves away. */
export function sweepBlob(
  pool: Pool,
  sha256: string,
  beforeIso: string,
  remove: () => Promise<void>,
): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    await holdBlob(client, sha256);
    const { rowCount } = await client.query(
      `DELETE FROM blobs b WHERE sha256 = $1 AND stored_at < $2 AND NOT ${IS_NAMED}`,
      [sha256, beforeIso],
    );
    if (rowCount === 0) return false;
    await remove();
    return true;
  });
}

/** What is still offered is let go of by nobody who deletes it. */
export async function letGoOfDeleted(pool: Pool, beforeIso: string, nowIso: string): Promise<void> {
  await pool.query(
    `UPDATE files SET blob = NULL WHERE deleted_at < $1 AND blob IS NOT NULL
       AND (offered_until IS NULL OR offered_until < $2)`,
    [beforeIso, nowIso],
  );
}

/** What the files are called that name these bytes, each with its customer's id, in the order of names. */
export async function filesNaming(
  client: Pick<ClientBase, 'query'>,
  sha256s: readonly string[],
): Promise<{ sha256: string; name: string; customerId: string }[]> {
  const { rows } = await client.query<{ sha256: string; name: string; customerId: string }>(
    `SELECT blob AS sha256, name, customer_id AS "customerId" FROM files WHERE blob = ANY($1::text[]) AND deleted_at IS NULL
     ORDER BY name, id`,
    [sha256s],
  );
  return rows;
}

/** All bytes that some file names, or will. */
export async function namedBlobs(client: Pick<ClientBase, 'query'>): Promise<{ sha256: string; size: number }[]> {
  const { rows } = await client.query<{ sha256: string; size: string }>(
    `SELECT sha256, size FROM blobs b WHERE ${IS_NAMED} ORDER BY sha256`,
  );
  return rows.map(({ sha256, size }) => ({ sha256, size: Number(size) }));
}

/** Named bytes that nobody has looked for since `beforeIso`, those first that nobody ever has. Sizes in bytes. */
export async function blobsToLookAt(
  pool: Pool,
  beforeIso: string,
  limit: number,
): Promise<{ sha256: string; size: number }[]> {
  const { rows } = await pool.query<{ sha256: string; size: string }>(
    `SELECT sha256, size FROM blobs b WHERE (looked_at IS NULL OR looked_at < $1)
       AND EXISTS (SELECT 1 FROM files f WHERE f.blob = b.sha256) ORDER BY looked_at NULLS FIRST LIMIT $2`,
    [beforeIso, limit],
  );
  return rows.map(({ sha256, size }) => ({ sha256, size: Number(size) }));
}

export async function noteLooked(pool: Pool, sha256: string, nowIso: string): Promise<void> {
  await pool.query('UPDATE blobs SET looked_at = $2 WHERE sha256 = $1', [sha256, nowIso]);
}

/** After a restore nobody knows. */
export async function lookAtAllAgain(client: Pick<ClientBase, 'query'>): Promise<void> {
  await client.query('UPDATE blobs SET looked_at = NULL');
}

/** The files of these bytes that say this of them. */
export async function filesToTell(pool: Pool, sha256: string, reason: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM files WHERE blob = $1 AND state = 'stored' AND reason = $2 ORDER BY id`,
    [sha256, reason],
  );
  return rows.map(({ id }) => id);
}
