import { MapPin, NotebookText, Repeat, TriangleAlert, X } from 'lucide-react';
import { Dialog as AriaDialog, Heading, OverlayArrow, Popover } from 'react-aria-components';
import type { CustomerFields } from '../../../../sync/collections/customer';
import { kindOf } from '../../../../sync/rules/approval';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { Avatar } from '../../../ui/avatar';
import { Dialog } from '../../../ui/dialog';
import { CloseOnBack } from '../../../ui/close-on-back';
import { IconButton } from '../../../ui/icon-button';
import { iconSize } from '../../../ui/icon-size';
import { usePrefersSheet } from '../../../ui/use-media';
import { RecordMark } from '../../../shell/record-mark';
import { VerdictNotice } from '../approval/verdict-notice';
import { AppointmentActions } from '../appointment-actions';
import { AppointmentReminders } from '../reminders/appointment-reminders';
import { useAppointmentKinds } from '../../settings/use-appointment-kinds';
import styles from './appointment-glance.module.css';
import { kindIcon, mapLink, StatusBadge, useLengthWords } from '../appointment-words';
import type { CalendarEntry } from './calendar-entries';
import { minutesBetween } from '../../../ui/wall-clock';

type GlanceProps = {
  entry: CalendarEntry;
  customer: CustomerFields | undefined;
  nowMs: number;
  /** What it belongs to on the screen; the popover points at it. */
  anchor: HTMLElement | null;
  onMove: () => void;
  onCancel: () => void;
  onClose: () => void;
};

/** What is known of an appointment: beside it with a pointer, a sheet from below with a finger. */
export function AppointmentGlance(props: GlanceProps) {
  const t = useText();
  const prefersSheet = usePrefersSheet();
  const { entry, anchor, onClose } = props;
  const onOpenChange = (isOpen: boolean) => {
    if (!isOpen) onClose();
  };
  if (prefersSheet || anchor === null) {
    return (
      <Dialog isOpen onOpenChange={onOpenChange} title={entry.customer}>
        <Facts {...props} />
      </Dialog>
    );
  }
  return (
    <Popover
      isOpen
      onOpenChange={onOpenChange}
      triggerRef={{ current: anchor }}
      placement="right top"
      offset={10}
      containerPadding={12}
      className={styles.popover}
    >
      <CloseOnBack />
      <OverlayArrow className={styles.arrow}>
        <svg width="18" height="9" viewBox="0 0 18 9" aria-hidden="true">
          <path d="M0 0 9 9 18 0" />
        </svg>
      </OverlayArrow>
      <AriaDialog className={styles.dialog}>
        <header className={styles.head}>
          <Heading slot="title" className={styles.title}>
            {entry.customer}
          </Heading>
          <IconButton label={t('ui.close')} icon={<X {...iconSize.row} />} onPress={onClose} />
        </header>
        <Facts {...props} />
      </AriaDialog>
    </Popover>
  );
}

function Facts({ entry, customer, nowMs, onMove, onCancel, onClose }: GlanceProps) {
  const t = useText();
  const formats = useFormats();
  const lengthWords = useLengthWords();
  const kinds = useAppointmentKinds();
  const { appointment, agent, colour, clashes } = entry;
  const Kind = kindIcon(kindOf(appointment));
  return (
    <div className={styles.facts}>
      <div>
        <p className={styles.day}>{formats.weekdayDate(appointment.startsAt)}</p>
        <p className={styles.time}>
          {formats.timeRange(appointment.startsAt, appointment.endsAt)}
          <span className={styles.length}>{lengthWords(minutesBetween(appointment.startsAt, appointment.endsAt))}</span>
        </p>
      </div>
      <div className={styles.badges}>
        <StatusBadge status={appointment.status} />
        <RecordMark outbox={appointment.outbox} conflicted={appointment.conflicted} />
      </div>
      {clashes.length > 0 && (
        <ul className={styles.clashes}>
          {clashes.map((clash) => (
            <li key={clash.withId}>
              <TriangleAlert {...iconSize.small} />
              {t(clash.who === 'customer' ? 'appointments.clash.sameCustomer' : 'appointments.clash.sameAgent', {
                customer: clash.otherCustomer,
                agent: clash.otherAgent,
              })}
            </li>
          ))}
        </ul>
      )}
      <ul className={styles.details}>
        <li>
          <Kind {...iconSize.small} />
          {appointment.title === ''
            ? kinds.nameOf(kindOf(appointment))
            : `${kinds.nameOf(kindOf(appointment))} · ${appointment.title}`}
        </li>
        {appointment.occurrence !== undefined && appointment.occurrence !== null && (
          <li>
            <Repeat {...iconSize.small} />
            {t(appointment.occurrence.isStray ? 'appointments.occurrence.stray' : 'appointments.occurrence.of')}
          </li>
        )}
        {agent !== '' && (
          <li>
            <Avatar name={agent} colour={colour} size="small" />
            {agent}
          </li>
        )}
        {appointment.location !== '' && (
          <li>
            <MapPin {...iconSize.small} />
            <a className={styles.place} href={mapLink(appointment.location)} target="_blank" rel="noreferrer">
              {appointment.location}
            </a>
          </li>
        )}
        {appointment.notes !== '' && (
          <li>
            <NotebookText {...iconSize.small} />
            <span className={styles.notes}>{appointment.notes}</span>
          </li>
        )}
        {appointment.status === 'cancelled' && appointment.cancelReason !== '' && (
          <li>{t('appointments.cancelledBecause', { reason: appointment.cancelReason })}</li>
        )}
      </ul>
      <AppointmentReminders appointment={appointment} customer={customer} />
      <VerdictNotice appointment={appointment} name={entry.customer} />
      <AppointmentActions
        appointment={appointment}
        customer={customer}
        name={entry.customer}
        nowMs={nowMs}
        onMove={onMove}
        onCancel={onCancel}
        onDone={onClose}
      />
    </div>
  );
}
