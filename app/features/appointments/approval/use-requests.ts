import { useMemo, useState } from 'react';
import { isOverride, isSeries } from '../../../../sync/rules/series';
import { asShown, inOrder, useAppointmentsFrom } from '../use-appointments-from';
import type { Appointment, StoredAppointment } from '../use-appointments';

const DAY_MS = 86_400_000;
/** A request that nobody answered for so long after its time asks nobody any more. */
const BACK_DAYS = 14;

/**
 * What waits for a manager, earliest first: single appointments, changed dates, and series as a whole, which are
 * decided as they are stored. `undefined` while it is read.
 */
export function useRequests(): readonly Appointment[] | undefined {
  return useOfStatus('requested');
}

/** Appointments of one state whose time is not long past, earliest first. */
export function useOfStatus(status: StoredAppointment['status']): readonly Appointment[] | undefined {
  // By whole days: whoever asks on the same day has the answer of the one who asked before.
  const [fromAt] = useState(() => new Date((Math.floor(Date.now() / DAY_MS) - BACK_DAYS) * DAY_MS).toISOString());
  const which = useMemo(() => ({ status }), [status]);
  const found = useAppointmentsFrom(fromAt, which);
  return useMemo(() => {
    if (found === undefined) return undefined;
    const whole = found.series.filter((one) => isSeries(one) && one.status === status);
    return inOrder([...whole, ...found.single.filter(ownsStatus).map((one) => asShown(one, found.series))]);
  }, [found, status]);
}

/** What a changed date has of its series is decided there. */
const ownsStatus = (one: StoredAppointment) => !isOverride(one) || (one.own ?? []).includes('status');
