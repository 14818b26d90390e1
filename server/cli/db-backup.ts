/** `npm run db:backup [-- FILE]`: writes a backup while the office works on. */
import path from 'node:path';
import pg from 'pg';
import { loadConfig } from '../config';
import { backupDatabase } from '../db/backup';
import { namedBlobs } from '../features/files/blobs.store';
import { copyBlobs } from '../features/files/copy-blobs';
import { createDiskStore } from '../gateways/files/disk';
import { openFiles } from '../gateways/files/open-files';
import { makeFolder } from '../lib/make-folder';
import { missingLines } from './missing-lines';
import { openOfficeDatabase, runCommand } from './open-office-database';

await runCommand(async () => {
  const database = await openOfficeDatabase();
  const client = new pg.Client({ connectionString: database.url });
  try {
    await client.connect();
    const nowIso = new Date().toISOString();
    const file = path.resolve(
      process.argv[2] ?? path.join(database.dataDir, 'backups', `saha-${nowIso.replaceAll(':', '-')}.backup.gz`),
    );
    await makeFolder(path.dirname(file));
    const result = await backupDatabase(client, file, nowIso, (table, rows) =>
      process.stdout.write(`${table}: ${rows} rows\n`),
    );
    process.stdout.write(
      `Backup of ${result.rows} rows in ${result.tables} tables: ${file} (${Math.ceil(result.bytes / 1024)} kB)\n`,
    );
    // After the rows: what these name is there until long after.
    const beside = path.join(path.dirname(file), 'files');
    const files = openFiles(loadConfig().files);
    const { copied, missing } = await copyBlobs(await namedBlobs(client), files, createDiskStore(beside));
    files.close();
    process.stdout.write(`Bytes of files: ${copied} new beside it, in ${beside}\n`);
    for (const line of await missingLines(client, missing, 'nowhere')) process.stdout.write(line);
  } finally {
    await client.end();
    await database.close();
  }
});
