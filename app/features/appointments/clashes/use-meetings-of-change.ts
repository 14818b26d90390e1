import { useMemo, useState } from 'react';
import type { DocumentQuery } from '../../../database/document-query';
import type { SeriesScope } from '../../../../sync/rules/change-series';
import { clashName, meetingsOf } from '../../../../sync/rules/clash-search';
import { rootOf } from '../../../../sync/rules/series';
import { seriesAfter, type DateAfter } from '../../../../sync/rules/series-after';
import { useDatabase } from '../../../database/database-context';
import { isRemains } from '../../../database/is-remains';
import { useDocuments } from '../../../database/use-document';
import { useRootOf } from '../../../database/use-person';
import type { AppointmentValues } from '../appointment-values';
import type { Appointment, StoredAppointment } from '../use-appointments';
import { useAround, type Meetings } from './use-meetings';

const NO_DATES: readonly DateAfter[] = [];

/**
 * What the dates that a change is about would meet, as far as this device knows; live. Null: nothing is looked for, and
 * neither where when and who stay as they are.
 */
export function useMeetingsOfChange(
  appointment: Appointment,
  scope: SeriesScope,
  values: AppointmentValues | null,
): Meetings {
  const db = useDatabase();
  const [nowMs] = useState(() => db.clock.nowMs());
  const { customerId } = appointment;
  const query = useMemo(
    (): DocumentQuery<StoredAppointment> => ({
      selector: { customerId, startsAt: { $gte: '' } },
      sort: [{ customerId: 'asc' }, { startsAt: 'asc' }],
    }),
    [customerId],
  );
  const stored = useDocuments('appointments', query);
  const { root } = clashName(appointment);
  const ofRoot = useMemo(() => (stored ?? []).filter((one) => !isRemains(one) && rootOf(one) === root), [stored, root]);
  const dates = useMemo(() => {
    const isAsked = values !== null && ('startsAt' in values || 'agentId' in values || 'recurrence' in values);
    if (!isAsked || ofRoot.length === 0) return NO_DATES;
    const shown = { ...appointment, occurrence: appointment.occurrence ?? null };
    const maker = { memberId: db.me.memberId, nowIso: new Date(nowMs).toISOString() };
    return seriesAfter(shown, ofRoot, scope, values, maker, nowMs).dates;
  }, [appointment, ofRoot, scope, values, db, nowMs]);
  const agentId = values?.agentId ?? appointment.agentId;
  const personId = useRootOf(customerId);
  const { around, isKnown } = useAround(dates, { agentId, customerId });
  const meetings = useMemo(() => {
    const accepts = ofRoot.flatMap((one) => one.accepts ?? []);
    return meetingsOf(dates, { rootId: root, agentId, customerId, personId, accepts }, around);
  }, [dates, ofRoot, root, agentId, customerId, personId, around]);
  const isRead = stored !== undefined || values === null;
  return { meetings, around, dates, isKnown: isRead && isKnown };
}
