/**
 * Every running server holds this advisory lock in shared mode on a connection of its own; a restore needs it alone.
 */
import type { ClientBase } from 'pg';

export const OFFICE_LOCK = 5_241_101;

export async function holdOfficeLock(client: ClientBase): Promise<void> {
  await client.query('SELECT pg_advisory_lock_shared($1)', [OFFICE_LOCK]);
}
