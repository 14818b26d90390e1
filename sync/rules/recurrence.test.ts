import { describe, expect, it } from 'vitest';
import { compareExpansion } from '../../server/prove/calendar/compare-expansion';
import { Random } from '../../prisma/factories/random';
import {
  cutSeries,
  firstOccurrences,
  occurrenceOn,
  occurrencesBetween,
  startsWithItself,
  type Series,
} from './recurrence';
import { formatRecurrence, parseRecurrence, recurrenceRule } from './recurrence-rule';

const weekly: Series = {
  startsAt: '2026-10-19T09:00:00.000Z',
  endsAt: '2026-10-19T10:00:00.000Z',
  zone: 'Europe/London',
  rrule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=3',
};
const starts = (series: Series, limit = 50) => firstOccurrences(series, limit).map(({ startsAt }) => startsAt);
const names = (series: Series, limit = 50) => firstOccurrences(series, limit).map(({ on }) => on);

describe('a recurrence rule', () => {
  it('has one spelling, and what is spelled otherwise is none of ours', () => {
    const spelled = [
      'FREQ=DAILY',
      'FREQ=DAILY;INTERVAL=3;COUNT=10',
      'FREQ=WEEKLY;BYDAY=MO,WE,FR;UNTIL=20261231T205959Z',
      'FREQ=MONTHLY;BYMONTHDAY=-1',
      'FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR',
      'FREQ=YEARLY;COUNT=2',
    ];
    for (const rrule of spelled) {
      expect(formatRecurrence(parseRecurrence(rrule)!)).toBe(rrule);
      expect(recurrenceRule.safeParse(rrule).success).toBe(true);
    }
    const foreign = [
      'FREQ=HOURLY',
      'FREQ=DAILY;INTERVAL=1',
      'FREQ=WEEKLY',
      'FREQ=WEEKLY;BYDAY=WE,MO',
      'FREQ=WEEKLY;BYDAY=MO,MO',
      'FREQ=MONTHLY',
      'FREQ=MONTHLY;BYDAY=5MO',
      'FREQ=MONTHLY;BYMONTHDAY=32',
      'FREQ=DAILY;BYDAY=MO',
      'FREQ=DAILY;COUNT=3;UNTIL=20261231T205959Z',
      'FREQ=DAILY;UNTIL=20261399T205959Z',
      'FREQ=DAILY;COUNT=0',
      'RRULE:FREQ=DAILY',
      `FREQ=WEEKLY;BYDAY=${'MO,'.repeat(60)}`,
    ];
    for (const rrule of foreign) expect(recurrenceRule.safeParse(rrule).success, rrule).toBe(false);
    expect(recurrenceRule.safeParse('').success).toBe(true);
  });
});

describe('a recurring appointment', () => {
  it('stays at the same time of day when clocks change', () => {
    expect(starts(weekly)).toEqual([
      '2026-10-19T09:00:00.000Z',
      '2026-10-26T10:00:00.000Z',
      '2026-11-02T10:00:00.000Z',
    ]);
    expect(names(weekly)).toEqual(['2026-10-19T10:00', '2026-10-26T10:00', '2026-11-02T10:00']);
  });

  it('has no occurrence at a time that clocks leap over, and does not count it', () => {
    const night: Series = {
      startsAt: '2026-03-07T07:30:00.000Z',
      endsAt: '2026-03-07T08:00:00.000Z',
      zone: 'America/New_York',
      rrule: 'FREQ=DAILY;COUNT=3',
    };
    expect(names(night)).toEqual(['2026-03-07T02:30', '2026-03-09T02:30', '2026-03-10T02:30']);
  });

  it('takes the first of two equal times', () => {
    const night = { ...weekly, startsAt: '2026-10-24T00:30:00.000Z', endsAt: '2026-10-24T01:00:00.000Z' };
    expect(starts({ ...night, rrule: 'FREQ=DAILY;COUNT=2' })).toEqual([
      '2026-10-24T00:30:00.000Z',
      '2026-10-25T00:30:00.000Z',
    ]);
  });

  it('follows a summer time that pauses for Ramadan', () => {
    const casablanca: Series = {
      startsAt: '2012-07-13T02:00:00.000Z',
      endsAt: '2012-07-13T03:00:00.000Z',
      zone: 'Africa/Casablanca',
      rrule: 'FREQ=WEEKLY;BYDAY=FR;COUNT=7',
    };
    expect(starts(casablanca).map((at) => at.slice(11, 13))).toEqual(['02', '03', '03', '03', '03', '03', '02']);
  });

  it('leaves out months without the day, and years without 29 February', () => {
    const last = { ...weekly, startsAt: '2026-01-31T10:00:00.000Z', endsAt: '2026-01-31T11:00:00.000Z', zone: 'UTC' };
    expect(names({ ...last, rrule: 'FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3' })).toEqual([
      '2026-01-31T10:00',
      '2026-03-31T10:00',
      '2026-05-31T10:00',
    ]);
    expect(names({ ...last, rrule: 'FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3' })).toEqual([
      '2026-01-31T10:00',
      '2026-02-28T10:00',
      '2026-03-31T10:00',
    ]);
    const leap = { ...last, startsAt: '2096-02-29T10:00:00.000Z', endsAt: '2096-02-29T11:00:00.000Z' };
    expect(names({ ...leap, rrule: 'FREQ=YEARLY;COUNT=2' })).toEqual(['2096-02-29T10:00', '2104-02-29T10:00']);
  });

  it('is found by windows that it only reaches into, and by none that begin as it ends', () => {
    const at = (instant: string) => Date.parse(instant);
    const hits = occurrencesBetween(weekly, at('2026-10-26T10:30:00.000Z'), at('2026-10-26T10:31:00.000Z'));
    expect(hits.map(({ on }) => on)).toEqual(['2026-10-26T10:00']);
    expect(occurrencesBetween(weekly, at('2026-10-26T11:00:00.000Z'), at('2026-11-02T10:00:00.000Z'))).toEqual([]);
  });

  it('is the same by windows of any width, asked for in any order', () => {
    const random = new Random(4);
    const dayMs = 86_400_000;
    for (const rrule of ['FREQ=DAILY', 'FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,SU', 'FREQ=MONTHLY;BYMONTHDAY=31;COUNT=40']) {
      const series: Series = {
        ...weekly,
        startsAt: '2026-10-18T23:30:00.000Z',
        endsAt: '2026-10-20T00:30:00.000Z',
        rrule,
      };
      const fromMs = Date.parse(series.startsAt);
      const all = occurrencesBetween(series, fromMs, fromMs + 20 * 366 * dayMs);
      for (let at = 0; at < 200; at += 1) {
        const windowMs = fromMs + random.between(-30, 6_000) * (dayMs / 2);
        const untilMs = windowMs + random.between(1, 800) * (dayMs / 2);
        const expected = all.filter(
          ({ startsAt, endsAt }) => Date.parse(startsAt) < untilMs && Date.parse(endsAt) > windowMs,
        );
        expect(occurrencesBetween(series, windowMs, untilMs)).toEqual(expected);
      }
    }
  });

  it('knows its occurrences by name', () => {
    expect(occurrenceOn(weekly, '2026-10-26T10:00')?.startsAt).toBe('2026-10-26T10:00:00.000Z');
    expect(occurrenceOn(weekly, '2026-10-27T10:00')).toBeNull();
    expect(occurrenceOn(weekly, 'yesterday')).toBeNull();
  });

  it('does not start with itself where its day is none of the rule', () => {
    expect(startsWithItself(weekly)).toBe(true);
    expect(startsWithItself({ ...weekly, rrule: 'FREQ=WEEKLY;BYDAY=TU' })).toBe(false);
  });

  it('has no occurrences by a rule or in a zone that this device does not know', () => {
    expect(firstOccurrences({ ...weekly, rrule: 'FREQ=SECONDLY' }, 5)).toEqual([]);
    expect(firstOccurrences({ ...weekly, zone: 'Europe/Atlantis' }, 5)).toEqual([]);
  });

  it('cut in two has the same occurrences as before, its count shared out', () => {
    const cut = cutSeries(weekly, '2026-10-26T10:00')!;
    expect(cut.before).toBe('FREQ=WEEKLY;BYDAY=MO;UNTIL=20261026T095959Z');
    expect(cut.after.rrule).toBe('FREQ=WEEKLY;BYDAY=MO;COUNT=2');
    expect([...starts({ ...weekly, rrule: cut.before }), ...starts(cut.after)]).toEqual(starts(weekly));
    expect(cutSeries(weekly, '2026-10-19T10:00')).toBeNull();
    expect(cutSeries(weekly, '2026-10-20T10:00')).toBeNull();
  });
});

describe('the expansion', () => {
  it('equals that of a walker who looks at every day and knows no library', { timeout: 60_000 }, () => {
    const counts = compareExpansion(new Random(7), 30);
    expect(counts.differing).toEqual([]);
    expect(counts).toMatchObject({ rules: 30 });
    expect(counts.cuts).toBeGreaterThan(5);
  });

  it('is seen to be wrong where it is: time by UTC, no end by count, every week instead of every second', () => {
    const byUtc: typeof occurrencesBetween = (series, fromMs, toMs) =>
      occurrencesBetween({ ...series, zone: 'UTC' }, fromMs, toMs);
    const without =
      (part: RegExp): typeof occurrencesBetween =>
      (series, fromMs, toMs) =>
        occurrencesBetween({ ...series, rrule: series.rrule.replace(part, '') }, fromMs, toMs);
    for (const broken of [byUtc, without(/;COUNT=\d+/), without(/;INTERVAL=\d+/)]) {
      expect(compareExpansion(new Random(7), 300, broken, 1).differing).not.toEqual([]);
    }
  });
});
