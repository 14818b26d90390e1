/** What is stepped by hand is what the library walks, on rules of every shape. */
import { RRuleTemporal } from 'rrule-temporal';
import { describe, expect, it } from 'vitest';
import { stepsByDays, walkDays } from './day-steps';
import { parseRecurrence } from './recurrence-rule';

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2027, 1, 24, 9, 30);

function stepped(rrule: string, fromMs: number, count: number): string[] {
  const recurrence = parseRecurrence(rrule)!;
  if (!stepsByDays(recurrence)) throw new Error(`${rrule} is not stepped by days`);
  const found: string[] = [];
  walkDays(recurrence, START_MS, fromMs, (wallMs) => {
    if (wallMs >= fromMs) found.push(new Date(wallMs).toISOString());
    return found.length < count;
  });
  return found;
}

function walked(rrule: string, fromMs: number, count: number): string[] {
  const rule = new RRuleTemporal({ rruleString: `DTSTART;TZID=UTC:20270224T093000\nRRULE:${rrule}` });
  const found: string[] = [];
  rule.all((wall) => {
    if (wall.epochMilliseconds >= fromMs) found.push(new Date(wall.epochMilliseconds).toISOString());
    return found.length < count;
  });
  return found;
}

describe('rules of days and weeks', () => {
  it.each([
    'FREQ=DAILY',
    'FREQ=DAILY;INTERVAL=3',
    'FREQ=DAILY;INTERVAL=99',
    'FREQ=WEEKLY;BYDAY=WE',
    'FREQ=WEEKLY;BYDAY=MO',
    'FREQ=WEEKLY;BYDAY=MO,WE,SU',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,FR',
    'FREQ=WEEKLY;INTERVAL=3;BYDAY=SU',
    'FREQ=WEEKLY;INTERVAL=12;BYDAY=TU,SA',
  ])('%s has the dates that the library walks, from wherever one looks', (rrule) => {
    for (const days of [0, 1, 6, 40, 365, 1_200])
      expect(stepped(rrule, START_MS + days * DAY_MS, 25), String(days)).toEqual(
        walked(rrule, START_MS + days * DAY_MS, 25),
      );
  });

  it('are no others', () => {
    for (const rrule of ['FREQ=MONTHLY;BYMONTHDAY=3', 'FREQ=MONTHLY;BYDAY=1MO', 'FREQ=YEARLY'])
      expect(stepsByDays(parseRecurrence(rrule)!)).toBe(false);
  });
});
