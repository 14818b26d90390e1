import { PrismaPg } from '@prisma/adapter-pg';
import type { Pool } from 'pg';
import { v7 as uuidV7 } from 'uuid';
import { PrismaClient } from '../prisma/generated/client';
import type { Config } from './config';
import { createPasswordHasher, type PasswordHasher } from './features/auth/hash-password';
import { createSignInLimits, type SignInLimits } from './features/auth/sign-in-limits';
import { createCallLimits, type CallLimits } from './lib/call-limits';
import { createLogger, type Logger } from './lib/logger';
import { createRefusalLog, type RefusalLog } from './lib/refusal-log';
import { createHub, type Hub } from './replication/hub';

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
  readonly passwords: PasswordHasher;
  readonly signInLimits: SignInLimits;
  readonly callLimits: CallLimits;
  readonly refusals: RefusalLog;
};

type Given = {
  config: Config;
  pool: Pool;
  log?: Logger;
  now?: () => number;
  newId?: () => string;
  passwords?: PasswordHasher;
  callLimits?: CallLimits;
};

export function createDeps({
  config,
  pool,
  log = createLogger(config.logLevel),
  now = Date.now,
  newId = uuidV7,
  passwords = createPasswordHasher(),
  callLimits = createCallLimits(),
}: Given): Deps {
  return {
    config,
    pool,
    prisma: new PrismaClient({ adapter: new PrismaPg(pool) }),
    log,
    now,
    newId,
    hub: createHub(pool, log),
    passwords,
    signInLimits: createSignInLimits(pool),
    callLimits,
    refusals: createRefusalLog(log),
  };
}

/** Lets go of everything but the pool, which belongs to whoever opened it. */
export async function closeDeps(deps: Deps): Promise<void> {
  await deps.hub.stop();
  await deps.prisma.$disconnect();
}
