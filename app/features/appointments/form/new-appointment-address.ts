import * as z from 'zod/mini';
import { instant as instantShape } from '../../../../sync/collections/definition';
import { isCalendarDay } from '../calendar/calendar-url';
import type { Schedule } from '../../../../sync/rules/appointment-schedule';
import type { Appointment } from '../use-appointments';
import { addMinutes, moveSchedule } from '../../../ui/wall-clock';

/** A place in the calendar: from a time, or a whole day of which the time is still open. */
export type Slot = { readonly start: Date; readonly end: Date | null; readonly isDay: boolean };

/** How long an appointment is made that nobody has said a length of. */
export const OFFERED_MINUTES = 60;

/** Where a new appointment begins that was started from an empty place in the calendar. */
export function newAppointmentAddress(slot: Slot, agentId: string | undefined, nowMs: number): string {
  // Of a whole day, and of today from now on, the first free time is offered when the form opens.
  const search = slot.isDay
    ? new URLSearchParams({ from: new Date(Math.max(slot.start.getTime(), nowMs)).toISOString() })
    : new URLSearchParams({ start: slot.start.toISOString() });
  if (slot.end !== null) search.set('end', slot.end.toISOString());
  if (agentId !== undefined) search.set('agentId', agentId);
  return `/appointments/new?${search.toString()}`;
}

/** Where an appointment is made again: the same on the same day of the week, the next that is still to come. */
export function copyAddress(appointment: Appointment, zone: string, nowMs: number): string {
  let schedule: Schedule = appointment;
  do schedule = moveSchedule(schedule, { days: 7 }, zone);
  while (Date.parse(schedule.startsAt) < nowMs);
  const { id, occurrence, customerId, agentId } = appointment;
  const isUnchanged = occurrence !== undefined && occurrence !== null && !occurrence.isChanged;
  const search = new URLSearchParams({
    customerId,
    agentId,
    start: schedule.startsAt,
    end: schedule.endsAt,
    copy: isUnchanged ? occurrence.seriesId : id,
  });
  if (isUnchanged) search.set('on', occurrence.on);
  return `/appointments/new?${search.toString()}`;
}

export type AskedAppointment = {
  readonly customerId: string;
  readonly agentId: string;
  /** The appointment whose facts are taken over; '' for none. */
  readonly copyOf: string;
  /** A chosen time; null: the first that is free from `fromMs` on (milliseconds since 1970). */
  readonly schedule: { readonly startsAt: string; readonly endsAt: string } | null;
  readonly fromMs: number;
  /** Somebody chose the day of `fromMs`, which is to come. */
  readonly isDayChosen: boolean;
};

/** Reads the same address; anything that makes no sense is left out. Instants only. */
export function readNewAppointment(search: URLSearchParams, nowMs: number): AskedAppointment {
  const instant = (name: string) => {
    const value = search.get(name) ?? '';
    return z.safeParse(instantShape, value).success && isCalendarDay(value.slice(0, 10)) ? value : null;
  };
  const id = (name: string) => (/^[0-9a-f-]{36}$/.test(search.get(name) ?? '') ? (search.get(name) ?? '') : '');
  const startsAt = instant('start'),
    end = instant('end'),
    from = Date.parse(instant('from') ?? '') || 0;
  return {
    customerId: id('customerId'),
    agentId: id('agentId'),
    copyOf: id('copy'),
    schedule:
      startsAt === null
        ? null
        : { startsAt, endsAt: end !== null && end > startsAt ? end : addMinutes(startsAt, OFFERED_MINUTES) },
    fromMs: Math.max(nowMs, from),
    isDayChosen: from > nowMs,
  };
}
