/** `npm run db:restore -- FILE`: replaces everything the database holds. Saha must not be running. */
import path from 'node:path';
import pg from 'pg';
import { loadConfig } from '../config';
import { migrateOffice } from '../db/migrate';
import { restoreDatabase } from '../db/restore';
import { StartError } from '../start-error';
import { openOfficeDatabase, runCommand } from './open-office-database';

await runCommand(async () => {
  const file = process.argv[2];
  if (file === undefined) throw new StartError('Which backup? Give its file: npm run db:restore -- FILE');
  const database = await openOfficeDatabase();
  const client = new pg.Client({ connectionString: database.ownerUrl });
  try {
    await migrateOffice(database);
    await client.connect();
    const result = await restoreDatabase(client, path.resolve(file), loadConfig().journalDir);
    process.stdout.write(
      `Restored ${result.rows} rows in ${result.tables} tables as of ${result.header.createdAt}. Devices will pull again and keep their unsent work; ` +
        'people sign in again; nothing is sent to customers until a manager says go.\n' +
        `Kept whatever the backup said: ${result.kept.consents} consents, ${result.kept.suppressions} blocked addresses, ${result.kept.left} deliveries that have left or may have.\n`,
    );
  } finally {
    await client.end();
    await database.close();
  }
});
