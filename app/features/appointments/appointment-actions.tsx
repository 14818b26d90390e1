import { Ban, CalendarClock, Check, Copy, Pencil, Phone, RotateCcw, UserRound, UserX } from 'lucide-react';
import type { CustomerFields } from '../../../sync/collections/customer';
import { canChangeStatus, canRecordOutcome, canReschedule } from '../../../sync/rules/appointment-status';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button, LinkButton } from '../../ui/button';
import { callLink } from '../../ui/contact-link';
import { iconSize } from '../../ui/icon-size';
import styles from './appointment-actions.module.css';
import { appointmentHref, type Appointment } from './use-appointments';
import { copyAddress } from './form/new-appointment-address';
import { useOutcome } from './use-outcome';

/**
 * What can be done about an appointment now. `onDone` is called after anything that leaves the place where it stands.
 */
export function AppointmentActions({
  appointment,
  customer,
  name,
  nowMs,
  onMove,
  onCancel,
  onDone,
}: {
  appointment: Appointment;
  customer: CustomerFields | undefined;
  name: string;
  nowMs: number;
  onMove: () => void;
  onCancel: () => void;
  onDone: () => void;
}) {
  const t = useText();
  const { zone } = useFormats();
  const { record, reopen } = useOutcome();
  const { status } = appointment;
  const canHold = canRecordOutcome(appointment, 'held', nowMs);
  const canMiss = canRecordOutcome(appointment, 'no_show', nowMs);
  const mayCancel = status !== 'cancelled' && canChangeStatus(status, 'cancelled');
  return (
    <div className={styles.actions}>
      {(canHold || canMiss) && (
        <div className={styles.outcome}>
          {canHold && (
            <Button
              variant="primary"
              icon={<Check {...iconSize.row} />}
              onPress={() => {
                void record(appointment, name, 'held');
                onDone();
              }}
            >
              {t('appointments.action.held')}
            </Button>
          )}
          {canMiss && (
            <Button
              icon={<UserX {...iconSize.row} />}
              onPress={() => {
                void record(appointment, name, 'no_show');
                onDone();
              }}
            >
              {t('appointments.action.noShow')}
            </Button>
          )}
        </div>
      )}
      <div className={styles.grid}>
        {customer !== undefined && customer.phone !== '' && (
          <LinkButton href={callLink(customer.phone)} icon={<Phone {...iconSize.row} />}>
            {t('appointments.action.call')}
          </LinkButton>
        )}
        {customer !== undefined && (
          <LinkButton href={`/customers/${customer.id}`} icon={<UserRound {...iconSize.row} />}>
            {t('appointments.action.customer')}
          </LinkButton>
        )}
        <LinkButton href={appointmentHref(appointment)} icon={<Pencil {...iconSize.row} />}>
          {t('appointments.action.open')}
        </LinkButton>
        <LinkButton href={copyAddress(appointment, zone, nowMs)} icon={<Copy {...iconSize.row} />}>
          {t('appointments.action.copy')}
        </LinkButton>
        {canReschedule(appointment) && (
          <Button icon={<CalendarClock {...iconSize.row} />} onPress={onMove}>
            {t('appointments.action.move')}
          </Button>
        )}
        {mayCancel && (
          <Button variant="quietDanger" icon={<Ban {...iconSize.row} />} onPress={onCancel}>
            {t('appointments.action.cancel')}
          </Button>
        )}
        {status === 'cancelled' && (
          <Button
            icon={<RotateCcw {...iconSize.row} />}
            onPress={() => {
              void reopen(appointment, name);
              onDone();
            }}
          >
            {t('appointments.action.reopen')}
          </Button>
        )}
      </div>
    </div>
  );
}
