/** Where the browser does not say when nothing is to be done: most of it is by then. */
const SURELY_IDLE_MS = 1_000;

/** Calls `then` once the page has nothing else to do. */
export function whenIdle(then: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(() => then());
  else setTimeout(then, SURELY_IDLE_MS);
}
