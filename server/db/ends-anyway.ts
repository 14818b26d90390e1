import type pg from 'pg';

const PATIENCE_MS = 5_000;

/**
 * What ends the pool, given before anybody takes a connection of it. A pool waits for every connection that is held,
 * and the backend of the jobs never gives back one it takes to listen again while it is being let go: what is still
 * held after `patienceMs` is closed, and what is only got then. Whoever was merely slow fails with their statement, and
 * may give it back then.
 */
export function endsAnyway(pool: pg.Pool, patienceMs: number = PATIENCE_MS): () => Promise<void> {
  const held = new Set<pg.PoolClient>();
  let isLate = false;
  const close = (client: pg.PoolClient) => {
    client.release(true);
    // The pool throws at a second time, at whoever does as they should.
    client.release = () => undefined;
  };
  pool.on('acquire', (client) => {
    held.add(client);
    // A connection can take longer than the patience to be made. The pool says how to give it back after this event.
    if (isLate) process.nextTick(() => held.has(client) && close(client));
  });
  pool.on('release', (_error, client) => held.delete(client));
  return async () => {
    const late = setTimeout(() => {
      isLate = true;
      for (const client of held) close(client);
    }, patienceMs);
    await pool.end();
    clearTimeout(late);
  };
}
