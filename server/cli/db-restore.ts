/** `npm run db:restore -- FILE`: replaces everything the database holds. Saha must not be running. */
import path from 'node:path';
import pg from 'pg';
import { loadConfig } from '../config';
import { listJournals } from '../db/journal';
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
    const { journalDir } = loadConfig();
    const result = await restoreDatabase(client, path.resolve(file), journalDir);
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
    process.stdout.write(journalsLine(journalDir, (await listJournals(journalDir)).length));
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

/** Nobody else notices that the journals were left on the old machine: the numbers above are as right without them. */
function journalsLine(folder: string, count: number): string {
  if (count > 0) return `Journals read: ${count}, in ${folder}.\n`;
  return (
    `No journal lies in ${folder}. Where this office has had customers, copy its journals there (SAHA_JOURNAL_DIR) and ` +
    'restore again before anything is sent: until then whoever said stop since the backup may be written to.\n'
  );
}
