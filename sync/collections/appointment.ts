import * as z from 'zod/mini';
import { APPOINTMENT_KINDS, followsKind, followsStatus, type AppointmentKind } from '../rules/approval';
import { inheritWhatIsNotOwn } from '../rules/occurrence-merge';
import { matching } from '../rules/pattern';
import { REMIND_CHOICE } from '../rules/remind-choice';
import { recurrenceRule } from '../rules/recurrence-rule';
import { lastPossibleEnd } from '../rules/series-end';
import { APPOINTMENT_STATUSES, standsUnknown, type AppointmentStatus } from '../rules/status-table';
import { collection, documentId, field, instant, instantOrNone, text } from './definition';

export { APPOINTMENT_KINDS, APPOINTMENT_STATUSES, type AppointmentKind, type AppointmentStatus };

export const MAX_APPOINTMENT_HOURS = 24;

/** A wall time of the zone, 'YYYY-MM-DDTHH:mm': the name of an occurrence; '' where there is none. */
const wallTimeOrNone = matching(/^(\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d)?$/, 16);
const idOrNone = z.union([z.literal(''), documentId]);

/**
 * A clash that somebody knowingly left as it is: `on` of this appointment with `otherOn` of the other; '' for single
 * ones.
 */
export const acceptedClash = z.object({
  on: wallTimeOrNone,
  root: documentId,
  otherOn: wallTimeOrNone,
  reason: text(500),
  by: documentId,
});
export type AcceptedClash = z.infer<typeof acceptedClash>;

/** A clash as the office found it among everybody's appointments; `root` may be one that the reader does not see. */
const foundClash = z.object({
  on: wallTimeOrNone,
  root: documentId,
  otherOn: wallTimeOrNone,
  startsAt: instant,
  endsAt: instant,
  sameAgent: z.boolean(),
  sameCustomer: z.boolean(),
});
export type FoundClash = z.infer<typeof foundClash>;
/** What a customer said about an appointment, by their link or by SMS. */
export const CUSTOMER_ANSWERS = ['', 'confirmed', 'declined', 'asked'] as const;
export type CustomerAnswer = (typeof CUSTOMER_ANSWERS)[number];
const MAX_ACCEPTED = 2_000;
const MAX_OWN = 20;

export const appointments = collection({
  name: 'appointments',
  noun: 'appointment',
  audience: { kind: 'child', of: 'customers', by: 'customerId' },
  writable: true,
  fields: {
    customerId: field(documentId, 'once', { indexed: 36 }),
    /** Who attends: a member id. */
    agentId: field(documentId, 'latest'),
    title: field(text(200), 'text', { empty: '' }),
    /** As every build shows it; which of the office's kinds it is says `kindId`. */
    kind: field(z.enum(APPOINTMENT_KINDS), 'latest', { isSilent: true }),
    // Start, end and zone move together: half of one move and half of another is no appointment.
    startsAt: field(instant, 'latest', { unit: 'schedule', indexed: 24 }),
    endsAt: field(instant, 'latest', { unit: 'schedule' }),
    /** IANA zone the appointment was made in. */
    zone: field(matching(/^[A-Za-z][A-Za-z0-9_+\-/]*$/, 64), 'latest', { unit: 'schedule' }),
    location: field(text(300), 'text', { empty: '' }),
    notes: field(text(20_000), 'text', { empty: '' }),
    /** Decided once: of two that did not know of each other one stands, and the other's person is told. */
    status: field(z.enum(APPOINTMENT_STATUSES), 'state', { leads: standsUnknown }),
    cancelReason: field(text(500), 'text', { empty: '' }),
    createdBy: field(documentId, 'once'),
    createdAt: field(instant, 'once'),
    deletedAt: field(instantOrNone, 'removal', { empty: '' }),
    /** How it recurs (rules/recurrence-rule.ts), '' where it does not. The schedule is that of the first occurrence. */
    recurrence: field(z.optional(recurrenceRule), 'state', { empty: '', since: 3 }),
    /** What a series and all that was split off it and changed in it have in common; '' where that is its own id. */
    rootId: field(z.optional(idOrNone), 'once', { empty: '', since: 3 }),
    /** Of a changed occurrence: the series it was changed in. */
    seriesId: field(z.optional(idOrNone), 'latest', { empty: '', isSilent: true, since: 3 }),
    /** Of a changed occurrence: which one it is, by the wall time at which its series had it. */
    occurrenceOn: field(z.optional(wallTimeOrNone), 'once', { empty: '', indexed: 16, since: 3 }),
    /** Of a changed occurrence: its own units; all else is the series' (rules/occurrences.ts). */
    own: field(z.optional(z.array(text(40)).check(z.maxLength(MAX_OWN))), 'union', { empty: [], since: 3 }),
    /** The series this one went on from. */
    splitFrom: field(z.optional(idOrNone), 'once', { empty: '', since: 3 }),
    accepts: field(z.optional(z.array(acceptedClash).check(z.maxLength(MAX_ACCEPTED))), 'union', {
      empty: [],
      since: 3,
    }),
    clashes: field(z.optional(z.array(foundClash)), 'server', { empty: [], since: 3 }),
    /** When its customer is reminded: '' by the office's rule, 'off' never, or minutes before it, "1440 120". */
    remind: field(z.optional(matching(REMIND_CHOICE, 40)), 'latest', { empty: '', since: 4 }),
    /** `asked`: for another time, perhaps the one that is `proposedAt`. The office writes it down. */
    customerAnswer: field(z.optional(z.enum(CUSTOMER_ANSWERS)), 'server', { empty: '', unit: 'answer', since: 4 }),
    /** The start that was answered: of one that has moved since, nothing is known. */
    answeredFor: field(z.optional(instantOrNone), 'server', { empty: '', unit: 'answer', since: 4 }),
    answeredAt: field(z.optional(instantOrNone), 'server', { empty: '', unit: 'answer', since: 4 }),
    answerNote: field(z.optional(text(500)), 'server', { empty: '', unit: 'answer', since: 4 }),
    proposedAt: field(z.optional(instantOrNone), 'server', { empty: '', unit: 'answer', since: 4 }),
    /** The kind in the office's settings (rules/approval.ts: kindOf); '' where `kind` alone says it. */
    kindId: field(z.optional(text(100)), 'latest', { empty: '', since: 4 }),
    // A manager's word: who gave it, about what exactly, why, and which other time they would rather have.
    decidedBy: field(z.optional(idOrNone), 'state', { unit: 'verdict', empty: '', since: 4 }),
    /** As rules/approval.ts names what is asked for. */
    decidedFor: field(z.optional(text(600)), 'state', { unit: 'verdict', empty: '', since: 4 }),
    decisionNote: field(z.optional(text(500)), 'state', { unit: 'verdict', empty: '', since: 4 }),
    proposedStartsAt: field(z.optional(instantOrNone), 'state', { unit: 'verdict', empty: '', since: 4 }),
    proposedEndsAt: field(z.optional(instantOrNone), 'state', { unit: 'verdict', empty: '', since: 4 }),
  },
  adapt: (patch, master) => inheritWhatIsNotOwn(followsKind(followsStatus(patch, master.fields), master), master),
  /** Until when a series may have occurrences, '' for what is none: those that a window may show are found by it. */
  derived: { runsUntil: { maxLength: 24, make: lastPossibleEnd } },
  indexes: [['startsAt'], ['customerId', 'startsAt'], ['occurrenceOn'], ['runsUntil']],
});
export const appointmentShape = appointments.shape;
export type AppointmentFields = z.infer<typeof appointmentShape>;
