import { useMemo, useRef } from 'react';
import type { CustomerFields } from '../../../sync/collections/customer';
import type { MemberFields } from '../../../sync/collections/member';
import { useDatabase } from '../../database/database-context';
import { useFormats } from '../../i18n/formats';
import { useMembers } from '../members/use-members';
import { calendarEntries, type CalendarEntry } from './calendar-entries';
import { useAppointmentsOfDays, type Appointment } from './use-appointments';
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
  const appointments = useAppointmentsOfDays(from, to, zone);
  const customerIds = useMemo(() => (appointments ?? []).map((one) => one.customerId), [appointments]);
  const { byId: customers, nameOf, areRead: areCustomersRead } = useCustomers(customerIds);
  const areAllRead = appointments !== undefined && areCustomersRead && areMembersRead;
  const read = useMemo(
    () => (areAllRead ? calendarEntries(appointments, agentIds, nameOf, membersById, alone) : null),
    [areAllRead, appointments, agentIds, nameOf, membersById, alone],
  );
  const shown = useRef<Pick<ShownEntries, 'entries' | 'all'> & { days: string }>({ days: '', entries: [], all: [] });
  if (read !== null) shown.current = { days, entries: read, all: appointments ?? [] };
  const { entries, all } = shown.current;
  const isRead = shown.current.days !== '';
  return { entries, all, areOfDays: shown.current.days === days, isRead, customers, members };
}
