import { useNavigate, useParams, useSearchParams } from '@remix-run/react';
import { Ban, Check, Copy, MapPin, Phone, RotateCcw, UserRound, UserX } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import type { CustomerFields } from '../../../../sync/collections/customer';
import type { Bases } from '../../../../sync/rules/document';
import { isOccurrenceName } from '../../../../sync/rules/occurrences';
import { canChangeStatus, canRecordOutcome, canReschedule } from '../../../../sync/rules/appointment-status';
import { useDatabase } from '../../../database/database-context';
import { usePerson } from '../../../database/use-person';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { afterPaint } from '../../../shell/after-paint';
import { Screen } from '../../../shell/screen';
import { Button, LinkButton } from '../../../ui/button';
import { callLink } from '../../../ui/contact-link';
import { EmptyState } from '../../../ui/empty-state';
import { iconSize } from '../../../ui/icon-size';
import { Skeleton } from '../../../ui/skeleton';
import { showToast } from '../../../ui/toast';
import { ChangesOfRecord } from '../../audit/changes-of-record';
import { ConflictCards } from '../../conflicts/conflict-cards';
import { customerName } from '../../customers/customer-name';
import { RecordMark } from '../../../shell/record-mark';
import { useNowMs } from '../../../ui/use-now';
import { acceptMeetings } from '../clashes/accept-meetings';
import { AppointmentForm } from './appointment-form';
import type { FoundClashes } from '../clashes/clash-decisions';
import { appointmentRecord, touchedFields, withoutFollowingRule, type EditableFields } from './appointment-form-shape';
import { AppointmentReminders } from '../reminders/appointment-reminders';
import { mapLink, StatusBadge } from '../appointment-words';
import { AnswerNotice } from '../answers/answer-notice';
import { VerdictNotice } from '../approval/verdict-notice';
import { CancelDialog } from '../cancel-dialog';
import { copyAddress } from './new-appointment-address';
import styles from './edit-appointment-screen.module.css';
import { changeAppointment } from '../appointment-verbs';
import type { Appointment } from '../use-appointments';
import { useScopeQuestion } from '../recurrence/use-scope-question';
import { useShownAppointment, type ShownAppointment } from './use-shown-appointment';
import { startOfSeries } from '../../../../sync/rules/change-series';
import { useGoBack } from '../../../shell/use-go-back';
import { useOutcome } from '../use-outcome';

const AppointmentFiles = lazy(() => import('../../files/appointment-files'));

export default function EditAppointmentScreen() {
  const t = useText();
  const { id } = useParams();
  const [search] = useSearchParams();
  const on = search.get('on');
  const found = useShownAppointment(id, on);
  const address = `${id}:${on}`;
  // What is moved to another day is not of this address any more, while its form is being left.
  const [leaving, setLeaving] = useState('');
  const last = useRef(found);
  if (leaving !== address) last.current = found;
  const appointment = last.current;
  const customer = usePerson(appointment?.customerId);
  if (appointment === undefined)
    return (
      <Screen title={t('appointments.form.title')} back="/calendar">
        <Skeleton rows={6} />
      </Screen>
    );
  if (appointment === null) {
    const isDate = on !== null && isOccurrenceName(on);
    const calendar = isDate ? `/calendar?view=week&date=${on.slice(0, 10)}` : '/calendar';
    return (
      <Screen title={t('appointments.form.title')} back="/calendar">
        <EmptyState
          illustration="search"
          title={t(isDate ? 'appointments.gone.dateTitle' : 'appointments.gone.title')}
          action={<LinkButton href={calendar}>{t('appointments.gone.toCalendar')}</LinkButton>}
        >
          {t(isDate ? 'appointments.gone.dateText' : 'appointments.gone.text')}
        </EmptyState>
      </Screen>
    );
  }
  // What arrives shows, a move too, and does not touch what is being typed: a date whose series moves to another hour
  // gets another id, and stays in the form it is in.
  return (
    <Loaded
      key={address}
      appointment={appointment}
      customer={customer ?? undefined}
      onLeaving={(isLeaving) => setLeaving(isLeaving ? address : '')}
    />
  );
}

function Loaded({
  appointment,
  customer,
  onLeaving,
}: {
  appointment: ShownAppointment;
  customer: CustomerFields | undefined;
  onLeaving: (isLeaving: boolean) => void;
}) {
  const t = useText();
  const formats = useFormats();
  const db = useDatabase();
  const goBack = useGoBack('/calendar');
  const { id, startsAt, endsAt, zone } = appointment;
  const [openedId] = useState(id);
  const name = customer === undefined ? t('appointments.unknownCustomer') : customerName(customer, t);

  const isOfSeries = appointment.occurrence !== null;
  // What is edited is the occurrence, and beside it the rule of its series.
  const edited = isOfSeries ? { ...appointment, recurrence: appointment.rule } : appointment;
  const record = appointmentRecord(edited, formats.zone);
  const { ask, question } = useScopeQuestion();

  const save = async (fields: EditableFields, bases: Bases, { meetings, decisions }: FoundClashes) => {
    try {
      const touched = withoutFollowingRule(touchedFields(fields, bases), fields, edited, formats.zone);
      const answer = await ask(appointment, 'recurrence' in touched, touched);
      if (answer === null) return false;
      const { scope } = answer;
      const begins = isOfSeries ? touched : startingWithItself(touched, fields);
      onLeaving(true);
      await changeAppointment(db, appointment, begins, { ...answer, bases });
      if (scope === 'this') await acceptMeetings(db, appointment, meetings, decisions);
      showToast({ text: t('appointments.form.saved', { name }) });
      await new Promise<void>(afterPaint);
      goBack();
      return true;
    } catch {
      onLeaving(false);
      showToast({ text: t('appointments.notStored'), tone: 'attention' });
      return false;
    }
  };
  return (
    <Screen title={name} subtitle={formats.weekdayTime(startsAt, endsAt)} back="/calendar" layout="full">
      <div className={styles.screen}>
        <StateBar appointment={appointment} customer={customer} name={name} />
        <AppointmentForm
          draftKey={`appointment-edit:${openedId}`}
          start={record.values}
          record={record}
          zone={zone}
          existing={edited}
          canReschedule={canReschedule(appointment)}
          saveLabel={t('appointments.form.save')}
          onSave={save}
          onCancel={goBack}
          above={
            <>
              <VerdictNotice appointment={appointment} name={name} />
              <AnswerNotice appointment={appointment} name={name} />
              <ConflictCards collection="appointments" document={appointment} />
              <AppointmentReminders appointment={appointment} customer={customer} mayChange />
            </>
          }
          below={
            <>
              <Suspense fallback={null}>
                <AppointmentFiles customerId={appointment.customerId} appointmentId={id} />
              </Suspense>
              <ChangesOfRecord collection="appointments" id={id} />
            </>
          }
        />
      </div>
      {question}
    </Screen>
  );
}

/** A single one that begins to recur starts with the first day of its rule. */
function startingWithItself(touched: Partial<EditableFields>, fields: EditableFields): Partial<EditableFields> {
  if ((touched.recurrence ?? '') === '') return touched;
  const { startsAt, endsAt, zone } = startOfSeries(fields, fields.recurrence ?? '') ?? fields;
  return { ...touched, startsAt, endsAt, zone };
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
  const { zone } = useFormats();
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
          <Button
            variant="quiet"
            icon={<Copy {...iconSize.row} />}
            onPress={() => navigate(copyAddress(appointment, zone, nowMs))}
          >
            {t('appointments.action.copy')}
          </Button>
          {status === 'cancelled' && (
            <Button icon={<RotateCcw {...iconSize.row} />} onPress={() => void reopen(appointment, name)}>
              {t('appointments.action.reopen')}
            </Button>
          )}
          {status !== 'cancelled' && canChangeStatus(status, 'cancelled') && (
            <Button variant="quietDanger" icon={<Ban {...iconSize.row} />} onPress={() => setCancelling(true)}>
              {t('appointments.action.cancel')}
            </Button>
          )}
        </span>
      </div>
      {isCancelling && <CancelDialog appointment={appointment} name={name} onClose={() => setCancelling(false)} />}
    </div>
  );
}
