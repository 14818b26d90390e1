/** Series as people make them, in zones whose clocks do odd things, and around the nights in which they do. */
import { firstOccurrences, type Series } from '../../../sync/rules/recurrence';
import {
  formatRecurrence,
  WEEKDAYS,
  type RecurrenceEnd,
  type RecurrencePattern,
  type WeekdayPlace,
} from '../../../sync/rules/recurrence-rule';
import type { Random } from '../../../prisma/factories/random';

export const ZONES = [
  'Europe/Istanbul',
  'Europe/London',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Casablanca',
  'UTC',
] as const;

const DAY_MS = 86_400_000;
const FROM_MS = Date.UTC(2010, 0, 1);
const YEARS = 20;
/** Nights with a change: summer time of both halves of the earth, and the day Samoa left out. */
const CHANGES = [
  '2026-03-28', '2026-10-24', '2026-03-07', '2026-10-31', '2026-04-04', '2026-10-03', '2016-03-26', '2011-12-29',
].map((day) => Date.parse(`${day}T00:00:00Z`)); // oxfmt-ignore

/** A series that starts with its own first occurrence. */
export function randomSeries(random: Random): Series {
  for (;;) {
    const zone = random.pick(ZONES);
    const nearChange = random.chance(0.4);
    const dayMs = nearChange
      ? random.pick(CHANGES) + random.between(-40, 4) * DAY_MS
      : FROM_MS + random.below(YEARS * 365) * DAY_MS;
    const minute = random.chance(0.5) ? random.pick([30, 90, 120, 150, 180, 0]) : random.below(96) * 15;
    const startMs = dayMs + minute * 60_000 + random.pick([0, 0, 4, 5, 7, -3, -5.75]) * 3_600_000;
    const wish: Series = {
      startsAt: new Date(startMs).toISOString(),
      endsAt: new Date(startMs + random.between(1, 12) * 15 * 60_000).toISOString(),
      zone,
      rrule: formatRecurrence({
        pattern: randomPattern(random),
        interval: random.chance(0.6) ? 1 : random.between(2, 6),
        end: randomEnd(random, startMs),
      }),
    };
    // What the form saves starts with its first occurrence: the schedule moves there.
    const first = firstOccurrences(wish, 1)[0];
    if (first !== undefined) return { ...wish, startsAt: first.startsAt, endsAt: first.endsAt };
  }
}

function randomPattern(random: Random): RecurrencePattern {
  switch (random.below(6)) {
    case 0:
      return { every: 'day' };
    case 1:
    case 2: {
      const days = random.some(WEEKDAYS, 0.35);
      return { every: 'week', days: days.length === 0 ? [random.pick(WEEKDAYS)] : days };
    }
    case 3:
      return { every: 'month', day: random.chance(0.5) ? random.pick([1, 28, 29, 30, 31, -1]) : random.between(1, 31) };
    case 4:
      return {
        every: 'month',
        place: random.pick([1, 2, 3, 4, -1] as const) satisfies WeekdayPlace,
        weekday: random.pick(WEEKDAYS),
      };
    default:
      return { every: 'year' };
  }
}

function randomEnd(random: Random, startMs: number): RecurrenceEnd {
  switch (random.below(3)) {
    case 0:
      return { ends: 'never' };
    case 1:
      return { ends: 'after', count: random.between(1, 60) };
    default: {
      const untilMs = startMs + random.between(0, 500 * 24) * 3_600_000;
      return { ends: 'until', until: new Date(Math.floor(untilMs / 1000) * 1000).toISOString() };
    }
  }
}
