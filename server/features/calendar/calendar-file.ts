import { createHash } from 'node:crypto';
import ical, { escape, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { EmailAddress } from '../../gateways/email/contract';

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

/** What the file says of itself; a published one has to (RFC 5545 §8.1). */
export const CALENDAR_TYPE = 'text/calendar; charset=utf-8; method=PUBLISH';

export type CalendarOf = {
  readonly name: string;
  /** Who publishes it: without one RFC 5546 §3.2.1 takes it for nothing. */
  readonly organizer: EmailAddress;
  readonly events: readonly CalendarEvent[];
};

/** iCalendar (RFC 5545), instants in UTC: a date of a series is an event of its own, as it is in the app. */
export function calendarFile({ name, organizer, events }: CalendarOf): string {
  const calendar = ical({
    prodId: { company: 'Saha', product: 'Calendar', language: 'TR' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: HOUR_S,
    // The library escapes every text but this one, and an office may be called "A; B, C".
    name: escape(name, false),
  });
  for (const { id, startsAt, endsAt, state, description, location, ...event } of events)
    calendar.createEvent({
      ...event,
      ...(description === '' ? {} : { description }),
      ...(location === '' ? {} : { location }),
      id: uidOf(id),
      start: new Date(startsAt),
      end: new Date(endsAt),
      status: STATUS[state],
      // A parameter has no way to write a quote (RFC 5545 §3.2), and what the library writes hides the whole line.
      organizer: { name: organizer.name.replace(/["\\\r\n]+/g, ' ').trim(), email: organizer.address },
    });
  // Every line has its end, the last one too.
  return `${calendar.toString()}\r\n`;
}

/** Of what it says, not of when it was written (DTSTAMP): whoever has this one needs nothing. */
export const calendarTag = (calendar: CalendarOf): string =>
  `W/"${createHash('sha256').update(JSON.stringify(calendar)).digest('base64url')}"`;
