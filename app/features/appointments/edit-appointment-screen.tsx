import { useNavigate, useParams } from '@remix-run/react';
import { Ban, Check, MapPin, Phone, RotateCcw, UserRound, UserX } from 'lucide-react';
import { useState } from 'react';
import type { CustomerFields } from '../../../sync/collections/customer';
import type { Bases } from '../../../sync/rules/document';
import type { SyncFields } from '../../../sync/rules/local-document';
import { canChangeStatus, canRecordOutcome, canReschedule } from '../../../sync/rules/appointment-status';
import { useDatabase } from '../../database/database-context';
import { isRemains } from '../../database/stored-document';
import { useDocument } from '../../database/use-document';
import { editDocument } from '../../database/write';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Screen } from '../../shell/screen';
import { Button, LinkButton } from '../../ui/button';
import { callLink } from '../../ui/contact-link';
import { EmptyState } from '../../ui/empty-state';
import { iconSize } from '../../ui/icon-size';
import { Skeleton } from '../../ui/skeleton';
import { showToast } from '../../ui/toast';
import { ChangesOfRecord } from '../audit/changes-of-record';
import { ConflictCards } from '../conflicts/conflict-cards';
import type { Conflicted } from '../conflicts/settle-conflict';
import { customerName } from '../customers/customer-name';
import { RecordMark } from '../customers/record-mark';
import { useNowMs } from '../customers/use-now';
import { AppointmentForm } from './appointment-form';
import { appointmentRecord, touchedFields, type EditableFields } from './appointment-form-shape';
import { mapLink, StatusBadge } from './appointment-words';
import { CancelDialog } from './cancel-dialog';
import styles from './edit-appointment-screen.module.css';
import type { Appointment } from './use-appointments';
import { useGoBack } from './use-go-back';
import { useOutcome } from './use-outcome';

export default function EditAppointmentScreen() {
  const t = useText();
  const { id } = useParams();
  const appointment = useDocument('appointments', id);
  const customer = useDocument('customers', appointment?.customerId);
  if (appointment === undefined)
    return (
      <Screen title={t('appointments.form.title')} back="/calendar">
        <Skeleton rows={6} />
      </Screen>
    );
  if (appointment === null || isRemains(appointment) || appointment.deletedAt !== '') {
    return (
      <Screen title={t('appointments.form.title')} back="/calendar">
        <EmptyState
          illustration="search"
          title={t('appointments.gone.title')}
          action={<LinkButton href="/calendar">{t('appointments.gone.toCalendar')}</LinkButton>}
        >
          {t('appointments.gone.text')}
        </EmptyState>
      </Screen>
    );
  }
  // What arrives shows, a move too, and does not touch what is being typed.
  return <Loaded key={appointment.id} appointment={appointment} customer={customer ?? undefined} />;
}

function Loaded({
  appointment,
  customer,
}: {
  appointment: Appointment & Conflicted & { readonly sync: Pick<SyncFields, 'stamps'> };
  customer: CustomerFields | undefined;
}) {
  const t = useText();
  const formats = useFormats();
  const db = useDatabase();
  const goBack = useGoBack('/calendar');
  const { id, startsAt, endsAt, zone } = appointment;
  const name = customer === undefined ? t('appointments.unknownCustomer') : customerName(customer, t);

  const record = appointmentRecord(appointment, formats.zone);

  const save = async (fields: EditableFields, bases: Bases) => {
    try {
      await editDocument(db, 'appointments', id, touchedFields(fields, bases), bases);
      showToast({ text: t('appointments.form.saved', { name }) });
      goBack();
      return true;
    } catch {
      showToast({ text: t('appointments.notStored'), tone: 'attention' });
      return false;
    }
  };
  return (
    <Screen
      title={name}
      subtitle={`${formats.weekdayDate(startsAt)} · ${formats.timeRange(startsAt, endsAt)}`}
      back="/calendar"
      layout="full"
    >
      <div className={styles.screen}>
        <StateBar appointment={appointment} customer={customer} name={name} />
        <AppointmentForm
          draftKey={`appointment-edit:${id}`}
          start={record.values}
          record={record}
          zone={zone}
          existing={appointment}
          canReschedule={canReschedule(appointment)}
          saveLabel={t('appointments.form.save')}
          onSave={save}
          onCancel={goBack}
          above={<ConflictCards collection="appointments" document={appointment} />}
          below={<ChangesOfRecord collection="appointments" id={id} />}
        />
      </div>
    </Screen>
  );
}

/** Where it stands and what can be done about it now. */
function StateBar({
  appointment,
  customer,
  name,
}: {
  appointment: Appointment;
  customer: CustomerFields | undefined;
  name: string;
}) {
  const t = useText();
  const nowMs = useNowMs();
  const navigate = useNavigate();
  const { record, reopen } = useOutcome();
  const [isCancelling, setCancelling] = useState(false);
  const { status } = appointment;
  return (
    <div className={styles.bar}>
      <div className={styles.inner}>
        <span className={styles.state}>
          <StatusBadge status={status} />
          <RecordMark outbox={appointment.outbox} conflicted={appointment.conflicted} />
        </span>
        {status === 'cancelled' && appointment.cancelReason !== '' && (
          <span className={styles.reason}>
            {t('appointments.cancelledBecause', { reason: appointment.cancelReason })}
          </span>
        )}
        <span className={styles.actions}>
          {canRecordOutcome(appointment, 'held', nowMs) && (
            <Button icon={<Check {...iconSize.row} />} onPress={() => void record(appointment, name, 'held')}>
              {t('appointments.action.held')}
            </Button>
          )}
          {canRecordOutcome(appointment, 'no_show', nowMs) && (
            <Button icon={<UserX {...iconSize.row} />} onPress={() => void record(appointment, name, 'no_show')}>
              {t('appointments.action.noShow')}
            </Button>
          )}
          {customer !== undefined && customer.phone !== '' && (
            <LinkButton variant="quiet" href={callLink(customer.phone)} icon={<Phone {...iconSize.row} />}>
              {t('appointments.action.call')}
            </LinkButton>
          )}
          {appointment.location !== '' && (
            <LinkButton
              variant="quiet"
              href={mapLink(appointment.location)}
              target="_blank"
              rel="noreferrer"
              icon={<MapPin {...iconSize.row} />}
            >
              {t('appointments.action.map')}
            </LinkButton>
          )}
          {customer !== undefined && (
            <Button
              variant="quiet"
              icon={<UserRound {...iconSize.row} />}
              onPress={() => navigate(`/customers/${customer.id}`)}
            >
              {t('appointments.action.customer')}
            </Button>
          )}
          {status === 'cancelled' && (
            <Button icon={<RotateCcw {...iconSize.row} />} onPress={() => void reopen(appointment, name)}>
              {t('appointments.action.reopen')}
            </Button>
          )}
          {status !== 'cancelled' && canChangeStatus(status, 'cancelled') && (
            <Button
              variant="quiet"
              className={styles.cancel}
              icon={<Ban {...iconSize.row} />}
              onPress={() => setCancelling(true)}
            >
              {t('appointments.action.cancel')}
            </Button>
          )}
        </span>
      </div>
      {isCancelling && <CancelDialog appointment={appointment} name={name} onClose={() => setCancelling(false)} />}
    </div>
  );
}
