import { useMemo, useState } from 'react';
import type { MangoQuery, MangoQuerySelector } from 'rxdb';
import { takesTime } from '../../../../sync/rules/appointment-status';
import { shownChange } from '../../../../sync/rules/occurrences';
import { isOverride, isSeries, rootOf } from '../../../../sync/rules/series';
import { isRemains } from '../../../database/stored-document';
import { useDocuments } from '../../../database/use-document';
import type { Appointment, StoredAppointment } from '../use-appointments';

const DAY_MS = 86_400_000;
/** A request that nobody answered for so long after its time asks nobody any more. */
const BACK_DAYS = 14;

/**
 * What waits for a manager, earliest first: single appointments, changed dates, and series as a whole, which are decided
 * as they are stored. `undefined` while it is read.
 */
export function useRequests(): readonly Appointment[] | undefined {
  return useOfStatus('requested');
}

/** Appointments of one state whose time is not long past, earliest first. */
export function useOfStatus(status: StoredAppointment['status']): readonly Appointment[] | undefined {
  const [fromAt] = useState(() => new Date(Date.now() - BACK_DAYS * DAY_MS).toISOString());
  const which = useMemo(() => ({ status }), [status]);
  const found = useFromOn(fromAt, which);
  return useMemo(() => {
    if (found === undefined) return undefined;
    const whole = found.series.filter((one) => isSeries(one) && one.status === status);
    return inOrder([...whole, ...found.single.filter(ownsStatus).map((one) => asShown(one, found.series))]);
  }, [found, status]);
}

/** Appointments that begin at `fromAt` or later, whose customers want another time or cannot come, earliest first. */
export function useCustomerAnswers(fromAt: string): readonly Appointment[] | undefined {
  const found = useFromOn(fromAt, ANSWERED);
  return useMemo(
    () =>
      found === undefined
        ? undefined
        : inOrder(found.single.map((one) => asShown(one, found.series)).filter((one) => answerTo(one) !== null)),
    [found],
  );
}
const ANSWERED = { customerAnswer: { $in: ['asked', 'declined'] } };

/** What the customer said that still stands: to this very time, of what has not been settled otherwise since. */
export function answerTo(one: Appointment): 'asked' | 'declined' | null {
  const { customerAnswer, answeredFor, startsAt, status } = one;
  if (answeredFor !== startsAt) return null;
  if (customerAnswer === 'declined') return status === 'cancelled' ? 'declined' : null;
  return customerAnswer === 'asked' && takesTime(one) ? 'asked' : null;
}

/** Single ones and changed dates from `fromAt` on that are so, and every series that still runs then. */
function useFromOn(fromAt: string, which: MangoQuerySelector<StoredAppointment>) {
  const queries = useMemo(() => {
    type Query = MangoQuery<StoredAppointment>;
    const single: Query = { selector: { startsAt: { $gte: fromAt }, ...which }, sort: [{ startsAt: 'asc' }] };
    const series: Query = { selector: { runsUntil: { $gte: fromAt } }, sort: [{ runsUntil: 'asc' }] };
    return { single, series };
  }, [fromAt, which]);
  const single = useDocuments('appointments', queries.single);
  const series = useDocuments('appointments', queries.series);
  return useMemo(() => {
    if (single === undefined || series === undefined) return undefined;
    const stands = (one: StoredAppointment) => !isRemains(one) && one.deletedAt === '';
    return { single: single.filter((one) => stands(one) && !isSeries(one)), series: series.filter(stands) };
  }, [single, series]);
}

const inOrder = (all: Appointment[]) =>
  all.sort((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : a.id < b.id ? -1 : 1));

/** What a changed date has of its series is decided there. */
const ownsStatus = (one: StoredAppointment) => !isOverride(one) || (one.own ?? []).includes('status');

/** A changed date has what it does not own from its series. */
function asShown(one: StoredAppointment, series: readonly StoredAppointment[]): Appointment {
  if (!isOverride(one)) return one;
  const parts = series.filter((each) => rootOf(each) === rootOf(one));
  return shownChange(one, parts);
}
