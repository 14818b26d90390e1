/**
 * When somebody works: the office's hours or their own, without holidays and absences. Wall-clock in the office's zone.
 */
import type { Absence, Holiday, Settings } from './settings';
import type { Span, WeekHours } from './setting-values';
import { localTimeOf } from './wall-time';

const DAY_MS = 86_400_000;
const END_OF_DAY = '24:00';

/** What a member's week looks like when nothing comes between. */
export function weekOf(settings: Settings, memberId: string): WeekHours {
  return settings.weeks.get(memberId) ?? settings.office.hours;
}

/**
 * The holiday that falls on a day of the calendar ('YYYY-MM-DD'), the one that frees most of it; null where none does.
 */
export function holidayOn({ holidays }: Pick<Settings, 'holidays'>, on: string): (Holiday & { since: string }) | null {
  let days = known.get(holidays);
  if (days === undefined) known.set(holidays, (days = new Map()));
  let found = days.get(on);
  if (found === undefined) days.set(on, (found = findHoliday(holidays, on)));
  return found;
}

/** A month of a team asks for each of its days once per member. Other holidays are another list. */
const known = new WeakMap<Settings['holidays'], Map<string, ReturnType<typeof holidayOn>>>();

function findHoliday(holidays: Settings['holidays'], on: string): ReturnType<typeof holidayOn> {
  let found: (Holiday & { since: string }) | null = null;
  for (const holiday of holidays) {
    const first = firstDay(holiday, on);
    if (first === null) continue;
    const since = first === on ? holiday.fromTime : '';
    if (found === null || since < found.since) found = { ...holiday, since };
  }
  return found;
}

/** The absences of a member that touch a day. */
export function absencesOn({ absences }: Pick<Settings, 'absences'>, memberId: string, on: string): readonly Absence[] {
  return (absences.get(memberId) ?? []).filter(({ fromOn, toOn }) => fromOn <= on && on <= toOn);
}

/** The absence that keeps a member away at an instant; null: they are here, or it is merely after work. */
export function absenceAt(settings: Settings, memberId: string, atMs: number): Absence | null {
  const at = localTimeOf(new Date(atMs).toISOString(), settings.office.zone);
  const time = at.slice(11, 16);
  const isAway = ({ fromTime, toTime }: Absence) => toTime === '' || (fromTime <= time && time < toTime);
  return absencesOn(settings, memberId, at.slice(0, 10)).find(isAway) ?? null;
}

/** The hours a member works on a day, holidays and absences taken out; earliest first, none where the day is free. */
export function workOf(settings: Settings, memberId: string, on: string): readonly Span[] {
  let hours: readonly Span[] = weekOf(settings, memberId)[weekdayOf(on)] ?? [];
  const holiday = holidayOn(settings, on);
  if (holiday !== null) hours = without(hours, { from: holiday.since, to: END_OF_DAY });
  for (const { fromTime, toTime } of absencesOn(settings, memberId, on))
    hours = without(hours, toTime === '' ? { from: '', to: END_OF_DAY } : { from: fromTime, to: toTime });
  return hours;
}

/** Whether all of the time from `from` until `to` of one day ('HH:mm') is within these hours. */
export function isWithin(hours: readonly Span[], from: string, to: string): boolean {
  let reached = from;
  for (const span of hours) if (span.from <= reached && reached < span.to) reached = span.to;
  return reached >= to;
}

/** Whether the office's own hours cover an instant, holidays taken out. */
export function isOfficeOpen(settings: Settings, atMs: number): boolean {
  const at = localTimeOf(new Date(atMs).toISOString(), settings.office.zone);
  const time = at.slice(11, 16);
  return workOf(settings, '', at.slice(0, 10)).some(({ from, to }) => from <= time && time < to);
}

/** 0 Monday … 6 Sunday. */
export function weekdayOf(on: string): number {
  return (new Date(`${on}T00:00:00.000Z`).getUTCDay() + 6) % 7;
}

/** The day on which the holiday that covers `on` begins; null where it does not cover it. */
function firstDay({ fromOn, toOn, isYearly }: Holiday, on: string): string | null {
  if (!isYearly) return fromOn <= on && on <= toOn ? fromOn : null;
  const lengthMs = Date.parse(toOn) - Date.parse(fromOn);
  const year = Number(on.slice(0, 4));
  for (const first of [year, year - 1].map((each) => `${String(each).padStart(4, '0')}${fromOn.slice(4)}`)) {
    // 29 February is there in leap years only.
    if (first < fromOn || !isDay(first)) continue;
    const last = Date.parse(first) + Math.min(lengthMs, 365 * DAY_MS);
    if (first <= on && Date.parse(on) <= last) return first;
  }
  return null;
}

const isDay = (on: string) => new Date(Date.parse(on)).toISOString().startsWith(on);

function without(hours: readonly Span[], taken: Span): Span[] {
  return hours.flatMap(({ from, to }) => {
    if (taken.to <= from || to <= taken.from) return [{ from, to }];
    return [
      ...(from < taken.from ? [{ from, to: taken.from }] : []),
      ...(taken.to < to ? [{ from: taken.to, to }] : []),
    ];
  });
}
