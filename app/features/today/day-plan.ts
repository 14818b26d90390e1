import { hasOutcome, lacksOutcome, takesTime } from '../../../sync/rules/appointment-status';
import type { Appointment } from '../appointments/use-appointments';

/** One person's (or team's) day, read at a moment. */
export type DayPlan<E> = {
  /** Already over, cancelled ones left out. */
  readonly over: readonly E[];
  /** Going on now, or the next to begin; shown large. */
  readonly next: E | null;
  readonly isNextRunning: boolean;
  readonly later: readonly E[];
  /** How many the day holds. */
  readonly count: number;
};

type Entry = { readonly appointment: Appointment };

const overlapsDay = (entry: Entry, fromAt: string, toAt: string) =>
  entry.appointment.startsAt < toAt && entry.appointment.endsAt > fromAt;

/** `entries` in order of their starts; the day is the half-open span of instants. */
export function planDay<E extends Entry>(
  entries: readonly E[],
  day: { fromAt: string; toAt: string },
  nowMs: number,
): DayPlan<E> {
  const now = new Date(nowMs).toISOString();
  const today = entries.filter((entry) => takesTime(entry.appointment) && overlapsDay(entry, day.fromAt, day.toAt));
  const ahead = today.filter((entry) => entry.appointment.endsAt > now);
  // What was already marked held or missed is not what one has to get to next, even if its time is not up. What still
  // waits for approval is: the customer expects somebody.
  const next = ahead.find((entry) => !hasOutcome(entry.appointment)) ?? null;
  return {
    over: today.filter((entry) => entry.appointment.endsAt <= now),
    next,
    isNextRunning: next !== null && next.appointment.startsAt <= now,
    later: ahead.filter((entry) => entry !== next),
    count: today.length,
  };
}

/** Over, and nobody said how it went; the latest first. */
export function withoutOutcome<E extends Entry>(entries: readonly E[], nowMs: number): E[] {
  return entries
    .filter((entry) => lacksOutcome(entry.appointment, nowMs))
    .sort((a, b) => (a.appointment.endsAt < b.appointment.endsAt ? 1 : -1));
}

/** The first appointment of a later day, for an empty today. */
export function firstAfter<E extends Entry>(entries: readonly E[], toAt: string): E | null {
  return (
    entries.find(
      (entry) => takesTime(entry.appointment) && !hasOutcome(entry.appointment) && entry.appointment.startsAt >= toAt,
    ) ?? null
  );
}

export type PartOfDay = 'morning' | 'day' | 'evening' | 'night';

/** For the greeting; `hour` on the reader's clock. */
export function partOfDay(hour: number): PartOfDay {
  if (hour < 5) return 'night';
  if (hour < 12) return 'morning';
  return hour < 18 ? 'day' : 'evening';
}
