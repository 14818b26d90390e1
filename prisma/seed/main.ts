/** `npm run db:seed -- [--customers N] [--seed N]`: makes the demo office, or grows the one that is there. */
import { parseArgs } from 'node:util';
import type { Pool } from 'pg';
import { openOfficeDatabase, runCommand } from '../../server/cli/open-office-database';
import { loadConfig } from '../../server/config';
import { migrateOffice } from '../../server/db/migrate';
import { createPool } from '../../server/db/pool';
import { createPasswordHasher } from '../../server/features/auth/hash-password';
import { openFiles } from '../../server/gateways/files/open-files';
import { createLogger } from '../../server/lib/logger';
import { createHub } from '../../server/replication/hub';
import { StartError } from '../../server/start-error';
import { SYNC_ORDER } from '../../sync/collections/registry';
import { DEMO_LOGINS } from './demo-people';
import { growDemoOffice, seedDemoOffice } from './seed-demo-office';

const MOST_CUSTOMERS = 1_000_000;

function readOptions(): { customers: number | undefined; seed: number } {
  try {
    const { values } = parseArgs({ options: { customers: { type: 'string' }, seed: { type: 'string' } } });
    return {
      customers:
        values.customers === undefined ? undefined : wholeNumber('--customers', values.customers, MOST_CUSTOMERS),
      seed: wholeNumber('--seed', values.seed ?? '1', 0xffffffff),
    };
  } catch (error) {
    throw new StartError(
      `${error instanceof Error ? error.message.split(/\.?\s*\n|\. /, 1)[0] : String(error)}: use npm run db:seed -- [--customers N] [--seed N]`,
    );
  }
}

function wholeNumber(name: string, text: string, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > most)
    throw new Error(`${name} must be a whole number from 1 to ${most}`);
  return value;
}

/** Tablets that are connected to a running server see the newcomers at once. */
async function tellRunningServers(pool: Pool): Promise<void> {
  const hub = createHub(pool, createLogger('silent'));
  hub.publish(SYNC_ORDER);
  await hub.stop();
}

await runCommand(async () => {
  const { customers, seed } = readOptions();
  if (loadConfig().secureCookies)
    throw new StartError(
      'The demo office is let in by a password that everybody knows: it cannot go with an https SAHA_ORIGIN',
    );
  const database = await openOfficeDatabase();
  try {
    await migrateOffice(database);
    const pool = createPool({
      databaseUrl: database.url,
      maxConnections: 2,
      onError: () => undefined,
      applicationName: 'saha-seed',
    });
    try {
      const nowMs = Date.now();
      const hashPassword = (password: string) => createPasswordHasher().hash(password);
      const say = (line: string) => void process.stdout.write(`${line}\n`);
      const files = openFiles(loadConfig().files);
      let result = await seedDemoOffice(pool, { nowMs, hashPassword, customers, seed, files, say });
      files.close();
      if (result.outcome === 'notEmpty' && result.isDemo && customers !== undefined)
        result = await growDemoOffice(pool, { nowMs, customers, seed, say });
      if (result.outcome !== 'notEmpty') {
        await tellRunningServers(pool);
        process.stdout.write(
          `${result.outcome === 'made' ? 'Demo office made' : 'Demo office grown'}: ${result.customers} customers, ${result.appointments} appointments, ${result.interactions} calls, visits and notes (${((Date.now() - nowMs) / 1000).toFixed(1)} s)\n`,
        );
        for (const login of DEMO_LOGINS)
          process.stdout.write(`  ${login.role.padEnd(8)} ${login.email}  ${login.password}\n`);
      } else if (!result.isDemo)
        throw new StartError('This office is in use and is no demo office: nothing was added to it');
      else if (customers === undefined)
        throw new StartError(
          `The demo office is there already, with ${result.customers} customers: use --customers N to make it larger`,
        );
      else process.stdout.write(`The demo office has ${result.customers} customers already: nothing to add\n`);
    } finally {
      await pool.end();
    }
  } finally {
    await database.close();
  }
});
