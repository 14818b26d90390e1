import type pg from 'pg';

const PATIENCE_MS = 5_000;

/**
 * What ends the pool, given before anybody takes a connection of it. A pool waits for every connection that is held,
 * and the backend of the jobs never gives back one it takes to listen again while it is being let go: what is still
 * held after `patienceMs` is closed. Whoever was merely slow fails with their statement, and may give it back then.
 */
export function endsAnyway(pool: pg.Pool, patienceMs: number = PATIENCE_MS): () => Promise<void> {
  const held = new Set<pg.PoolClient>();
  pool.on('acquire', (client) => held.add(client));
  pool.on('release', (_error, client) => held.delete(client));
  return async () => {
    const late = setTimeout(() => {
      for (const client of held) {
        client.release(true);
        // The pool throws at a second time, at whoever does as they should.
        client.release = () => undefined;
      }
    }, patienceMs);
    await pool.end();
    clearTimeout(late);
  };
}
