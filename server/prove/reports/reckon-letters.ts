/** Messages, waits and mailings, reckoned from the log letter by letter. */
import type { Log, Person } from './office-log';

type Note = (group: string, row: string, column: string, id: string) => void;
const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
/** Istanbul has kept three hours since 2016; the office of the proof works from nine to six, Monday to Friday. */
const ZONE_MINUTES = 180;
const [OPENS, CLOSES, SATURDAY] = [9 * 60, 18 * 60, 5];

export const asOf = (person: Person, atMs: number) =>
  person.changes.filter((one) => one.atMs <= atMs).at(-1) ?? person.changes[0]!;

/** Answers the medians and means. */
export function reckonLetters(
  { letters, talks, posts, people }: Log,
  isOurs: (owner: string) => boolean,
  fromMs: number,
  untilMs: number,
  note: Note,
): ReadonlyMap<string, number> {
  const isIn = (ms: number) => ms >= fromMs && ms < untilMs;
  const waits = new Map<string, number[]>();
  for (const { id, customer, isIn: came, author, counts, atMs } of letters) {
    if (!isIn(atMs) || !(came || counts)) continue;
    const { owner } = asOf(customer, atMs);
    if (!isOurs(owner)) continue;
    note('summary', 'all', came ? 'messagesIn' : 'messagesOut', id);
    note('answers', came ? owner : author, came ? 'messagesIn' : 'messagesOut', id);
  }
  for (const person of people) {
    const events = [
      ...letters
        .filter(({ customer, isIn: came, counts, atMs }) => customer === person && (came || counts) && isIn(atMs))
        .map(({ id, isIn: asks, atMs }) => ({ id, asks, atMs })),
      ...talks
        .filter(
          ({ customer, kind, outcome, atMs }) =>
            customer === person && kind !== 'note' && outcome !== 'no_answer' && isIn(atMs),
        )
        .map(({ id, atMs }) => ({ id, asks: false, atMs })),
    ].sort((a, b) => a.atMs - b.atMs);
    let waiting: { id: string; atMs: number } | null = null;
    const settle = (answeredMs: number | null) => {
      if (waiting === null) return;
      const { owner } = asOf(person, waiting.atMs);
      if (isOurs(owner)) {
        if (answeredMs === null) note('summary', 'all', 'unanswered', waiting.id);
        if (answeredMs === null) note('answers', owner, 'unanswered', waiting.id);
        else
          for (const key of ['summary/all', `answers/${owner}`])
            waits.set(key, [...(waits.get(key) ?? []), minutesOpen(waiting.atMs, answeredMs)]);
      }
      waiting = null;
    };
    for (const { id, asks, atMs } of events)
      if (!asks) settle(atMs);
      else waiting ??= { id, atMs };
    settle(null);
  }
  const columns: Readonly<Record<string, string>> = {
    ...{ delivered: 'mailedDelivered', read: 'mailedDelivered', failed: 'mailedFailed', bounced: 'mailedFailed' },
    ...{ unsubscribed: 'mailedRefused', complained: 'mailedRefused' },
  };
  for (const { id, batch, state, customer, sentMs } of posts) {
    if (!isIn(sentMs) || !isOurs(asOf(customer, sentMs).owner)) continue;
    note('campaigns', batch, 'mailed', id);
    if (columns[state] !== undefined) note('campaigns', batch, columns[state], id);
  }
  const figures = new Map<string, number>();
  for (const [key, those] of waits) {
    if (those.length < 5) continue;
    const sorted = [...those].sort((a, b) => a - b);
    const middle = (sorted[Math.ceil(sorted.length / 2) - 1]! + sorted[Math.floor(sorted.length / 2)]!) / 2;
    figures.set(`${key}/answerMinutes`, Math.round(middle * 10) / 10);
    figures.set(
      `${key}/answerMinutesMean`,
      Math.round((those.reduce((sum, one) => sum + one, 0) / those.length) * 10) / 10,
    );
  }
  return figures;
}

/** Minute by minute. */
function minutesOpen(fromMs: number, untilMs: number): number {
  let sum = 0;
  const [first, last] = [Math.floor(fromMs / MINUTE_MS), Math.floor(untilMs / MINUTE_MS)];
  for (let at = first; at < last; at += 1) {
    const local = at + ZONE_MINUTES;
    const day = (Math.floor(local / DAY_MINUTES) + 3) % 7;
    const clock = local % DAY_MINUTES;
    if (day < SATURDAY && clock >= OPENS && clock < CLOSES) sum += 1;
  }
  return sum;
}
