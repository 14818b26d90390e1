import { CalendarDays } from 'lucide-react';
import { takesTime } from '../../../sync/rules/appointment-status';
import type { StoredByCollection } from '../../database/saha-database';
import { kindOf } from '../../../sync/rules/approval';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Entry } from '../../ui/entry';
import { Particulars } from '../../ui/particulars';
import { answerTo } from './answers/customer-answers';
import { StatusBadge } from './appointment-words';
import { appointmentHref, type Appointment } from './use-appointments';
import { RecordMark } from '../../shell/record-mark';
import { useAppointmentKinds } from '../settings/use-appointment-kinds';

/** An appointment as one entry of a customer's time. Leads to the appointment. */
export function TimelineAppointment({
  appointment,
  agentName,
  showsDay = false,
}: {
  appointment: Appointment;
  agentName: string;
  showsDay?: boolean;
}) {
  const t = useText();
  const formats = useFormats();
  const kinds = useAppointmentKinds();
  const kind = kinds.nameOf(kindOf(appointment));
  const answer = answerTo(appointment);
  return (
    <Entry
      href={appointmentHref(appointment)}
      isOff={!takesTime(appointment)}
      icon={CalendarDays}
      tone="slate"
      title={showsDay ? formats.weekdayDate(appointment.startsAt) : appointment.title || kind}
      at={appointment.startsAt}
      when={formats.shortRange(appointment.startsAt, appointment.endsAt).join(' ')}
    >
      <Particulars
        before={<StatusBadge status={appointment.status} />}
        texts={[
          showsDay ? appointment.title : '',
          showsDay || appointment.title !== '' ? kind : '',
          appointment.location,
          agentName,
          answer === null ? '' : t(`reminders.answer.${answer}`),
          appointment.status === 'cancelled' ? appointment.cancelReason : '',
        ]}
        after={<RecordMark outbox={appointment.outbox} conflicted={appointment.conflicted} isQuiet />}
      />
    </Entry>
  );
}

/** The same as a record of a customer's time. */
export function AppointmentInTime({
  document,
  nameOf,
}: {
  document: StoredByCollection['appointments'];
  nameOf: (memberId: string) => string;
}) {
  return <TimelineAppointment appointment={document} agentName={nameOf(document.agentId)} />;
}
