import { setImmediate as nextTurn } from 'node:timers/promises';

/** `items.map(work)`, with a turn for everybody else after every `size` of them. */
export async function mapInSlices<T, R>(
  items: readonly T[],
  size: number,
  work: (item: T, at: number) => R,
): Promise<R[]> {
  const results: R[] = [];
  for (const [at, item] of items.entries()) {
    if (at > 0 && at % size === 0) await nextTurn();
    results.push(work(item, at));
  }
  return results;
}
