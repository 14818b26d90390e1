import { CodedError } from '../lib/coded-error';

/** Of one person at once; a device makes one after another. */
const MAX_WAITING = 10;

/**
 * One piece of work at a time, and of each person one in the queue: who asks for two hundred makes nobody else wait for
 * more than one of them. Throws request.tooMany where too many of one person wait.
 */
export function createTurns(): <T>(memberId: string, work: () => Promise<T>) => Promise<T> {
  let everybody: Promise<unknown> = Promise.resolve();
  const waiting = new Map<string, { count: number; last: Promise<unknown> }>();

  const afterEverybody = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = everybody.then(work);
    everybody = mine.catch(() => undefined);
    return mine;
  };
  return async (memberId, work) => {
    const own = waiting.get(memberId) ?? { count: 0, last: Promise.resolve() };
    if (own.count >= MAX_WAITING) throw new CodedError('request.tooMany', { retryAfterSeconds: 5 }, 429);
    waiting.set(memberId, own);
    own.count += 1;
    const mine = own.last.then(() => afterEverybody(work));
    own.last = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      own.count -= 1;
      if (own.count === 0) waiting.delete(memberId);
    }
  };
}
