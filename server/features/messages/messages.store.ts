import type { Pool } from 'pg';
import type { CustomerVisibility } from '../customers/may-see-customer';

export type Recipient = CustomerVisibility & { readonly email: string; readonly language: 'tr' | 'en' };

/** Null: there is none, or none any more. */
export async function readRecipient(pool: Pool, customerId: string): Promise<Recipient | null> {
  const { rows } = await pool.query<Recipient>(
    `SELECT owner_id AS "ownerId", team_id AS "teamId", shared_with AS "sharedWith", email, language
     FROM customers WHERE id = $1 AND deleted_at IS NULL`,
    [customerId],
  );
  return rows[0] ?? null;
}
