import { useMemo } from 'react';
import type { DocumentQuery, DocumentSelector } from '../../database/document-query';
import { shownChange } from '../../../sync/rules/occurrences';
import { isOverride, isSeries, rootOf } from '../../../sync/rules/series';
import { isRemains } from '../../database/is-remains';
import { useDocuments } from '../../database/use-document';
import type { Appointment, StoredAppointment } from './use-appointments';

/** Single ones and changed dates from `fromAt` on that are so, and every series that still runs then. */
export function useAppointmentsFrom(fromAt: string, which: DocumentSelector<StoredAppointment>) {
  const queries = useMemo(() => {
    type Query = DocumentQuery<StoredAppointment>;
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

/** Earliest first. */
export const inOrder = (all: Appointment[]) =>
  all.sort((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : a.id < b.id ? -1 : 1));

/** A changed date has what it does not own from its series. */
export function asShown(one: StoredAppointment, series: readonly StoredAppointment[]): Appointment {
  if (!isOverride(one)) return one;
  const parts = series.filter((each) => rootOf(each) === rootOf(one));
  return shownChange(one, parts);
}
