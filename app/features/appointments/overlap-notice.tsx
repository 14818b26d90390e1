import { TriangleAlert } from 'lucide-react';
import { overlapsOf, type TimedAppointment } from '../../../sync/rules/appointment-overlap';
import { useSyncStatus } from '../../database/use-sync-status';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { iconSize } from '../../ui/icon-size';
import { useMembers } from '../members/use-members';
import styles from './overlap-notice.module.css';
import { useAppointmentsBetween } from './use-appointments';
import { useCustomers } from './use-customers';

/** Who and what a time would meet, while it is being chosen. It may be saved all the same, knowingly. */
export function OverlapNotice({ candidate }: { candidate: TimedAppointment }) {
  const t = useText();
  const formats = useFormats();
  const { lastSyncAt } = useSyncStatus();
  const { byId: members } = useMembers();
  const around = useAppointmentsBetween(candidate.startsAt, candidate.endsAt);
  const meets = overlapsOf(candidate, around ?? []);
  const { nameOf } = useCustomers(meets.map((one) => one.customerId));
  return (
    <div role="status">
      {meets.length > 0 && (
        <div className={styles.notice}>
          <TriangleAlert {...iconSize.row} className={styles.icon} />
          <div className={styles.words}>
            <p className={styles.title}>{t('appointments.clash.title', { count: meets.length })}</p>
            <ul>
              {meets.map((one) => {
                const values = {
                  when: formats.timeRange(one.startsAt, one.endsAt),
                  customer: nameOf(one.customerId),
                  agent: members.get(one.agentId)?.fullName ?? '',
                };
                return (
                  <li key={one.id}>
                    {t(
                      one.agentId === candidate.agentId ? 'appointments.clash.agent' : 'appointments.clash.customer',
                      values,
                    )}
                  </li>
                );
              })}
            </ul>
            <p className={styles.note}>
              {lastSyncAt === null
                ? t('appointments.clash.asOfNever')
                : t('appointments.clash.asOf', { when: formats.relativeTime(lastSyncAt) })}
            </p>
          </div>
        </div>
      )}
    </div>
  );
}
