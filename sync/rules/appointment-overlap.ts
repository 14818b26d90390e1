/**
 * Which appointments meet in time. An overlap is never forbidden: it is shown, with who and what, and may be saved
 * knowingly. Intervals are half-open: one that starts when another ends does not meet it.
 */
import type { AppointmentFields } from '../collections/appointment';
import { takesTime } from './appointment-status';

export type TimedAppointment = Pick<
  AppointmentFields,
  'id' | 'customerId' | 'agentId' | 'startsAt' | 'endsAt' | 'status' | 'deletedAt'
> & {
  /** Who stands for the customer, where that is another record of the same person. */
  readonly personId?: string;
};

type OfPerson = Pick<TimedAppointment, 'customerId' | 'personId'>;
/** Whether two are of one person: two records of theirs cannot be met at the same time either. */
export const isSamePerson = (one: OfPerson, other: OfPerson) =>
  (one.personId ?? one.customerId) === (other.personId ?? other.customerId);

/**
 * Two appointments that meet; `first` starts earlier (or has the smaller id). At least one of the two flags is true.
 */
export type Overlap = {
  readonly first: string;
  readonly second: string;
  readonly sameAgent: boolean;
  readonly sameCustomer: boolean;
};

/** Whether an appointment can meet another at all. Instants compare as text: they all have the same form. */
function counts(appointment: TimedAppointment): boolean {
  return takesTime(appointment) && appointment.startsAt < appointment.endsAt;
}

function byStart(a: TimedAppointment, b: TimedAppointment): number {
  if (a.startsAt !== b.startsAt) return a.startsAt < b.startsAt ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/**
 * All pairs that meet and share agent or customer, each once, ordered by `first` then `second` in time.
 * One sweep over the starts, O(n log n + pairs): a month of a whole team takes well under a frame.
 */
export function findOverlaps(appointments: readonly TimedAppointment[]): Overlap[] {
  const overlaps: Overlap[] = [];
  let running: TimedAppointment[] = [];
  for (const next of appointments.filter(counts).sort(byStart)) {
    running = running.filter((earlier) => earlier.endsAt > next.startsAt);
    for (const earlier of running) {
      const sameAgent = earlier.agentId === next.agentId;
      const sameCustomer = isSamePerson(earlier, next);
      if (sameAgent || sameCustomer) overlaps.push({ first: earlier.id, second: next.id, sameAgent, sameCustomer });
    }
    running.push(next);
  }
  return overlaps;
}

/** The appointments that `candidate` would meet, earliest first; the candidate's own id is left out. */
export function overlapsOf<A extends TimedAppointment>(candidate: TimedAppointment, others: readonly A[]): A[] {
  if (!counts(candidate)) return [];
  return others
    .filter(
      (other) =>
        other.id !== candidate.id &&
        counts(other) &&
        (other.agentId === candidate.agentId || isSamePerson(other, candidate)) &&
        other.startsAt < candidate.endsAt &&
        candidate.startsAt < other.endsAt,
    )
    .sort(byStart);
}
