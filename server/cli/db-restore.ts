/** `npm run db:restore -- FILE`: replaces everything the database holds. Saha must not be running. */
import path from 'node:path';
import pg from 'pg';
import { loadConfig } from '../config';
import { migrateOffice } from '../db/migrate';
import { restoreDatabase } from '../db/restore';
import { lookAtAllAgain, namedBlobs } from '../features/files/blobs.store';
import { copyBlobs } from '../features/files/copy-blobs';
import { createDiskStore } from '../gateways/files/disk';
import { openFiles } from '../gateways/files/open-files';
import { StartError } from '../start-error';
import { missingLines } from './missing-lines';
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
    const { kept } = result;
    process.stdout.write(
      `Restored ${result.rows} rows in ${result.tables} tables as of ${result.header.createdAt}. ` +
        'Devices will pull again and keep their unsent work; people sign in again; ' +
        'nothing is sent to customers until a manager says go.\n' +
        `Kept whatever the backup said: ${kept.consents} consents, ${kept.suppressions} blocked addresses, ` +
        `${kept.left} deliveries that have left or may have; ` +
        `${kept.erased} customers erased since were erased again.\n` +
        `Roles and passwords are the old ones; ${kept.closed} accounts closed since stay closed. ` +
        'An admin looks through the people once Saha runs.\n',
    );
    const beside = createDiskStore(path.join(path.dirname(path.resolve(file)), 'files'));
    const files = openFiles(loadConfig().files);
    const { copied, missing } = await copyBlobs(await namedBlobs(client), beside, files);
    files.close();
    await lookAtAllAgain(client);
    process.stdout.write(`Bytes of files: ${copied} brought back.\n`);
    const where = 'neither here nor beside the backup; the file will say so within a day';
    for (const line of await missingLines(client, missing, where)) process.stdout.write(line);
  } finally {
    await client.end();
    await database.close();
  }
});
