/**
 * The first synchronisation by RxDB's own server and replication: the same documents with the same indexes, pulled in
 * batches of a thousand (ten times its default) from a server in memory. It is installed where nothing of the product
 * can meet it.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from '@playwright/test';
import { build } from 'esbuild';
import { SCHEMAS } from '../../database/schemas';
import { freePort } from '../../e2e/server-process';
import { say } from '../report';

const PACKAGES = path.resolve('.cache/bench-peers/rxdb-server');
const PINS = { rxdb: '15.39.0', 'rxdb-server': '15.22.0', express: '4.22.3', cors: '2.8.6', 'cookie-parser': '1.4.7' };
const BATCH = 1_000;

/** Runs in a page of its own, with packages the product does not have. */
const CLIENT = `
import { createRxDatabase } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { replicateServer } from 'rxdb-server/plugins/replication-server';

/** Milliseconds until all documents are stored. */
globalThis.pullAll = async ({ schema, expected, batchSize }) => {
  const database = await createRxDatabase({ name: 'peer', storage: getRxStorageDexie(), multiInstance: false });
  const { customers } = await database.addCollections({ customers: { schema } });
  const startedAt = performance.now();
  const replication = replicateServer({
    collection: customers, replicationIdentifier: 'peer', url: \`\${location.origin}/customers/0\`, live: false,
      push: {}, pull: { batchSize }, eventSource: EventSource,
  });
  await replication.awaitInitialReplication();
  const taken = performance.now() - startedAt;
  const count = await customers.count().exec();
  if (count !== expected) throw new Error(\`rxdb-server brought \${count} of \${expected}\`);
  return taken;
};
`;

export type PeerDocument = { id: string } & Record<string, unknown>;

/** Milliseconds; null when it cannot be installed here, which is said. */
export async function pullWithRxdbServer(browser: Browser, documents: readonly PeerDocument[]): Promise<number | null> {
  try {
    await install();
  } catch (error) {
    say(
      `rxdb-server: NOT MEASURED, it cannot be installed or built here (${error instanceof Error ? error.message.split('\n')[0] : String(error)})`,
    );
    return null;
  }
  const schema = { ...SCHEMAS.customers, version: 0 };
  const documentsFile = path.join(PACKAGES, 'documents.json');
  await writeFile(documentsFile, JSON.stringify({ schema, documents }));
  const port = await freePort();
  const child = spawn(
    process.execPath,
    ['app/bench/peers/rxdb-server-office.mjs', PACKAGES, documentsFile, String(port)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    const [first] = (await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])) as [unknown];
    if (String(first).trim() !== 'ready') throw new Error('rxdb-server did not start');
    const context = await browser.newContext();
    try {
      const page = await context.newPage();
      await page.goto(`http://127.0.0.1:${port}/page`);
      return await page.evaluate(
        (input) => (globalThis as unknown as { pullAll: (input: unknown) => Promise<number> }).pullAll(input),
        { schema, expected: documents.length, batchSize: BATCH },
      );
    } finally {
      await context.close();
    }
  } finally {
    child.kill();
  }
}

async function install(): Promise<void> {
  await mkdir(PACKAGES, { recursive: true });
  await writeFile(path.join(PACKAGES, 'package.json'), JSON.stringify({ private: true, dependencies: PINS }));
  await promisify(execFile)(
    'npm',
    ['install', '--prefix', PACKAGES, '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'],
    { timeout: 300_000 },
  );
  // It brings one for Node; a page has its own, which it is handed.
  await writeFile(
    path.join(PACKAGES, 'event-source.mjs'),
    'export default globalThis.EventSource;\nexport const EventSource = globalThis.EventSource;\n',
  );
  await build({
    stdin: { contents: CLIENT, resolveDir: PACKAGES },
    outfile: path.join(PACKAGES, 'client.js'),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    alias: { eventsource: path.join(PACKAGES, 'event-source.mjs') },
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    logLevel: 'error',
  });
}
