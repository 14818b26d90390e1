import { CodedError } from './coded-error';

/**
 * How much one person may ask for, on all of their devices together: a bucket of so many tokens, filled again at so
 * many a second. Far above what any device needs; in each process by itself, as what it protects is that process.
 */
const BUCKETS = {
  /** Calls of every kind. A tablet that comes back after a week pulls some dozens of pages, one after another. */
  call: { capacity: 1_000, perSecond: 40 },
  /** Comparisons read everything somebody sees; a device makes five in an hour. */
  digest: { capacity: 60, perSecond: 0.2 },
  /** Repairs write documents anew for everybody who sees them. */
  repair: { capacity: 40, perSecond: 0.05 },
} as const;
export type Bucket = keyof typeof BUCKETS;

export type CallLimits = {
  /** Takes `tokens` of the person's bucket. Throws request.tooMany where there are not as many left. */
  spend(bucket: Bucket, memberId: string, tokens?: number): void;
};

/** Full buckets say nothing; they are forgotten when there are so many, and then when there are twice as many. */
const MANY = 10_000;

export function createCallLimits(nowMs: () => number = () => performance.now()): CallLimits {
  const kept = new Map<string, { tokens: number; atMs: number }>();

  const tokensNow = (name: Bucket, key: string) => {
    const { capacity, perSecond } = BUCKETS[name];
    const found = kept.get(key);
    return found === undefined
      ? capacity
      : Math.min(capacity, found.tokens + ((nowMs() - found.atMs) / 1000) * perSecond);
  };
  let forgetAt = MANY;
  const forgetFull = () => {
    for (const key of kept.keys()) {
      const name = key.slice(0, key.indexOf(' ')) as Bucket;
      if (tokensNow(name, key) >= BUCKETS[name].capacity) kept.delete(key);
    }
    forgetAt = Math.max(MANY, kept.size * 2);
  };

  return {
    spend(name, memberId, tokens = 1) {
      const key = `${name} ${memberId}`;
      const left = tokensNow(name, key) - tokens;
      if (left < 0)
        throw new CodedError(
          'request.tooMany',
          { retryAfterSeconds: Math.max(1, Math.ceil(-left / BUCKETS[name].perSecond)) },
          429,
        );
      kept.set(key, { tokens: left, atMs: nowMs() });
      if (kept.size >= forgetAt) forgetFull();
    },
  };
}
