import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

type Watched = {
  readonly isRunning: () => boolean;
  /** Starts it again; rejects when that did not succeed. */
  readonly restart: () => Promise<void>;
  /** Hears lines worth showing to the person at the terminal. */
  readonly notice: (line: string) => void;
  readonly lookEveryMs?: number;
};

/**
 * Starts again whatever ended without being told to, as often as that takes, with pauses that grow while it will not
 * start. Returns how to stop watching; resolves when a restart that was under way has ended, too.
 */
export function keepRunning({ isRunning, restart, notice, lookEveryMs = LOOK_EVERY_MS }: Watched): () => Promise<void> {
  const stop = new AbortController();
  const watch = async () => {
    let pauseMs = lookEveryMs;
    for (;;) {
      await sleep(pauseMs, undefined, { signal: stop.signal, ref: false }).catch(() => undefined);
      if (stop.signal.aborted) return;
      if (isRunning()) {
        pauseMs = lookEveryMs;
        continue;
      }
      notice('The database has ended unasked: starting it again');
      try {
        await restart();
        notice('The database runs again');
        pauseMs = lookEveryMs;
      } catch (error) {
        notice(error instanceof Error ? error.message : String(error));
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      }
    }
  };
  const watching = watch();
  return async () => {
    stop.abort();
    await watching;
  };
}
