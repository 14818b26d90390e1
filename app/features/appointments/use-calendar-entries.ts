import { useEffect, useMemo, useRef } from 'react';
import type { CustomerFields } from '../../../sync/collections/customer';
import type { MemberFields } from '../../../sync/collections/member';
import { useDatabase } from '../../database/database-context';
import { useRoots } from '../../database/use-person';
import { useFormats } from '../../i18n/formats';
import { useMembers } from '../members/use-members';
import { calendarEntries, type CalendarEntry } from './calendar-entries';
import { shownOf, spanOfDays, useStoredBetween, type Appointment, type StoredOfWindow } from './use-appointments';
import { useCustomers } from './use-customers';

export type ShownEntries = {
  /**
   * Those of the days before while the asked ones are being read: a grid with hundreds of entries is drawn once, with
   * their names.
   */
  readonly entries: readonly CalendarEntry[];
  /** Whosever they are, shown or not. */
  readonly all: readonly Appointment[];
  /** `entries` are those of the days asked for. */
  readonly areOfDays: boolean;
  /** Some days have been read since the screen was opened. */
  readonly isRead: boolean;
  readonly customers: ReadonlyMap<string, CustomerFields>;
  readonly members: readonly MemberFields[];
};

/**
 * What a calendar writes into the days `from`–`to` ('YYYY-MM-DD', both included) for these people (none: everyone),
 * live.
 */
export function useCalendarEntries(from: string, to: string, agentIds: readonly string[]): ShownEntries {
  const { zone } = useFormats();
  const { me } = useDatabase();
  const alone = me.role === 'agent' ? me.memberId : null;
  const days = `${from}/${to}`;
  const { all: members, byId: membersById, areRead: areMembersRead } = useMembers();
  const span = useMemo(() => spanOfDays(from, to, zone), [from, to, zone]);
  const stored = useStoredBetween(span.fromAt, span.toAt);
  const customerIds = useMemo(() => (stored === undefined ? [] : customersOf(stored)), [stored]);
  const roots = useRoots();
  const { byId: customers, nameOf, areRead: areCustomersRead } = useCustomers(customerIds);
  // What the store gave is worked out while it looks up the names.
  const appointmentsOf = useMemo(() => {
    let worked: readonly Appointment[] | null = null;
    return stored === undefined ? null : () => (worked ??= shownOf(stored, span, roots));
  }, [stored, span, roots]);
  useEffect(() => {
    appointmentsOf?.();
  }, [appointmentsOf]);
  const appointments = appointmentsOf !== null && areCustomersRead && areMembersRead ? appointmentsOf() : null;
  const read = useMemo(
    () => (appointments === null ? null : calendarEntries(appointments, agentIds, nameOf, membersById, alone)),
    [appointments, agentIds, nameOf, membersById, alone],
  );
  const shown = useRef<Pick<ShownEntries, 'entries' | 'all'> & { days: string }>({ days: '', entries: [], all: [] });
  if (read !== null) shown.current = { days, entries: read, all: appointments ?? [] };
  const { entries, all } = shown.current;
  const isRead = shown.current.days !== '';
  return { entries, all, areOfDays: shown.current.days === days, isRead, customers, members };
}

function customersOf({ single, changed, series }: StoredOfWindow): readonly string[] {
  return [single, changed, series].flatMap((those) => those.map((one) => one.customerId));
}
