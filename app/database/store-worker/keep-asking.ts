import type { StoreWorker } from './store-worker';

/** Not asked again more often than this. */
const REST_MS = 100;
/** While documents pour in: what is drawn anew more often than a few times a second leaves no time to whoever types. */
const LONGEST_REST_MS = 400;

/**
 * Asks now, and again whenever answers may have changed, one question at a time. Every answer is told, also where
 * another one is due already: while changes pour in there would never be one. `ask` returns null where nothing can be
 * asked yet. Returns how to stop; nothing is told after that, and an answer that still comes is `unwanted`.
 */
export function keepAsking<T>(
  worker: Pick<StoreWorker, 'version' | 'subscribe'>,
  { ask, tell, unwanted }: { ask: () => Promise<T> | null; tell: (answer: T) => void; unwanted?: (answer: T) => void },
): () => void {
  let isWanted = true;
  let isAsking = false;
  let askedVersion = -1;
  let restUntilMs = 0;
  let restMs = REST_MS;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const askNow = async () => {
    timer = null;
    const asked = ask();
    askedVersion = worker.version;
    if (asked === null) return;
    const nowMs = Date.now();
    restMs = nowMs < restUntilMs + restMs ? Math.min(LONGEST_REST_MS, 2 * restMs) : REST_MS;
    restUntilMs = nowMs + restMs;
    isAsking = true;
    try {
      const answer = await asked;
      if (isWanted) tell(answer);
      else unwanted?.(answer);
    } finally {
      isAsking = false;
      askLater();
    }
  };
  const askLater = () => {
    if (!isWanted || isAsking || timer !== null || askedVersion === worker.version) return;
    timer = setTimeout(() => void askNow(), Math.max(0, restUntilMs - Date.now()));
  };
  const unsubscribe = worker.subscribe(askLater);
  void askNow();
  return () => {
    isWanted = false;
    unsubscribe();
    if (timer !== null) clearTimeout(timer);
  };
}
