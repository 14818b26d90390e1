/**
 * What the dates of an appointment that is being made would meet, before it is saved. Pure; the office finds the same
 * afterwards among everybody's (server/features/appointments/find-clashes.ts).
 */
import type { AcceptedClash, AppointmentFields } from '../collections/appointment';
import { isSamePerson, type TimedAppointment } from './appointment-overlap';
import { takesTime } from './appointment-status';
import type { OccurrenceOf } from './occurrences';
import { firstOccurrences, type Occurrence } from './recurrence';
import { rootOf } from './series';

/** One date: '' for a single appointment, else the name of the occurrence. */
export type CandidateDate = Pick<Occurrence, 'on' | 'startsAt' | 'endsAt'>;
export type Met = TimedAppointment &
  Pick<AppointmentFields, 'rootId' | 'accepts'> & { readonly occurrence?: OccurrenceOf | null };
export type Meeting<A extends Met> = { readonly date: CandidateDate; readonly met: readonly A[] };
export type Candidate = {
  /** The root of what is being changed; '' of what is new. It does not meet itself. */
  readonly rootId: string;
  readonly agentId: string;
  readonly customerId: string;
  readonly personId?: string;
  readonly accepts: readonly AcceptedClash[];
};

const DAY_MS = 86_400_000;
/** So many dates of a series are looked at. */
export const MAX_DATES = 366;

/** The dates of what is being made. */
export function datesOf(
  schedule: Pick<AppointmentFields, 'startsAt' | 'endsAt' | 'zone'>,
  rrule: string,
): readonly CandidateDate[] {
  if (rrule === '') return [{ on: '', startsAt: schedule.startsAt, endsAt: schedule.endsAt }];
  return firstOccurrences({ ...schedule, rrule }, MAX_DATES);
}

/** The root and name under which a clash with this appointment is known. */
export const clashName = ({ id, rootId, occurrence }: Pick<Met, 'id' | 'rootId' | 'occurrence'>) => ({
  root: occurrence?.rootId ?? rootOf({ id, rootId }),
  on: occurrence?.on ?? '',
});

/** The dates that meet something of the same agent or customer that nobody has accepted, in order of time. */
export function meetingsOf<A extends Met>(
  dates: readonly CandidateDate[],
  candidate: Candidate,
  others: readonly A[],
): Meeting<A>[] {
  const { rootId, agentId } = candidate;
  const relevant = others
    .filter(
      (one) =>
        takesTime(one) && (one.agentId === agentId || isSamePerson(one, candidate)) && clashName(one).root !== rootId,
    )
    .sort((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0));
  const starts = relevant.map(({ startsAt }) => startsAt);
  return dates.flatMap((date) => {
    // Nothing is longer than a day.
    const from = lowerBound(starts, new Date(Date.parse(date.startsAt) - DAY_MS).toISOString());
    const met: A[] = [];
    for (let at = from; at < relevant.length && starts[at]! < date.endsAt; at += 1) {
      const one = relevant[at]!;
      if (one.endsAt > date.startsAt && !isAccepted(candidate, date.on, one)) met.push(one);
    }
    return met.length === 0 ? [] : [{ date, met }];
  });
}

function isAccepted({ rootId, accepts }: Candidate, on: string, met: Met): boolean {
  const other = clashName(met);
  return (
    accepts.some((one) => one.on === on && one.root === other.root && one.otherOn === other.on) ||
    (met.accepts ?? []).some((one) => one.on === other.on && one.root === rootId && one.otherOn === on)
  );
}

/** Whether somebody said on either of two appointments that they may stand at the same time. */
export function isKnowingly(first: Met, second: Met): boolean {
  const [a, b] = [clashName(first), clashName(second)];
  const says = (accepts: readonly AcceptedClash[] | undefined, mine: typeof a, other: typeof a) =>
    (accepts ?? []).some((one) => one.on === mine.on && one.root === other.root && one.otherOn === other.on);
  return says(first.accepts, a, b) || says(second.accepts, b, a);
}

function lowerBound(sorted: readonly string[], value: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
