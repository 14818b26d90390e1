import * as z from 'zod/mini';
import { instant as instantShape } from '../../../sync/collections/definition';
import { isCalendarDay } from './calendar-url';
import { addMinutes, nextHalfHour } from './wall-clock';

/** A place in the calendar: from a time, or a whole day of which the time is still open. */
export type Slot = { readonly start: Date; readonly end: Date | null; readonly isDay: boolean };

/** Hours of the device's clock in which people are visited; a start offered lies within them. */
const WORKDAY = { fromHour: 9, untilHour: 20 };

/** Where a new appointment begins that was started from an empty place in the calendar. */
export function newAppointmentAddress(slot: Slot, agentId: string | undefined, nowMs: number): string {
  let startsAt = slot.start.toISOString();
  if (slot.isDay) {
    const nineOClock = workdayStart(slot.start);
    const isToday = new Date(nowMs).toDateString() === slot.start.toDateString();
    startsAt = isToday ? offeredStart(nowMs) : nineOClock.toISOString();
  }
  const search = new URLSearchParams({ start: startsAt });
  if (slot.end !== null) search.set('end', slot.end.toISOString());
  if (agentId !== undefined) search.set('agentId', agentId);
  return `/appointments/new?${search.toString()}`;
}

function workdayStart(day: Date): Date {
  const start = new Date(day);
  start.setHours(WORKDAY.fromHour, 0, 0, 0);
  return start;
}

/** The next half hour in which one may ring somebody's bell: at night that of the next morning. */
function offeredStart(nowMs: number): string {
  const next = new Date(nextHalfHour(nowMs));
  if (next.getHours() < WORKDAY.fromHour) return workdayStart(next).toISOString();
  if (next.getHours() < WORKDAY.untilHour) return next.toISOString();
  const morning = workdayStart(next);
  morning.setDate(morning.getDate() + 1);
  return morning.toISOString();
}

/** Reads the same address; anything that makes no sense is left out. Instants only. */
export function readNewAppointment(
  search: URLSearchParams,
  nowMs: number,
): { customerId: string; agentId: string; startsAt: string; endsAt: string } {
  const instant = (name: string) => {
    const value = search.get(name) ?? '';
    return z.safeParse(instantShape, value).success && isCalendarDay(value.slice(0, 10)) ? value : null;
  };
  const id = (name: string) => (/^[0-9a-f-]{36}$/.test(search.get(name) ?? '') ? (search.get(name) ?? '') : '');
  const startsAt = instant('start') ?? offeredStart(nowMs);
  const end = instant('end');
  return {
    customerId: id('customerId'),
    agentId: id('agentId'),
    startsAt,
    endsAt: end !== null && end > startsAt ? end : addMinutes(startsAt, 60),
  };
}
