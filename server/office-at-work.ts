/**
 * An office at work: database, migrations, people, background work, web server; and all of it backwards at the end.
 */
import path from 'node:path';
import { DEMO_LOGINS } from '../prisma/seed/demo-people';
import { seedDemoOffice } from '../prisma/seed/seed-demo-office';
import { writeCountries } from '../prisma/seed/write-countries';
import type { Config } from './config';
import { mayRewriteAudit, type DatabaseUrls } from './db/app-role';
import { startEmbeddedPostgres } from './db/embedded-postgres';
import { inTransaction } from './db/in-transaction';
import { makeJournalFolder } from './db/journal';
import { migrateOffice } from './db/migrate';
import { createPool } from './db/pool';
import { closeDeps, createDeps, type Deps } from './deps';
import { openEmail } from './gateways/email/open-email';
import { keepMessages } from './gateways/kept-messages';
import { openSms } from './gateways/sms/open-sms';
import { openWhatsapp } from './gateways/whatsapp/open-whatsapp';
import { CLIENT_DIR, createHttpApp } from './http/app';
import { archiveAssets } from './http/asset-archive';
import { assertPortFree, serve } from './http/serve';
import { startJobs } from './jobs/start-jobs';
import { withoutAccount } from './features/office/without-account';
import { createLogger } from './lib/logger';
import { furnishStandIn } from './features/lines/furnish-stand-in';
import { outboxFolders } from './outbox-folders';
import { watchFeed } from './replication/feed-lag';
import { startErrorLine } from './start-error';

type Say = (line: string) => void;
/** What to undo, last first. */
type Undo = (() => Promise<unknown>)[];

export type OfficeAtWork = {
  /** Resolves once it answers. Throws StartError, and whatever else kept it from starting: stop what did start. */
  start(): Promise<void>;
  /** Ends all that was started, however far that came; what does not end well is said on the standard error. */
  stop(): Promise<void>;
};

/**
 * @param say what whoever started it reads
 * @param clientDir the built app it hands out
 */
export function createOfficeAtWork(config: Config, say: Say, clientDir = CLIENT_DIR): OfficeAtWork {
  const undo: Undo = [];
  let stopping: Promise<void> | undefined;

  async function start(): Promise<void> {
    const log = createLogger(config.logLevel);
    if (config.servesWeb && config.port !== 0) await assertPortFree(config.port, config.host);
    await makeJournalFolder(config.journalDir);

    const database = givenDatabase(config) ?? (await startOwnDatabase(config, undo, say));
    await migrateOffice(database);
    const pool = createPool({
      databaseUrl: database.url,
      maxConnections: config.databaseConnections,
      onError: (error) => log.warn({ err: error }, 'an idle database connection broke'),
    });
    undo.push(() => pool.end());
    if (await mayRewriteAudit(pool))
      log.warn(
        { action: 'database.ownerRole' },
        'DATABASE_URL is of a role that may rewrite the audit trail: give the office its own, see DATABASE_OWNER_URL',
      );
    const folders = outboxFolders(config.dataDir);
    const mail = await openEmail(config.mail, keepMessages(folders.email));
    undo.push(() => mail.close());
    const { sms, close: closeSms } = await openSms(config.sms, keepMessages(folders.sms));
    undo.push(closeSms);
    const { whatsapp, standIn: whatsappStandIn, close: closeWhatsapp } = await openWhatsapp(config.whatsapp);
    undo.push(closeWhatsapp);
    const deps = createDeps({ config, pool, log, email: mail.email, emailEvents: mail.emailEvents, sms, whatsapp });
    undo.push(() => closeDeps(deps));
    await deps.hub.start();
    const stopWatching = watchFeed(pool, log);
    undo.push(() => Promise.resolve(stopWatching()));
    const isDemo = await prepareOffice(deps);
    if (whatsappStandIn !== null) await furnishStandIn(deps, whatsappStandIn);

    if (config.runsJobs) {
      const jobs = await startJobs(deps, database.url);
      undo.push(() => jobs.stop());
    }
    if (!isDemo) sayWhatStays(config, say);
    if (!config.servesWeb) {
      say('Saha works in the background (SAHA_ROLE=worker). Ctrl-C stops it.');
      return;
    }
    const archived = await archiveAssets(path.join(clientDir, 'assets'), path.join(config.dataDir, 'assets-archive'));
    const previousAssets = [...archived, path.join(clientDir, '../previous-assets')];
    const app = createHttpApp(deps, { clientDir, previousAssets, isStopping: () => stopping !== undefined });
    const web = await serve(app, config);
    undo.push(() => web.stop());
    say(`Saha is running at ${config.port === 0 ? `http://localhost:${web.port}` : config.origin}  (Ctrl-C stops it)`);
    if (isDemo && !config.demo)
      say('This database holds the demo office. Its logins are not let in here; see SAHA_DEMO in .env.example.');
    if (isDemo && config.demo) {
      say('Demo office. Sign in as:');
      for (const { role, email, password } of DEMO_LOGINS) say(`  ${role.padEnd(8)} ${email}  ${password}`);
    } else if (isDemo || !(await hasAdmin(deps))) {
      say('Nobody can administer this office yet. In another terminal, with the same settings, make the first admin:');
      say('  npm run admin:create -- --email you@company.example --name "Your Name"');
    }
  }

  async function undoAll(): Promise<void> {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) {
      await step().catch((error: unknown) => process.stderr.write(`${startErrorLine(error, 'While stopping')}\n`));
    }
  }

  return { start, stop: () => (stopping ??= undoAll()) };
}

const CHANNEL_NAMES = { email: 'e-mail', sms: 'SMS', whatsapp: 'WhatsApp' } as const;

function sayWhatStays(config: Config, say: Say): void {
  const staying = withoutAccount(config).map((channel) => CHANNEL_NAMES[channel]);
  if (staying.length > 0)
    say(`No account is set for ${staying.join(', ')}: what is sent by it stays on this machine (see .env.example).`);
}

async function hasAdmin({ prisma }: Deps): Promise<boolean> {
  return (await prisma.member.count({ where: { role: 'admin', isActive: true } })) > 0;
}

function givenDatabase({ databaseUrl: url, databaseOwnerUrl }: Config): DatabaseUrls | null {
  return url === null ? null : { url, ownerUrl: databaseOwnerUrl ?? url };
}

async function startOwnDatabase(config: Config, undo: Undo, say: Say): Promise<DatabaseUrls> {
  const database = await startEmbeddedPostgres({ dataDir: config.dataDir, notice: say });
  undo.push(() => database.stop());
  return database;
}

/** Countries are the same for every office; an empty one is filled with demo people unless that is switched off. */
async function prepareOffice({ config, pool, passwords, now, files }: Deps): Promise<boolean> {
  await inTransaction(pool, writeCountries);
  if (config.demo)
    await seedDemoOffice(pool, { nowMs: now(), files, hashPassword: (password) => passwords.hash(password) });
  const { rows } = await pool.query<{ isDemo: boolean }>('SELECT is_demo AS "isDemo" FROM office');
  return rows[0]?.isDemo === true;
}
