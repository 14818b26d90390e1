import { useMemo } from 'react';
import { shownBetween, shownChange } from '../../../../sync/rules/occurrences';
import { isOverride, isSeries, rootOf } from '../../../../sync/rules/series';
import { isRemains } from '../../../database/stored-document';
import { useDocuments } from '../../../database/use-document';
import { appointmentQueries, type Appointment, type StoredAppointment } from '../use-appointments';

/** Everything stored on this device that begins at `fromAt` or later, earliest first; `undefined` while it is read. */
export function useLaterAppointments(fromAt: string): readonly Appointment[] | undefined {
  const stored = useDocuments('appointments', {
    selector: { startsAt: { $gte: fromAt } },
    sort: [{ startsAt: 'asc' }],
  });
  const { series: running } = useMemo(() => appointmentQueries(fromAt, fromAt), [fromAt]);
  const series = useDocuments('appointments', running);
  return useMemo(
    () => (stored === undefined || series === undefined ? undefined : laterAppointments(stored, series)),
    [stored, series],
  );
}

/**
 * What is stored so far ahead that no calendar is walked up to it: single ones, changed occurrences as they read now, and
 * of a series that only begins then its first date. `series`: all that may still run, for what an occurrence takes over.
 */
export function laterAppointments(
  stored: readonly StoredAppointment[],
  series: readonly StoredAppointment[],
): Appointment[] {
  return stored
    .filter((one) => !isRemains(one) && one.deletedAt === '')
    .flatMap((one): Appointment[] => {
      if (isOverride(one)) {
        const parts = series.filter((part) => isSeries(part) && !isRemains(part) && rootOf(part) === rootOf(one));
        return [shownChange(one, parts)];
      }
      return shownBetween([one], Date.parse(one.startsAt), Date.parse(one.endsAt)).slice(0, 1);
    });
}
