/**
 * argon2id over the NFKC form, so that a "ğ" typed as two characters is the "ğ" typed as one. At most two hashes run at
 * once: each holds 19 MiB and one thread of the pool that serves the whole process.
 */
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { CodedError } from '../../lib/coded-error';

// algorithm 2 is argon2id; the package's enum does not exist when modules are compiled one by one.
const PARAMETERS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const CONCURRENT_HASHES = 2;
/** Beyond this a flood of sign-ins is answered "try again" instead of being queued for minutes. */
const WAITING_HASHES = 64;

export type PasswordCheck = {
  readonly matches: boolean;
  /** Made with older parameters: hash the password anew. */ readonly outdated: boolean;
};
export type PasswordHasher = {
  hash(password: string): Promise<string>;
  /** `stored` null (no such person, no password) takes as long as a real check and never matches. */
  check(password: string, stored: string | null): Promise<PasswordCheck>;
};

export function createPasswordHasher(
  parameters: Partial<typeof PARAMETERS> | Record<string, number> = PARAMETERS,
): PasswordHasher {
  const options = { ...PARAMETERS, ...parameters };
  const inTurn = createTurns(CONCURRENT_HASHES, WAITING_HASHES);
  const hashNow = (password: string) => inTurn(() => hash(password.normalize('NFKC'), options));
  let nobody: Promise<string> | undefined;
  return {
    hash: hashNow,
    async check(password, stored) {
      nobody ??= hashNow('nobody has this password').catch((error: unknown) => {
        nobody = undefined;
        throw error;
      });
      const against = stored ?? (await nobody);
      const matches = await inTurn(() => verify(against, password.normalize('NFKC')));
      if (stored === null || !matches) return { matches: false, outdated: false };
      const made = parseOptions(stored);
      const outdated =
        made.algorithm !== options.algorithm ||
        made.memoryCost !== options.memoryCost ||
        made.timeCost !== options.timeCost ||
        made.parallelism !== options.parallelism;
      return { matches: true, outdated };
    },
  };
}

/** Runs at most `concurrent` at once, the others in their order; refuses when more than `waiting` wait. */
function createTurns(concurrent: number, waiting: number) {
  const queue: (() => void)[] = [];
  let running = 0;
  return async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running < concurrent) running += 1;
    else {
      if (queue.length >= waiting) throw new CodedError('server.unavailable', {}, 503);
      await new Promise<void>((resolve) => queue.push(resolve));
    }
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
