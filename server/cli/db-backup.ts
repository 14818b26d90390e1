/** `npm run db:backup [-- FILE]`: writes a backup while the office works on. */
import path from 'node:path';
import pg from 'pg';
import { backupDatabase } from '../db/backup';
import { makeFolder } from '../lib/make-folder';
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
  } finally {
    await client.end();
    await database.close();
  }
});
