import { useMemo } from 'react';
import { MAX_APPOINTMENT_HOURS, type AppointmentFields } from '../../../sync/collections/appointment';
import { isSamePerson } from '../../../sync/rules/appointment-overlap';
import { shownBetween, type OccurrenceOf } from '../../../sync/rules/occurrences';
import { isOverride, rootOf } from '../../../sync/rules/series';
import type { Range } from '../../database/follow-ranges';
import type { StoredByCollection } from '../../database/saha-database';
import { isRemains } from '../../database/is-remains';
import { useRootOf, useRoots } from '../../database/use-person';
import { useRanges } from '../../database/use-ranges';
import type { Attending } from './free-time/free-time';
import { addDays, addMinutes, resolveWallClock } from '../../ui/wall-clock';
import type { Window } from './free-time/window-around';

/**
 * An appointment as it is shown: a single one, or an occurrence of a series. `outbox` says whether the office has what
 * it is read from, `conflicted` whether a card is open.
 */
export type Appointment = AppointmentFields & {
  readonly outbox: string;
  readonly conflicted: string;
  /** Who stands for the customer, where that is another record of the same person. */
  readonly personId?: string;
  readonly occurrence?: OccurrenceOf | null;
};
export type StoredAppointment = StoredByCollection['appointments'];

/** Where it is opened. An occurrence that nobody changed has no document of its own. */
export function appointmentHref({ id, occurrence }: Pick<Appointment, 'id' | 'occurrence'>): string {
  if (occurrence === undefined || occurrence === null || occurrence.isChanged) return `/appointments/${id}`;
  return `/appointments/${occurrence.seriesId}?on=${occurrence.on}`;
}

/**
 * Every appointment on this device that touches the days `from`–`to` ('YYYY-MM-DD', both included) of `zone`, earliest
 * first. `who`: only theirs.
 */
export function useAppointmentsOfDays(
  from: string,
  to: string,
  zone: string,
  who: Attending | null = null,
): readonly Appointment[] | undefined {
  const { fromAt, toAt } = spanOfDays(from, to, zone);
  return useAppointmentsBetween(fromAt, toAt, who);
}

/** From the beginning of one day to the end of another, both in `zone`. */
export function spanOfDays(from: string, to: string, zone: string): Window {
  return {
    fromAt: resolveWallClock({ date: from, time: '00:00' }, zone).at,
    toAt: resolveWallClock({ date: addDays(to, 1), time: '00:00' }, zone).at,
  };
}

/** A changed occurrence is named by the wall clock of some zone, at an hour its series may have left since. */
const AROUND_DAYS = 3;

/** Every appointment on this device that touches the half-open span between two instants, earliest first. */
export function useAppointmentsBetween(
  fromAt: string,
  toAt: string,
  who: Attending | null = null,
): readonly Appointment[] | undefined {
  const stored = useStoredBetween(fromAt, toAt);
  const roots = useRoots();
  const [agentId, customerId] = [who?.agentId, useRootOf(who?.customerId ?? '')];
  return useMemo(() => {
    const theirs = agentId === undefined ? null : { agentId, customerId };
    return stored === undefined ? undefined : shownOf(stored, { fromAt, toAt }, roots, theirs);
  }, [stored, fromAt, toAt, roots, agentId, customerId]);
}

/** What stands in the ranges of a window: single ones, changed occurrences and series. */
export type StoredOfWindow = {
  readonly single: readonly StoredAppointment[];
  readonly changed: readonly StoredAppointment[];
  readonly series: readonly StoredAppointment[];
};

/** As it is stored, live but while `isHeld`: whatever could be shown in the half-open span between two instants. */
export function useStoredBetween(fromAt: string, toAt: string, isHeld = false): StoredOfWindow | undefined {
  const ranges = useMemo(() => appointmentRanges(fromAt, toAt), [fromAt, toAt]);
  const found = useRanges('appointments', ranges, isHeld);
  return useMemo(() => {
    if (found === undefined) return undefined;
    const [single = [], changed = [], series = []] = found;
    return { single, changed, series };
  }, [found]);
}

/**
 * What has to be read for a window, as parts of the store's indexes: of single ones those in it, of changed occurrences
 * those named in it, and series.
 */
export function appointmentRanges(fromAt: string, toAt: string): readonly [Range, Range, Range] {
  const day = (at: string, by: number) => addDays(at.slice(0, 10), by);
  return [
    // No appointment is longer than this, so none that began before it can still be running at `fromAt`.
    { field: 'startsAt', from: addMinutes(fromAt, -MAX_APPOINTMENT_HOURS * 60), before: toAt },
    { field: 'occurrenceOn', from: day(fromAt, -AROUND_DAYS), before: `${day(toAt, AROUND_DAYS)}T~` },
    { field: 'runsUntil', from: addMinutes(fromAt, -AROUND_DAYS * 24 * 60) },
  ];
}

/**
 * What stands in those three ranges, as it is shown in a window, which may be any part of the one they read. `roots`:
 * who stands for whom. `who`: only theirs, the customer being one who stands for themselves; a year of a whole office's
 * series is a hundred times what two people have in it.
 */
export function shownOf(
  { single, changed, series }: StoredOfWindow,
  { fromAt, toAt }: Window,
  roots: ReadonlyMap<string, string>,
  who: Attending | null = null,
): Appointment[] {
  const named = new Set(changed.map(({ id }) => id));
  // What only repeats its series' schedule stands where that has it, which is not here.
  const isElsewhere = (one: StoredAppointment) =>
    isOverride(one) && !(one.own ?? []).includes('schedule') && !named.has(one.id);
  const all = new Map<string, StoredAppointment>();
  for (const one of [...single.filter((each) => !isElsewhere(each)), ...changed, ...series])
    if (!isRemains(one)) all.set(one.id, ofPerson(one, roots));
  const stored = who === null ? [...all.values()] : withTheirRoots([...all.values()], who);
  const shown = shownBetween(stored, Date.parse(fromAt), Date.parse(toAt));
  return who === null ? shown : shown.filter((one) => isTheirs(one, who));
}

/** As it is, with who stands for its customer where another does. */
function ofPerson<A extends StoredAppointment>(
  one: A,
  roots: ReadonlyMap<string, string>,
): A & Pick<Appointment, 'personId'> {
  const personId = roots.get(one.customerId);
  return personId === undefined ? one : { ...one, personId };
}

const isTheirs = (one: Pick<Appointment, 'agentId' | 'customerId' | 'personId'>, who: Attending) =>
  one.agentId === who.agentId || isSamePerson(one, who);

/** One date of a series may be somebody else's: whatever has a part of theirs is looked at with all of its parts. */
function withTheirRoots(stored: readonly StoredAppointment[], who: Attending): StoredAppointment[] {
  const roots = new Set<string>();
  for (const one of stored) if (isTheirs(one, who)) roots.add(rootOf(one));
  return stored.filter((one) => roots.has(rootOf(one)));
}
