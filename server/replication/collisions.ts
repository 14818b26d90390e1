import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError } from '../lib/coded-error';
import type { Logger } from '../lib/logger';
import { LostRaceError } from './write-rows';

/**
 * A batch that lost a race is decided anew for this long. Each lost race means that another push got a new document in,
 * so overlapping batches of n new documents may lose n times in a row: a count of attempts would refuse some of them.
 */
const RETRY_FOR_MS = 10_000;
const MAX_PAUSE_MS = 200;

/** Runs a transaction anew while it collides with others. Throws sync.busy when its time is up. */
export async function retryingCollisions<T>(log: Logger, collection: string, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isCollision(error)) throw error;
      if (performance.now() - startedAt > RETRY_FOR_MS) {
        log.warn({ collection, attempt, sqlState: sqlState(error) }, 'a push collided until its time was up');
        throw new CodedError('sync.busy', {}, 503);
      }
      await sleep(Math.min(attempt * 10, MAX_PAUSE_MS) * (0.5 + Math.random()));
    }
  }
}

export const sqlState = (error: unknown) => String((error as { code?: unknown }).code ?? '');
export const isDataError = (error: unknown) => /^(22|23)[0-9A-Z]{3}$/.test(sqlState(error));
const isCollision = (error: unknown) =>
  error instanceof LostRaceError || sqlState(error) === '40P01' || sqlState(error) === '40001';
