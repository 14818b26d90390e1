import type { Pool } from 'pg';
import type { CustomerVisibility } from '../customers/may-see-customer';

export type FileForReading = {
  readonly name: string;
  readonly type: string;
  readonly blob: string | null;
  /** null: nobody knows yet whose it is. */
  readonly customer: CustomerVisibility | null;
};

export async function fileForReading(pool: Pool, id: string): Promise<FileForReading | null> {
  const { rows } = await pool.query<Omit<FileForReading, 'customer'> & Partial<CustomerVisibility>>(
    `SELECT f.name, f.type, f.blob, c.owner_id AS "ownerId", c.team_id AS "teamId", to_json(c.shared_with) AS "sharedWith"
     FROM files f LEFT JOIN customers c ON c.id = f.customer_id WHERE f.id = $1`,
    [id],
  );
  const [row] = rows;
  if (row === undefined) return null;
  const { name, type, blob, ownerId, teamId = null, sharedWith } = row;
  const isKnown = ownerId !== undefined && ownerId !== null;
  return { name, type, blob, customer: isKnown ? { ownerId, teamId, sharedWith: sharedWith ?? [] } : null };
}

export type FileAsStored = {
  readonly state: string;
  readonly reason: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly createdBy: string | null;
};
export async function fileAsStored(pool: Pool, id: string): Promise<FileAsStored | null> {
  const { rows } = await pool.query<FileAsStored>(
    'SELECT state, reason, name, type, size, created_by AS "createdBy" FROM files WHERE id = $1',
    [id],
  );
  return rows[0] ?? null;
}
