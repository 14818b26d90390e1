import type { Pool } from 'pg';

/**
 * What reminders and deliveries go by (`office_clock`) stands still at `atMs` from now on, in this database alone;
 * through its owner.
 */
export async function setOfficeClock(owner: Pool, atMs: number): Promise<void> {
  await owner.query(
    `CREATE OR REPLACE FUNCTION office_clock() RETURNS timestamptz LANGUAGE sql VOLATILE PARALLEL SAFE AS
     $$ SELECT '${new Date(atMs).toISOString()}'::timestamptz $$`,
  );
}
