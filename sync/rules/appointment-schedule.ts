import { MAX_APPOINTMENT_HOURS, type AppointmentFields } from '../collections/appointment';
import type { ErrorCode } from '../errors';

const HOUR_MS = 3_600_000;

export type Schedule = Pick<AppointmentFields, 'startsAt' | 'endsAt' | 'zone'>;

/** Whether `zone` is an IANA time zone. Offsets ('+03:00') are not: they do not know about summer time. */
export function isKnownZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** What is wrong with a schedule, as an error code; null when nothing is. The instants are taken to be valid. */
export function scheduleProblem(schedule: Schedule): ErrorCode | null {
  if (!isKnownZone(schedule.zone)) return 'appointment.zoneUnknown';
  const lengthMs = Date.parse(schedule.endsAt) - Date.parse(schedule.startsAt);
  if (!(lengthMs > 0)) return 'appointment.endsBeforeStart';
  return lengthMs > MAX_APPOINTMENT_HOURS * HOUR_MS ? 'appointment.tooLong' : null;
}
