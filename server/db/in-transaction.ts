import type { Pool, PoolClient } from 'pg';

const COLLISION = /^(40001|40P01)$/;
const TRIES = 5;

/** Runs `work` in one transaction, and anew where two got into each other's way. */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const result = await work(client);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((reason: unknown) => {
        broken = reason as Error;
      });
      if (attempt === TRIES || !COLLISION.test(String((error as { code?: unknown }).code))) throw error;
    } finally {
      client.release(broken);
    }
  }
}
