import { useMemo, useState } from 'react';
import type { MangoQuery } from 'rxdb';
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
  const queries = useMemo(() => {
    type Query = MangoQuery<StoredAppointment>;
    const single: Query = { selector: { startsAt: { $gte: fromAt }, status }, sort: [{ startsAt: 'asc' }] };
    const series: Query = { selector: { runsUntil: { $gte: fromAt } }, sort: [{ runsUntil: 'asc' }] };
    return { single, series };
  }, [fromAt, status]);
  const single = useDocuments('appointments', queries.single);
  const series = useDocuments('appointments', queries.series);
  return useMemo(() => {
    if (single === undefined || series === undefined) return undefined;
    const stands = (one: StoredAppointment) => !isRemains(one) && one.deletedAt === '';
    const whole = series.filter((one) => stands(one) && isSeries(one) && one.status === status);
    const others = single.filter((one) => stands(one) && !isSeries(one) && ownsStatus(one));
    return [...whole, ...others.map((one) => asShown(one, series))].sort((a, b) =>
      a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : a.id < b.id ? -1 : 1,
    );
  }, [single, series, status]);
}

/** What a changed date has of its series is decided there. */
const ownsStatus = (one: StoredAppointment) => !isOverride(one) || (one.own ?? []).includes('status');

/** A changed date has what it does not own from its series. */
function asShown(one: StoredAppointment, series: readonly StoredAppointment[]): Appointment {
  if (!isOverride(one)) return one;
  const parts = series.filter((each) => rootOf(each) === rootOf(one));
  return shownChange(one, parts);
}
