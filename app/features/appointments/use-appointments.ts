import { useMemo } from 'react';
import { MAX_APPOINTMENT_HOURS, type AppointmentFields } from '../../../sync/collections/appointment';
import { isRemains } from '../../database/stored-document';
import { useDocuments } from '../../database/use-document';
import { addDays, addMinutes, resolveWallClock } from './wall-clock';

/** An appointment as the device keeps it; `outbox` says whether the office has it, `conflicted` whether a card is open. */
export type Appointment = AppointmentFields & { readonly outbox: string; readonly conflicted: string };

/**
 * Every appointment on this device that touches the days `from`–`to` ('YYYY-MM-DD', both included) of `zone`, earliest
 * first.
 */
export function useAppointmentsOfDays(from: string, to: string, zone: string): readonly Appointment[] | undefined {
  const fromAt = resolveWallClock({ date: from, time: '00:00' }, zone).at;
  const toAt = resolveWallClock({ date: addDays(to, 1), time: '00:00' }, zone).at;
  return useAppointmentsBetween(fromAt, toAt);
}

/** Every appointment on this device that touches the half-open span between two instants, earliest first. */
export function useAppointmentsBetween(fromAt: string, toAt: string): readonly Appointment[] | undefined {
  // No appointment is longer than this, so none that began before it can still be running at `fromAt`.
  const earliest = addMinutes(fromAt, -MAX_APPOINTMENT_HOURS * 60);
  const query = useMemo(
    () => ({
      selector: { startsAt: { $gte: earliest, $lt: toAt } },
      sort: [{ startsAt: 'asc' as const }],
    }),
    [earliest, toAt],
  );
  const found = useDocuments('appointments', query);
  return useMemo(
    () => found?.filter((one) => !isRemains(one) && one.deletedAt === '' && one.endsAt > fromAt),
    [found, fromAt],
  );
}
