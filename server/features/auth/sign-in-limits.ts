/**
 * How often a password may be guessed. Counted in PostgreSQL, so that several processes count together and a restart
 * forgets nothing; addresses and network addresses are kept as hashes.
 *
 * From an unknown device four counters run: the network address alone, by the minute and by the quarter of an hour (one
 * password tried on many people), network address and e-mail together, and the e-mail alone (one person guessed from
 * many places). A device where this person has signed in before has a counter of its own instead, so that strangers'
 * guesses never lock the owner out.
 */
import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { CodedError } from '../../lib/coded-error';

const WINDOW_S = 15 * 60;
const GUESSES = {
  address: 30,
  addressAndEmail: 6,
  email: 9,
  knownDevice: 10,
  passwordChange: 10,
  addressAtOnce: 9,
} as const;
type Counter = keyof typeof GUESSES;
/**
 * A machine that tries is fast: it is held up at once. An office of people who mistype is slow, and waits a minute at
 * most.
 */
const AT_ONCE_S = 60;

export type SignInAttempt = {
  readonly ip: string;
  readonly email: string;
  /** A session this person once had on the same device; null elsewhere. */
  readonly knownSessionId: string | null;
};
/** Takes the attempt back: it was no guess. */
export type Forgive = () => Promise<void>;
export type SignInLimits = {
  /**
   * Counts an attempt before it is made, so that guesses sent at once cannot overtake the count. Throws
   * auth.tooManyAttempts.
   */
  countSignIn(attempt: SignInAttempt): Promise<Forgive>;
  countPasswordChange(memberId: string): Promise<Forgive>;
};

export function createSignInLimits(pool: Pool): SignInLimits {
  const counters = Object.fromEntries(
    Object.entries(GUESSES).map(([name, points]) => [
      name,
      new RateLimiterPostgres({
        storeClient: pool,
        storeType: 'pool',
        tableName: 'attempt_limits',
        tableCreated: true,
        keyPrefix: name,
        points,
        duration: name === 'addressAtOnce' ? AT_ONCE_S : WINDOW_S,
      }),
    ]),
  ) as Record<Counter, RateLimiterPostgres>;

  async function count(keys: readonly (readonly [Counter, string])[]): Promise<Forgive> {
    for (const [counter, key] of keys) {
      try {
        await counters[counter].consume(hashed(key));
      } catch (reason) {
        if (!(reason instanceof RateLimiterRes)) throw reason;
        throw new CodedError(
          'auth.tooManyAttempts',
          { retryAfterSeconds: Math.max(1, Math.ceil(reason.msBeforeNext / 1000)) },
          429,
        );
      }
    }
    return async () => {
      for (const [counter, key] of keys) await counters[counter].reward(hashed(key));
    };
  }

  return {
    countSignIn: ({ ip, email, knownSessionId }) =>
      count(
        knownSessionId !== null
          ? [['knownDevice', knownSessionId]]
          : [
              ['addressAtOnce', networkOf(ip)],
              ['address', networkOf(ip)],
              ['addressAndEmail', `${networkOf(ip)} ${email}`],
              ['email', email],
            ],
      ),
    countPasswordChange: (memberId) => count([['passwordChange', memberId]]),
  };
}

/** Whoever has one IPv6 address has the 2^64 beside it. */
export function networkOf(ip: string): string {
  if (!isIPv6(ip)) return ip;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped !== undefined) return mapped;
  const [before = '', after] = (ip.split('%', 1)[0] ?? '').split('::');
  const groups = (text: string | undefined) => (text === undefined || text === '' ? [] : text.split(':'));
  const head = groups(before);
  const tail = groups(after);
  const whole =
    after === undefined
      ? head
      : [...head, ...Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0'), ...tail];
  return whole
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

function hashed(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
