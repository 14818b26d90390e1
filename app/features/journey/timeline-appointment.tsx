import { CalendarDays } from 'lucide-react';
import { Link } from 'react-aria-components';
import type { AppointmentFields } from '../../../sync/collections/appointment';
import { takesTime } from '../../../sync/rules/appointment-status';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { classNames } from '../../ui/class-names';
import { iconSize } from '../../ui/icon-size';
import { StatusBadge } from '../appointments/appointment-words';
import { RecordMark } from '../customers/record-mark';
import styles from './timeline-appointment.module.css';

/** An appointment as one entry of a customer's time. Leads to the appointment. */
export function TimelineAppointment({ appointment, agentName, showsDay = false }: {
  appointment: AppointmentFields & { outbox: string }; agentName: string; showsDay?: boolean;
}) {
  const t = useText();
  const formats = useFormats();
  const kind = t(`appointments.kind.${appointment.kind}`);
  const range = formats.timeRange(appointment.startsAt, appointment.endsAt);
  return (
    <Link href={`/appointments/${appointment.id}`} className={classNames(styles.item, !takesTime(appointment) && styles.off)}>
      <span className={styles.icon}><CalendarDays {...iconSize.small} /></span>
      <span className={styles.content}>
        <span className={styles.head}>
          <span className={styles.title}>{showsDay ? formats.weekdayDate(appointment.startsAt) : appointment.title || kind}</span>
          <time dateTime={appointment.startsAt} className={styles.time}>{range}</time>
        </span>
        <span className={styles.about}>
          <StatusBadge status={appointment.status} />
          {[showsDay ? appointment.title : '', showsDay || appointment.title !== '' ? kind : '', appointment.location, agentName].filter((part) => part !== '').map((part, at) => <span key={at} className={styles.part}>{part}</span>)}
          <RecordMark outbox={appointment.outbox} isQuiet />
        </span>
      </span>
    </Link>
  );
}
