import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

/** One appointment as calendar programs know it: by its id, and newer where `sequence` is greater. */
export type CalendarEvent = {
  readonly id: string;
  readonly sequence: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly summary: string;
  readonly description: string;
  readonly location: string;
  readonly state: 'confirmed' | 'tentative' | 'cancelled';
};

const STATUS = {
  confirmed: ICalEventStatus.CONFIRMED,
  tentative: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
} as const;
const HOUR_S = 3_600;

/** The name under which every file of this office has an appointment, be it a feed or a single one. */
export const uidOf = (id: string): string => `${id}@saha`;

/** iCalendar (RFC 5545), instants in UTC: a date of a series is an event of its own, as it is in the app. */
export function calendarFile(name: string, events: readonly CalendarEvent[]): string {
  const calendar = ical({ name, method: ICalCalendarMethod.PUBLISH, ttl: HOUR_S });
  for (const { id, startsAt, endsAt, state, ...event } of events)
    calendar.createEvent({
      ...event,
      id: uidOf(id),
      start: new Date(startsAt),
      end: new Date(endsAt),
      status: STATUS[state],
    });
  return calendar.toString();
}
