import { useMemo } from 'react';
import { useReceiving } from '../../database/use-sync-status';
import { useText } from '../../i18n/use-text';
import { LinkButton } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { Skeleton } from '../../ui/skeleton';
import { useNowMs } from '../../ui/use-now';
import { useMembers } from '../members/use-members';
import styles from './customer-appointments.module.css';
import { TimelineAppointment } from '../appointments/timeline-appointment';
import { useAppointmentsOf } from './use-appointments-of';

/**
 * The customer's appointments: those to come with the soonest first, then those that are over with the latest first.
 */
export function CustomerAppointments({ customerId }: { customerId: string }) {
  const t = useText();
  const nowMs = useNowMs();
  const { byId } = useMembers();
  const { isReceiving, text } = useReceiving();
  const appointments = useAppointmentsOf(customerId);
  const groups = useMemo(() => {
    const now = new Date(nowMs).toISOString();
    const all = appointments ?? [];
    return [
      {
        key: 'ahead',
        title: t('journey.appointments.ahead'),
        entries: all.filter((one) => one.endsAt > now).reverse(),
      },
      { key: 'over', title: t('journey.appointments.over'), entries: all.filter((one) => one.endsAt <= now) },
    ].filter((group) => group.entries.length > 0);
  }, [appointments, nowMs, t]);
  if (appointments === undefined) return <Skeleton rows={3} />;
  const add = (
    <LinkButton href={`/appointments/new?customerId=${customerId}`}>{t('journey.appointments.add')}</LinkButton>
  );
  if (groups.length === 0) {
    return (
      <EmptyState
        illustration="calendar"
        title={t(isReceiving ? 'appointments.receiving.title' : 'journey.appointments.empty.title')}
        action={add}
      >
        {t(isReceiving ? text : 'journey.appointments.empty.body')}
      </EmptyState>
    );
  }
  return (
    <div className={styles.groups}>
      {groups.map((group) => (
        <Panel key={group.key} title={group.title}>
          <ul className={styles.list}>
            {group.entries.map((one) => (
              <li key={one.id}>
                <TimelineAppointment appointment={one} agentName={byId.get(one.agentId)?.fullName ?? ''} showsDay />
              </li>
            ))}
          </ul>
        </Panel>
      ))}
      <div>{add}</div>
    </div>
  );
}
