/**
 * One tab synchronises for all of a person's tabs. The server is safe with two leaders (pushes may repeat), so a tab
 * that is looked at may take over from one that the browser has frozen.
 */
import type { Tab } from './tab';

/**
 * How long a tab that lost the lock waits before it stands in line again. Never at once: while Safari takes a page
 * down it refuses every request immediately, and a page that asks again without a pause never gets to its end.
 */
const AGAIN_AFTER_MS = 100;

export type Leadership = {
  /** Runs `lead` when this tab may lead, until `signal` says stop; `lead` must end when its own signal does. */
  lead(lead: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): void;
  /** Takes over from whoever leads. */
  takeOver(): void;
};

export function tabLeadership(name: string, locks: Tab['locks']): Leadership {
  let takeOver: () => void = () => undefined;
  return {
    lead(lead, signal) {
      const run = (options: LockOptions) => {
        const lost = new AbortController();
        const stop = () => lost.abort();
        signal.addEventListener('abort', stop, { once: true });
        locks
          ?.request(name, options, () => lead(lost.signal))
          .catch(() => {
            // Another tab took over, or the database closed while this one stood in line.
            lost.abort();
            setTimeout(() => {
              if (!signal.aborted) run({ signal });
            }, AGAIN_AFTER_MS);
          });
      };
      takeOver = () => {
        if (!signal.aborted) run({ steal: true });
      };
      // Without locks every tab leads.
      if (locks === null) void lead(signal);
      else run({ signal });
    },
    takeOver: () => takeOver(),
  };
}
