import { useEffect, useMemo, useRef } from 'react';
import type { CustomerFields } from '../../../../sync/collections/customer';
import type { MemberFields } from '../../../../sync/collections/member';
import { useDatabase, useStoreGeneration } from '../../../database/database-context';
import { useRoots } from '../../../database/use-person';
import { useRanges } from '../../../database/use-ranges';
import { useFormats } from '../../../i18n/formats';
import { useMembers } from '../../members/use-members';
import { beginCalendar, customersOfFound, shownOfFound } from './calendar-ahead';
import { calendarEntries, type CalendarEntry } from './calendar-entries';
import { appointmentRanges, spanOfDays, type Appointment } from '../use-appointments';
import { useCustomers } from '../use-customers';

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
 * live. It is read while the screen around it is being drawn, and drawn once all of it is there.
 */
export function useCalendarEntries(from: string, to: string, agentIds: readonly string[]): ShownEntries {
  const { zone } = useFormats();
  const db = useDatabase();
  const generation = useStoreGeneration();
  const alone = db.me.role === 'agent' ? db.me.memberId : null;
  const days = `${from}/${to}`;
  const span = useMemo(() => spanOfDays(from, to, zone), [from, to, zone]);
  const roots = useRoots();
  const rootsNow = useRef(roots);
  rootsNow.current = roots;
  useMemo(() => {
    if (generation > 0) beginCalendar(db, span, rootsNow.current);
  }, [db, generation, span]);
  const { all: members, byId: membersById, areRead: areMembersRead } = useMembers();
  const ranges = useMemo(() => appointmentRanges(span.fromAt, span.toAt), [span]);
  const found = useRanges('appointments', ranges);
  const customerIds = useMemo(() => (found === undefined ? [] : customersOfFound(found)), [found]);
  const { byId: customers, nameOf, areRead: areCustomersRead } = useCustomers(customerIds);
  // What the store gave is worked out while it looks up the names.
  useEffect(() => {
    if (found !== undefined) shownOfFound(found, span, roots);
  }, [found, span, roots]);
  const appointments =
    found !== undefined && areCustomersRead && areMembersRead ? shownOfFound(found, span, roots) : null;
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
