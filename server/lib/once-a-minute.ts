const MINUTE_MS = 60_000;

/**
 * Says the first of what comes often, and of the rest in a minute how many there were with the next that is said. For
 * errors that come again with every attempt, as those of a database that is away.
 */
export function onceAMinute<T>(
  say: (thing: T, passedOver: number) => void,
  nowMs: () => number = () => performance.now(),
): (thing: T) => void {
  let saidAtMs = -Infinity,
    passedOver = 0;
  return (thing) => {
    if (nowMs() - saidAtMs < MINUTE_MS) {
      passedOver += 1;
      return;
    }
    saidAtMs = nowMs();
    say(thing, passedOver);
    passedOver = 0;
  };
}
