import { Check, MapPin, Navigation, Phone, TriangleAlert, UserRound, UserX } from 'lucide-react';
import type { CSSProperties } from 'react';
import { Link } from 'react-aria-components';
import type { CustomerFields } from '../../../sync/collections/customer';
import { canRecordOutcome } from '../../../sync/rules/appointment-status';
import { kindOf } from '../../../sync/rules/approval';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button, LinkButton } from '../../ui/button';
import { callLink } from '../../ui/contact-link';
import { iconSize } from '../../ui/icon-size';
import { personColour } from '../../ui/person-colour';
import { kindIcon, mapLink, StatusBadge, useLengthWords } from '../appointments/appointment-words';
import type { CalendarEntry } from '../appointments/calendar/calendar-entries';
import { useOutcome } from '../appointments/use-outcome';
import { RecordMark } from '../../shell/record-mark';
import { useAppointmentKinds } from '../settings/use-appointment-kinds';
import styles from './next-appointment.module.css';
import { appointmentHref } from '../appointments/use-appointments';

const MINUTE_MS = 60_000;
/** Beyond this the clock says it better than "in 7 h 20 min". */
const COUNTED_MINUTES = 180;

/** Where to be and with whom, large enough to read at arm's length. */
export function NextAppointment({
  entry,
  customer,
  isRunning,
  showsAgent,
  nowMs,
}: {
  entry: CalendarEntry;
  customer: CustomerFields | undefined;
  isRunning: boolean;
  showsAgent: boolean;
  nowMs: number;
}) {
  const t = useText();
  const formats = useFormats();
  const kinds = useAppointmentKinds();
  const lengthWords = useLengthWords();
  const { record } = useOutcome();
  const { appointment, customer: name, agent, colour, clashes } = entry;
  const minutes = Math.max(1, Math.ceil((Date.parse(appointment.startsAt) - nowMs) / MINUTE_MS));
  const when = isRunning
    ? t('today.next.running')
    : minutes > COUNTED_MINUTES
      ? t('today.next.label')
      : t('today.next.in', { length: lengthWords(minutes) });
  const Kind = kindIcon(kindOf(appointment));
  const canBeHeld = canRecordOutcome(appointment, 'held', nowMs);
  return (
    <section
      className={styles.next}
      style={{ '--person': personColour(colour) } as CSSProperties}
      aria-label={t('today.next.label')}
    >
      <p className={styles.label} data-running={isRunning}>
        {when}
        <span className={styles.state}>
          {appointment.status !== 'confirmed' && <StatusBadge status={appointment.status} />}
          <RecordMark outbox={appointment.outbox} conflicted={appointment.conflicted} isQuiet />
        </span>
      </p>
      <p className={styles.time}>
        {formats.time(appointment.startsAt)}
        <span className={styles.until}>{formats.time(appointment.endsAt)}</span>
      </p>
      <h2 className={styles.name}>
        <Link href={appointmentHref(appointment)}>{name}</Link>
      </h2>
      <p className={styles.about}>
        <Kind {...iconSize.small} />
        <span className={styles.what}>
          {[kinds.nameOf(kindOf(appointment)), appointment.title].filter((part) => part !== '').join(' · ')}
        </span>
        {showsAgent && agent !== '' && <span className={styles.agent}>{agent}</span>}
      </p>
      {appointment.location !== '' && (
        <p className={styles.place}>
          <MapPin {...iconSize.small} />
          {appointment.location}
        </p>
      )}
      {clashes.length > 0 && (
        <p className={styles.clash}>
          <TriangleAlert {...iconSize.small} />
          {t('appointments.clash.short')}
        </p>
      )}
      <div className={styles.actions}>
        {canBeHeld && (
          <Button
            variant="primary"
            icon={<Check {...iconSize.row} />}
            aria-label={t('appointments.outcome.heldOf', { name })}
            onPress={() => void record(appointment, name, 'held')}
          >
            {t('appointments.action.held')}
          </Button>
        )}
        {canRecordOutcome(appointment, 'no_show', nowMs) && (
          <Button
            icon={<UserX {...iconSize.row} />}
            aria-label={t('appointments.outcome.noShowOf', { name })}
            onPress={() => void record(appointment, name, 'no_show')}
          >
            {t('appointments.action.noShow')}
          </Button>
        )}
        {customer !== undefined && customer.phone !== '' && (
          <LinkButton
            variant={canBeHeld ? 'secondary' : 'primary'}
            href={callLink(customer.phone)}
            icon={<Phone {...iconSize.row} />}
            aria-label={t('today.callName', { name })}
          >
            {t('appointments.action.call')}
          </LinkButton>
        )}
        {appointment.location !== '' && (
          <LinkButton
            href={mapLink(appointment.location)}
            target="_blank"
            rel="noreferrer"
            icon={<Navigation {...iconSize.row} />}
          >
            {t('appointments.action.map')}
          </LinkButton>
        )}
        {customer !== undefined && (
          <LinkButton href={`/customers/${customer.id}`} icon={<UserRound {...iconSize.row} />}>
            {t('appointments.action.customer')}
          </LinkButton>
        )}
      </div>
    </section>
  );
}
