import { useMemo } from 'react';
import { shownBetween, shownChange } from '../../../../sync/rules/occurrences';
import { isOverride, isSeries, rootOf } from '../../../../sync/rules/series';
import { isRemains } from '../../../database/is-remains';
import { useDocuments } from '../../../database/use-document';
import type { Appointment, StoredAppointment } from '../use-appointments';

/**
 * Everything stored on this device that begins at `fromAt` or later, earliest first; `undefined` while it is read.
 * `series`: all that may still run then, undefined while they are read.
 */
export function useLaterAppointments(
  fromAt: string,
  series: readonly StoredAppointment[] | undefined,
): readonly Appointment[] | undefined {
  const stored = useDocuments('appointments', {
    selector: { startsAt: { $gte: fromAt } },
    sort: [{ startsAt: 'asc' }],
  });
  return useMemo(
    () => (stored === undefined || series === undefined ? undefined : laterAppointments(stored, series, fromAt)),
    [stored, series, fromAt],
  );
}

/**
 * What is stored so far ahead that no calendar is walked up to it: single ones, changed occurrences as they read now,
 * and of a series that only begins then its first date. `series`: all that may still run, for what an occurrence takes
 * over; one that its series has before `fromAt` stands in the calendars that are walked.
 */
export function laterAppointments(
  stored: readonly StoredAppointment[],
  series: readonly StoredAppointment[],
  fromAt: string,
): Appointment[] {
  return stored
    .filter((one) => !isRemains(one) && one.deletedAt === '')
    .flatMap((one): Appointment[] => {
      if (isOverride(one)) {
        const parts = series.filter((part) => isSeries(part) && !isRemains(part) && rootOf(part) === rootOf(one));
        return [shownChange(one, parts)];
      }
      return shownBetween([one], Date.parse(one.startsAt), Date.parse(one.endsAt)).slice(0, 1);
    })
    .filter(({ startsAt }) => startsAt >= fromAt)
    .sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
}
