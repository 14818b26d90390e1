/**
 * RxDB's own replication pushing as many documents in batches of a thousand (ten times its default) to a handler that
 * does nothing: what a browser's store alone costs. Nothing arrives anywhere.
 */
import type { Browser } from '@playwright/test';
import { build } from 'esbuild';
import { SCHEMAS } from '../../database/schemas';

const PAGE = `
import { createRxDatabase } from 'rxdb';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';

globalThis.pushAll = async ({ schema, documents }) => {
  const database = await createRxDatabase({ name: 'pushing', storage: getRxStorageDexie(), multiInstance: false });
  const { customers } = await database.addCollections({ customers: { schema, autoMigrate: false } });
  const stored = Array.from({ length: documents }, (_, at) => ({
    id: 'c' + String(at).padStart(7, '0'), firstName: 'Ayşe', lastName: 'Yılmaz ' + at, phone: '+9053' + (20000000 + at), email: 'a' + at + '@ornek.example', countryId: 'TR', city: 'İzmir',
    source: 'fair', stage: 'new', notes: 'fuarda tanıştık', createdAt: '2026-11-20T09:00:00.000Z', lastContactAt: '', deletedAt: '',
    outbox: '', conflicted: '', sortKey: 'yilmaz ' + at, sync: { version: 1, stamps: { '*': '019a9f5d5c000000aaaaaaaa' } },
  }));
  for (let at = 0; at < stored.length; at += 2000) await customers.bulkInsert(stored.slice(at, at + 2000));
  let pushed = 0;
  const startedAt = performance.now();
  const replication = replicateRxCollection({
    collection: customers, replicationIdentifier: 'nowhere', live: false, waitForLeadership: false,
    push: { batchSize: 1000, handler: async (rows) => { pushed += rows.length; return []; } },
  });
  await replication.awaitInitialReplication();
  const taken = performance.now() - startedAt;
  if (pushed !== documents) throw new Error('RxDB pushed ' + pushed + ' of ' + documents);
  await database.remove();
  return taken;
};`;

/** Milliseconds; `url` is any place with an origin, in whose storage this happens. */
export async function pushToNowhere(browser: Browser, url: string, documents: number): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: PAGE, resolveDir: process.cwd() },
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  });
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(`${url}/countries.json`);
    await page.evaluate(outputFiles[0]!.text);
    return await page.evaluate(
      (input) => (globalThis as unknown as { pushAll: (input: unknown) => Promise<number> }).pushAll(input),
      { schema: SCHEMAS.customers, documents },
    );
  } finally {
    await context.close();
  }
}
