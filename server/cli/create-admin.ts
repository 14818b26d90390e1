/**
 * `npm run admin:create -- --email ayse@saha.example --name "Ayşe Yılmaz"`: adds somebody who may administer the
 * office.
 * The password is asked for, or taken from SAHA_ADMIN_PASSWORD or standard input; never from the arguments, which every
 * program on the machine can read.
 */
import { parseArgs } from 'node:util';
import { loadConfig } from '../config';
import { migrateOffice } from '../db/migrate';
import { createPool } from '../db/pool';
import { closeDeps, createDeps } from '../deps';
import { createMember } from '../features/members/create-member';
import { CodedError } from '../lib/coded-error';
import { createLogger } from '../lib/logger';
import { StartError } from '../start-error';
import { openOfficeDatabase, runCommand } from './open-office-database';
import { readNewPassword } from './read-password';

const USAGE = 'Usage: npm run admin:create -- --email <e-mail> --name "<full name>"';
const REFUSALS: Readonly<Record<string, string>> = {
  'auth.weakPassword':
    'This password is too easy to guess: choose at least 10 characters that are no usual password and not the e-mail',
  'member.emailTaken': 'Somebody with this e-mail is already registered',
  'member.emailInvalid': '--email is not an e-mail address',
  'member.nameMissing': USAGE,
};

const givenPassword = process.env['SAHA_ADMIN_PASSWORD'];
// No setting of the office: it must not reach the settings, nor any program started from here.
delete process.env['SAHA_ADMIN_PASSWORD'];

await runCommand(async () => {
  const { email, name } = readArguments();
  const config = loadConfig();
  const password = givenPassword ?? (await readNewPassword());
  const database = await openOfficeDatabase();
  try {
    await migrateOffice(database);
    const pool = createPool({ databaseUrl: database.url, maxConnections: 2, onError: () => undefined });
    const deps = createDeps({ config, pool, log: createLogger('silent') });
    try {
      await createMember(
        deps,
        { memberId: null, ip: '' },
        { fullName: name, email, role: 'admin', teamId: '' },
        password,
      );
    } finally {
      await closeDeps(deps);
      await pool.end();
    }
  } catch (error) {
    const refusal = error instanceof CodedError ? REFUSALS[error.code] : undefined;
    throw refusal === undefined ? error : new StartError(refusal);
  } finally {
    await database.close();
  }
  process.stdout.write(`${email} may now sign in and administer the office.\n`);
});

function readArguments(): { email: string; name: string } {
  try {
    const { values } = parseArgs({ options: { email: { type: 'string' }, name: { type: 'string' } } });
    if (values.email !== undefined && values.name !== undefined) return { email: values.email, name: values.name };
  } catch {
    // An argument nobody knows: the usage line says it all.
  }
  throw new StartError(USAGE);
}
