/** Where a day has room: what is offered for a new appointment, and which times a picker marks as taken. */
import { overlapsOf, type TimedAppointment } from '../../../../sync/rules/appointment-overlap';
import type { Settings } from '../../../../sync/rules/settings';
import { workWarnings } from '../../../../sync/rules/work-warnings';
import { addDays, addMinutes, nextHalfHour, resolveWallClock, wallClockOf } from '../../../ui/wall-clock';

/** Hours of the device's clock in which people are visited; a start offered lies within them. */
export const WORKDAY = { from: '09:00', until: '20:00' };
/** Who must have time. '' where nobody is chosen yet. */
export type Attending = { readonly agentId: string; readonly customerId: string };

const STEP_MINUTES = 30;
/** Longer than this nobody is booked without a gap; the appointments of these days are looked at. */
export const LOOKED_AHEAD_DAYS = 14;

/**
 * The first half hour from `fromMs` (milliseconds since 1970) on in which one may ring somebody's bell, the agent works
 * and both are free for `lengthMinutes`, as an instant. Where there is none: the first in which both are free, whoever
 * works then, and else the first in which one may ring at all. `isOnItsDay`: somebody chose the day of `fromMs`, and no
 * hours of work lead away from it.
 */
export function firstFree(
  busy: readonly TimedAppointment[],
  who: Attending,
  fromMs: number,
  lengthMinutes: number,
  zone: string,
  settings: Settings,
  isOnItsDay = false,
): string {
  const offered = withinWorkday(nextHalfHour(fromMs), zone);
  const last = addMinutes(offered, LOOKED_AHEAD_DAYS * 24 * 60);
  const isChosen = (at: string) => !isOnItsDay || wallClockOf(at, zone).date === wallClockOf(offered, zone).date;
  let free: string | null = null;
  for (let at = offered; at < last; at = withinWorkday(addMinutes(at, STEP_MINUTES), zone)) {
    if (free !== null && !isChosen(at)) return free;
    const endsAt = addMinutes(at, lengthMinutes);
    if (!isFree(busy, who, at, endsAt)) continue;
    if (isAtWork(who.agentId, at, endsAt, settings)) return at;
    free ??= at;
  }
  return free ?? offered;
}

/** So many of one day are offered, so that other days come into sight. */
const OFFERED_OF_A_DAY = 3;

/**
 * The first `count` half hours from `fromMs` (milliseconds since 1970) on from which all of these members and the
 * customer ('': nobody yet) are free for `lengthMinutes`, within the hours each of the members works and on no holiday;
 * instants, a few of each day, within LOOKED_AHEAD_DAYS. `ownId` is the appointment being moved.
 */
export function freeSlots(
  busy: readonly TimedAppointment[],
  who: { readonly agentIds: readonly string[]; readonly customerId: string; readonly ownId: string },
  fromMs: number,
  lengthMinutes: number,
  settings: Settings,
  count: number,
): string[] {
  const { zone } = settings.office;
  const others = busy.filter(({ id }) => id !== who.ownId);
  const found: string[] = [];
  const first = nextHalfHour(fromMs);
  const last = addMinutes(first, LOOKED_AHEAD_DAYS * 24 * 60);
  for (let at = first; at < last && found.length < count; at = addMinutes(at, STEP_MINUTES)) {
    const endsAt = addMinutes(at, lengthMinutes);
    const day = wallClockOf(at, zone).date;
    if (found.filter((one) => wallClockOf(one, zone).date === day).length >= OFFERED_OF_A_DAY) continue;
    const isRoom = who.agentIds.every(
      (agentId) =>
        isAtWork(agentId, at, endsAt, settings) && isFree(others, { agentId, customerId: who.customerId }, at, endsAt),
    );
    if (isRoom) found.push(at);
  }
  return found;
}

const isAtWork = (agentId: string, startsAt: string, endsAt: string, settings: Settings): boolean =>
  workWarnings({ agentId, startsAt, endsAt, location: '' }, [], settings).length === 0;

function isFree(busy: readonly TimedAppointment[], who: Attending, startsAt: string, endsAt: string): boolean {
  return overlapsOf({ id: '', status: 'confirmed', deletedAt: '', ...who, startsAt, endsAt }, busy).length === 0;
}

/** The same instant within the working hours of its day, else the morning that follows. */
function withinWorkday(at: string, zone: string): string {
  const { date, time } = wallClockOf(at, zone);
  if (time < WORKDAY.from) return resolveWallClock({ date, time: WORKDAY.from }, zone).at;
  return time < WORKDAY.until ? at : resolveWallClock({ date: addDays(date, 1), time: WORKDAY.from }, zone).at;
}

/**
 * Which of these times of a day ('HH:mm') either of the two has something else at, for at least `minutes` from then on.
 * `ownId` is the appointment being moved.
 */
export function takenTimes(
  busy: readonly TimedAppointment[],
  who: Attending & { readonly ownId: string },
  date: string,
  times: readonly string[],
  minutes: number,
  zone: string,
): ReadonlySet<string> {
  const others = busy.filter((one) => one.id !== who.ownId);
  return new Set(
    times.filter((time) => {
      const { at } = resolveWallClock({ date, time }, zone);
      return !isFree(others, who, at, addMinutes(at, minutes));
    }),
  );
}
