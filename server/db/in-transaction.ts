import type { Pool, PoolClient } from 'pg';

const COLLISION = /^(40001|40P01)$/;
const TRIES = 5;

type Work<T> = (client: PoolClient) => Promise<T>;

/** Runs `work` in one transaction, and anew where two got into each other's way. */
export async function inTransaction<T>(pool: Pool, work: Work<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await onceInTransaction(pool, work);
    } catch (error) {
      if (attempt === TRIES || !COLLISION.test(String((error as { code?: unknown }).code))) throw error;
    }
  }
}

/** Runs `work` in one transaction. For whoever begins anew by themselves, with more than `work`. */
export async function onceInTransaction<T>(pool: Pool, work: Work<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((rollbackError: unknown) => {
      broken = rollbackError as Error;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
