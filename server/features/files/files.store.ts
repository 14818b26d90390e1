import type { Pool } from 'pg';
import type { CustomerVisibility } from '../customers/may-see-customer';

export type FileForReading = {
  readonly name: string;
  readonly type: string;
  readonly blob: string | null;
  /** Every member may send it, so every member may look at it. */
  readonly isOffered: boolean;
  /** null: nobody knows yet whose it is. */
  readonly customer: CustomerVisibility | null;
};

export async function fileForReading(pool: Pool, id: string): Promise<FileForReading | null> {
  const { rows } = await pool.query<Omit<FileForReading, 'customer'> & Partial<CustomerVisibility>>(
    `SELECT f.name, f.type, f.blob, f.offered_until IS NOT NULL AS "isOffered", c.owner_id AS "ownerId",
      c.team_id AS "teamId", to_json(c.shared_with) AS "sharedWith"
     FROM files f LEFT JOIN customers c ON c.id = f.customer_id WHERE f.id = $1`,
    [id],
  );
  const [row] = rows;
  if (row === undefined) return null;
  const { name, type, blob, isOffered, ownerId, teamId = null, sharedWith } = row;
  const isKnown = ownerId !== undefined && ownerId !== null;
  return { name, type, blob, isOffered, customer: isKnown ? { ownerId, teamId, sharedWith: sharedWith ?? [] } : null };
}

export type FileAsStored = {
  readonly state: string;
  readonly reason: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly createdBy: string | null;
  readonly isDeleted: boolean;
};
export async function fileAsStored(pool: Pool, id: string): Promise<FileAsStored | null> {
  const { rows } = await pool.query<FileAsStored>(
    `SELECT state, reason, name, type, size, created_by AS "createdBy", deleted_at IS NOT NULL AS "isDeleted"
     FROM files WHERE id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

export type DeletedFile = {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly deletedAt: string;
};
/** A customer's deleted files that may still be brought back, the latest first. */
export async function deletedFiles(pool: Pool, customerId: string, sinceIso: string): Promise<DeletedFile[]> {
  const { rows } = await pool.query<DeletedFile>(
    `SELECT id, name, type, to_char(deleted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "deletedAt"
     FROM files WHERE customer_id = $1 AND deleted_at >= $2 ORDER BY deleted_at DESC LIMIT 200`,
    [customerId, sinceIso],
  );
  return rows;
}
export async function customerOf(pool: Pool, customerId: string): Promise<CustomerVisibility | null> {
  const { rows } = await pool.query<{ ownerId: string; teamId: string | null; sharedWith: string[] | null }>(
    `SELECT owner_id AS "ownerId", team_id AS "teamId", to_json(shared_with) AS "sharedWith"
     FROM customers WHERE id = $1 AND deleted_at IS NULL`,
    [customerId],
  );
  const [row] = rows;
  return row === undefined ? null : { ...row, sharedWith: row.sharedWith ?? [] };
}
export async function customerIdOfFile(pool: Pool, id: string): Promise<string | null> {
  const { rows } = await pool.query<{ customerId: string | null }>(
    'SELECT customer_id AS "customerId" FROM files WHERE id = $1',
    [id],
  );
  return rows[0]?.customerId ?? null;
}
