import { readdir } from 'node:fs/promises';
import { Hono } from 'hono';
import { MIGRATIONS_DIR } from '../db/migrate';
import type { Deps } from '../deps';

const PATIENCE_MS = 2_000;

export type Readiness = { readonly database: boolean; readonly migrations: boolean; readonly accepting: boolean };

/** `isStopping` is true from the moment the process was told to end. */
export function healthRoutes(deps: Deps, isStopping: () => boolean): Hono {
  const routes = new Hono();
  // Answers at all: the process lives and its event loop turns.
  routes.get('/healthz', (c) => c.json({ status: 'ok' }, 200, { 'Cache-Control': 'no-store' }));
  routes.get('/readyz', async (c) => {
    const readiness = { ...(await checkDatabase(deps)), accepting: !isStopping() };
    const isReady = readiness.database && readiness.migrations && readiness.accepting;
    return c.json({ status: isReady ? 'ready' : 'not ready', ...readiness }, isReady ? 200 : 503, {
      'Cache-Control': 'no-store',
    });
  });
  return routes;
}

async function checkDatabase({ pool }: Deps): Promise<Pick<Readiness, 'database' | 'migrations'>> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), PATIENCE_MS);
  });
  const query = pool.query<{ name: string }>(
    'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  query.catch(() => undefined);
  try {
    const { rows } = await Promise.race([query, patience]);
    const applied = new Set(rows.map(({ name }) => name));
    const wanted = (await readdir(MIGRATIONS_DIR, { withFileTypes: true }))
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    return { database: true, migrations: wanted.every((name) => applied.has(name)) };
  } catch (error) {
    // An answer, though not the wanted one: the database is there but was never migrated.
    return { database: (error as { code?: string }).code === '42P01', migrations: false };
  } finally {
    clearTimeout(timer);
  }
}
