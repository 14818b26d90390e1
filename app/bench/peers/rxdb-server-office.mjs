/**
 * RxDB's own server over an office in memory, in a process and a package folder of its own: rxdb-server 15 needs rxdb
 * 15.
 * Usage: node rxdb-server-office.mjs PACKAGES DOCUMENTS_JSON PORT. Serves the page of its client on the same origin.
 */
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const [, , packages, documentsFile, port] = process.argv;
const load = createRequire(path.join(packages, 'package.json'));
const { createRxDatabase } = load('rxdb');
const { getRxStorageMemory } = load('rxdb/plugins/storage-memory');
const { createRxServer } = load('rxdb-server/plugins/server');
const { RxServerAdapterExpress } = load('rxdb-server/plugins/adapter-express');

const { schema, documents } = JSON.parse(await readFile(documentsFile, 'utf8'));
const database = await createRxDatabase({ name: 'office', storage: getRxStorageMemory(), multiInstance: false });
const { customers } = await database.addCollections({ customers: { schema } });
for (let at = 0; at < documents.length; at += 5_000) await customers.bulkInsert(documents.slice(at, at + 5_000));

const server = await createRxServer({
  database,
  adapter: RxServerAdapterExpress,
  port: Number(port),
  hostname: '127.0.0.1',
});
server.addReplicationEndpoint({ name: 'customers', collection: customers });
const script = await readFile(path.join(packages, 'client.js'));
server.serverApp.get('/client.js', (_, answer) => answer.type('js').send(script));
server.serverApp.get('/page', (_, answer) =>
  answer.type('html').send('<!doctype html><script src="/client.js"></script>'),
);
await server.start();
process.stdout.write('ready\n');
