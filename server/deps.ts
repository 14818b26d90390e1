import { PrismaPg } from '@prisma/adapter-pg';
import type { Pool } from 'pg';
import { v7 as uuidV7 } from 'uuid';
import { PrismaClient } from '../prisma/generated/client';
import type { Config } from './config';
import { createMacKeys, type MacKeys } from './features/consent/mac-keys';
import { createPasswordHasher, type PasswordHasher } from './features/auth/hash-password';
import { createSignInLimits, type SignInLimits } from './features/auth/sign-in-limits';
import { createCallLimits, type CallLimits } from './lib/call-limits';
import { openReportThread, type Counting } from './features/reports/report-thread';
import type { EmailGateway } from './gateways/email/contract';
import type { EventQueue } from './gateways/email/event-queue';
import type { FileStore } from './gateways/files/contract';
import { openFiles } from './gateways/files/open-files';
import { NO_SMS, type SmsGateway } from './gateways/sms/contract';
import { NO_WHATSAPP, type WhatsappGateway } from './gateways/whatsapp/contract';
import type { PushGateway } from './gateways/push/contract';
import { openPush } from './gateways/push/open-push';
import { openJournal, type Journal } from './db/journal';
import { createPool } from './db/pool';
import { createWaker, type Waker } from './jobs/waker';
import { createLogger, type Logger } from './lib/logger';
import { createRefusalLog, type RefusalLog } from './lib/refusal-log';
import { createHub, type Hub } from './replication/hub';
import { officeWorker, officeWriter, type WithinOffice, type WriteAsOffice } from './replication/write-as-office';

/**
 * Everything a verb may need that is not pure. Made once per process, here and nowhere else; tests make theirs the same
 * way.
 */
export type Deps = {
  readonly config: Config;
  /** For the hot paths; everything else goes through `prisma`, which shares these connections. */
  readonly pool: Pool;
  readonly prisma: PrismaClient;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A new UUIDv7. */
  readonly newId: () => string;
  readonly hub: Hub;
  readonly writeAsOffice: WriteAsOffice;
  readonly withinOffice: WithinOffice;
  readonly passwords: PasswordHasher;
  readonly signInLimits: SignInLimits;
  readonly callLimits: CallLimits;
  readonly refusals: RefusalLog;
  /** Few connections of their own for callers without an account: they cannot take those of the people at work. */
  readonly publicPool: Pool;
  readonly jobs: Waker;
  readonly journal: Journal;
  readonly macKeys: MacKeys;
  readonly email: EmailGateway;
  /** null: events come by webhook, or not at all. */
  readonly emailEvents: EventQueue | null;
  readonly sms: SmsGateway;
  /** The bytes of files; which there are is said by the table `blobs`. */
  readonly files: FileStore;
  readonly whatsapp: WhatsappGateway;
  readonly push: PushGateway;
  /** Months are counted beside the thread that serves people. */
  readonly counting: Counting;
};

type Given = {
  config: Config;
  pool: Pool;
  log?: Logger;
  now?: () => number;
  newId?: () => string;
  passwords?: PasswordHasher;
  callLimits?: CallLimits;
  journal?: Journal;
  /** Without one the office cannot mail: for commands that do not. */
  email?: EmailGateway;
  emailEvents?: EventQueue | null;
  /** Without one the office sends no SMS. */
  sms?: SmsGateway;
  files?: FileStore;
  /** Without one the office writes nothing on WhatsApp. */
  whatsapp?: WhatsappGateway;
  push?: PushGateway;
  /** Without one in a thread of their own, which begins with the first. */
  counting?: Counting;
};

const PUBLIC_CONNECTIONS = 3;
const NO_EMAIL: EmailGateway = {
  name: 'none',
  send: () => Promise.resolve({ kind: 'paused', retryAfterMs: 60_000, code: 'no gateway' }),
  quota: () => Promise.resolve(null),
  account: () => Promise.resolve(null),
  identity: () => Promise.resolve(null),
  close: () => undefined,
};

export function createDeps({
  config,
  pool,
  log = createLogger(config.logLevel),
  now = Date.now,
  newId = uuidV7,
  passwords = createPasswordHasher(),
  callLimits = createCallLimits(),
  journal = openJournal(config.journalDir),
  email = NO_EMAIL,
  emailEvents = null,
  sms = NO_SMS,
  files = openFiles(config.files),
  whatsapp = NO_WHATSAPP,
  push = openPush(config.push.isLocal, config.publicOrigin),
  counting = openReportThread({ pool, now }),
}: Given): Deps {
  const publicPool = createPool({
    databaseUrl: pool.options.connectionString ?? '',
    maxConnections: PUBLIC_CONNECTIONS,
    applicationName: 'saha-public',
    onError: (error) => log.warn({ err: error }, 'an idle database connection of the public pages broke'),
  });
  const hub = createHub(pool, log);
  const jobs = createWaker(pool, log);
  return {
    config,
    pool,
    prisma: new PrismaClient({ adapter: new PrismaPg(pool) }),
    log,
    now,
    newId,
    hub,
    writeAsOffice: officeWriter({ pool, log, now, hub, journal, jobs }),
    withinOffice: officeWorker({ pool, log, now, hub, journal, jobs }),
    passwords,
    signInLimits: createSignInLimits(pool),
    callLimits,
    refusals: createRefusalLog(log),
    publicPool,
    jobs,
    journal,
    macKeys: createMacKeys(pool),
    email,
    emailEvents,
    sms,
    files,
    whatsapp,
    push,
    counting,
  };
}

/** Lets go of everything but the pool, which belongs to whoever opened it. */
export async function closeDeps(deps: Deps): Promise<void> {
  await deps.jobs.stop();
  await deps.hub.stop();
  await deps.journal.close();
  deps.files.close();
  await deps.counting.close();
  await deps.publicPool.end();
  await deps.prisma.$disconnect();
}
