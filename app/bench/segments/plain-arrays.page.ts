/** Runs in the page: the rule of this measurement over plain arrays of everything it asks, by hand. */
import { takesTime } from '../../../sync/rules/appointment-status';
import { LOOKAHEAD_DAYS } from '../../../sync/rules/segment';
import { foldText } from '../../../sync/rules/turkish-text';
import { readAll } from '../page-stores';

type Stored = Record<string, unknown> & { _deleted: string };
type Plain = { quietSinceMs: number; email: string; city: string; starts: number[] };
export type PlainAnswer = { count: number; takenMs: number };

let people: Plain[] = [];

/** Those that have arrived whole. */
const arrived = async (noun: string) => (await readAll<Stored>(noun)).filter((one) => one['createdAt'] !== undefined);

async function load(): Promise<number> {
  const startsOf = new Map<string, number[]>();
  for (const one of await arrived('appointments')) {
    if (!takesTime(one as never)) continue;
    const id = String(one['customerId']);
    startsOf.set(id, [...(startsOf.get(id) ?? []), Date.parse(String(one['startsAt']))]);
  }
  people = (await arrived('customers'))
    .filter((one) => (one['deletedAt'] ?? '') === '')
    .map((one) => ({
      quietSinceMs: Date.parse(String(one['lastContactAt'] || one['createdAt'])),
      email:
        one['email'] === ''
          ? 'noAddress'
          : ((one['reach'] as Record<string, { state?: string }> | undefined)?.['email']?.state ?? 'none'),
      city: foldText(String(one['city'])),
      starts: startsOf.get(String(one['id'])) ?? [],
    }));
  return people.length;
}

function count(days: number, words: string): PlainAnswer {
  const startedAt = performance.now();
  const nowMs = Math.floor(Date.now() / 60_000) * 60_000; // what is typed for is counted as of this minute
  const belowMs = nowMs - days * 86_400_000;
  const untilMs = nowMs + LOOKAHEAD_DAYS * 86_400_000;
  const folded = foldText(words);
  const found = people.filter(
    (one) =>
      one.quietSinceMs < belowMs &&
      (one.email === 'given' || one.email === 'none') &&
      one.city.includes(folded) &&
      one.starts.some((start) => start > nowMs && start <= untilMs),
  );
  return { count: found.length, takenMs: performance.now() - startedAt };
}

Object.assign(globalThis, { plainSegment: { load, count } });
