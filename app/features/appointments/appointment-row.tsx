import { MapPin, Repeat, TriangleAlert } from 'lucide-react';
import { Link } from 'react-aria-components';
import { takesTime } from '../../../sync/rules/appointment-status';
import { kindOf } from '../../../sync/rules/approval';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { classNames } from '../../ui/class-names';
import { iconSize } from '../../ui/icon-size';
import { personColour } from '../../ui/person-colour';
import { RecordMark } from '../../shell/record-mark';
import { useAppointmentKinds } from '../settings/use-appointment-kinds';
import styles from './appointment-row.module.css';
import { kindIcon, StatusBadge } from './appointment-words';
import type { CalendarEntry } from './calendar/calendar-entries';
import { appointmentHref } from './use-appointments';

/** One appointment on one line of a day: when, who, where. Leads to the appointment. */
export function AppointmentRow({
  entry,
  showsAgent,
  isOver = false,
}: {
  entry: CalendarEntry;
  showsAgent: boolean;
  isOver?: boolean;
}) {
  const t = useText();
  const formats = useFormats();
  const kinds = useAppointmentKinds();
  const { appointment, customer, agent, colour, clashes } = entry;
  const Kind = kindIcon(kindOf(appointment));
  const about = [kinds.nameOf(kindOf(appointment)), appointment.title].filter((part) => part !== '').join(' · ');
  return (
    <Link
      href={appointmentHref(appointment)}
      style={{ '--person': personColour(colour) } as React.CSSProperties}
      className={classNames(styles.row, isOver && styles.over, !takesTime(appointment) && styles.off)}
    >
      <span className={styles.time}>
        <span className={styles.start}>{formats.time(appointment.startsAt)}</span>
        <span className={styles.end}>{formats.time(appointment.endsAt)}</span>
      </span>
      <span className={styles.bar} aria-hidden="true" />
      <span className={styles.words}>
        <span className={styles.name}>{customer}</span>
        <span className={styles.about}>
          <span className={styles.fact}>
            <Kind {...iconSize.small} />
            {about}
          </span>
          {appointment.occurrence !== undefined && appointment.occurrence !== null && (
            <Repeat size={iconSize.small.size} role="img" aria-label={t('appointments.occurrence.of')} />
          )}
          {appointment.location !== '' && (
            <span className={styles.fact}>
              <MapPin {...iconSize.small} />
              {appointment.location}
            </span>
          )}
        </span>
        {((clashes.length > 0 && !isOver) || (showsAgent && agent !== '')) && (
          <span className={styles.about}>
            {showsAgent && agent !== '' && <span className={styles.agent}>{agent}</span>}
            {clashes.length > 0 && !isOver && (
              <span className={styles.clash}>
                <TriangleAlert {...iconSize.small} />
                {t('appointments.clash.short')}
              </span>
            )}
          </span>
        )}
      </span>
      <span className={styles.state}>
        {appointment.status !== 'confirmed' && <StatusBadge status={appointment.status} />}
        <RecordMark outbox={appointment.outbox} conflicted={appointment.conflicted} isQuiet />
      </span>
    </Link>
  );
}
