/** `npm run db:migrate`: brings the office's database up to date, without starting the office. */
import { migrateOffice } from '../db/migrate';
import { openOfficeDatabase, runCommand } from './open-office-database';

await runCommand(async () => {
  const database = await openOfficeDatabase();
  try {
    const applied = await migrateOffice(database);
    process.stdout.write(
      applied.length === 0 ? 'The database is up to date.\n' : applied.map((name) => `Applied ${name}\n`).join(''),
    );
  } finally {
    await database.close();
  }
});
