import type { Context } from 'hono';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Config } from '../../config';
import { networkOf } from '../../features/auth/sign-in-limits';
import { requestFacts } from '../request-facts';

export type BadCalls = {
  /** Whether the caller's network has called wrongly too often; nothing is counted. */
  isTooMany(c: Context): Promise<boolean>;
  /** Counts one wrong call. True: it is one too many. */
  note(c: Context): Promise<boolean>;
};

/**
 * Counts calls that nobody of ours makes, by network and minute and in memory, so that they end before the database is
 * asked. Right ones count for nothing: one provider calls for everybody.
 */
export function limitBadCalls(config: Config, perMinute: number): BadCalls {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  const keyOf = (c: Context) => networkOf(requestFacts(c, config).ip);
  return {
    isTooMany: async (c) => ((await limiter.get(keyOf(c)))?.consumedPoints ?? 0) > perMinute,
    note: (c) =>
      limiter
        .consume(keyOf(c))
        .then(() => false)
        .catch(() => true),
  };
}
