import type { Pool } from 'pg';
import type { Logger } from '../lib/logger';

export type Waker = {
  /**
   * Call after a commit that gave the job something to do. Every worker of the office hears it within WAKE_TICK_MS; one
   * that is down looks when it starts, and all look by themselves every now and then.
   */
  wake(name: string): void;
  /** Says what waits. */
  stop(): Promise<void>;
};

export const WAKE_CHANNEL = 'saha_jobs';
export const WAKE_TICK_MS = 20;

/** Calls are gathered: a thousand rows that want to leave wake the sender once. */
export function createWaker(pool: Pool, log: Logger): Waker {
  const waiting = new Set<string>();
  let tick: NodeJS.Timeout | null = null;
  let saying: Promise<void> = Promise.resolve();

  const flush = () => {
    tick = null;
    const names = [...waiting];
    waiting.clear();
    saying = saying
      .then(() => pool.query('SELECT pg_notify($1, name) FROM unnest($2::text[]) AS name', [WAKE_CHANNEL, names]))
      .then(
        () => undefined,
        (error: unknown) => log.warn({ err: error, names }, 'jobs could not be woken; they look by themselves later'),
      );
  };
  return {
    wake(name) {
      waiting.add(name);
      tick ??= setTimeout(flush, WAKE_TICK_MS);
    },
    async stop() {
      if (tick !== null) {
        clearTimeout(tick);
        flush();
      }
      await saying;
    },
  };
}
