import { useNavigate, useSearchParams } from '@remix-run/react';
import { useMemo, useState } from 'react';
import { useDatabase } from '../../database/database-context';
import { createDocument } from '../../database/write';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Screen } from '../../shell/screen';
import { Skeleton } from '../../ui/skeleton';
import { showToast } from '../../ui/toast';
import { AppointmentForm } from './appointment-form';
import { formFromAppointment, type EditableFields } from './appointment-form-shape';
import { calendarSearch } from './calendar-url';
import { firstFree, LOOKED_AHEAD_DAYS } from './free-time';
import { OFFERED_MINUTES, readNewAppointment, type AskedAppointment } from './new-appointment-address';
import { useAppointmentsBetween } from './use-appointments';
import { useGoBack } from './use-go-back';
import { addMinutes } from './wall-clock';

export default function NewAppointmentScreen() {
  const t = useText();
  const { me } = useDatabase();
  const [search] = useSearchParams();
  // Read once per address: what is offered does not move on while somebody fills in the form.
  const asked = useMemo(() => {
    const read = readNewAppointment(search, Date.now());
    return { ...read, agentId: read.agentId === '' ? me.memberId : read.agentId };
  }, [search, me]);
  return (
    <Screen title={t('appointments.form.newTitle')} back="/calendar" layout="full">
      {asked.schedule === null ? (
        <Offered key={search.toString()} asked={asked} />
      ) : (
        <Form key={search.toString()} asked={asked} schedule={asked.schedule} />
      )}
    </Screen>
  );
}

/** The form at the first time at which both are free, as far as this device knows. */
function Offered({ asked }: { asked: AskedAppointment }) {
  const { zone } = useFormats();
  const [fromAt] = useState(() => new Date(asked.fromMs).toISOString());
  const busy = useAppointmentsBetween(fromAt, addMinutes(fromAt, LOOKED_AHEAD_DAYS * 24 * 60));
  const [offered, setOffered] = useState<string | null>(null);
  if (offered === null && busy !== undefined) setOffered(firstFree(busy, asked, asked.fromMs, OFFERED_MINUTES, zone));
  if (offered === null) return <Skeleton rows={6} />;
  return <Form asked={asked} schedule={{ startsAt: offered, endsAt: addMinutes(offered, OFFERED_MINUTES) }} />;
}

function Form({
  asked,
  schedule,
}: {
  asked: AskedAppointment;
  schedule: { readonly startsAt: string; readonly endsAt: string };
}) {
  const t = useText();
  const formats = useFormats();
  const db = useDatabase();
  const navigate = useNavigate();
  const goBack = useGoBack('/calendar');
  const [search] = useSearchParams();
  const { customerId, agentId } = asked;
  const [start] = useState(() =>
    formFromAppointment(
      { customerId, agentId, ...schedule, kind: 'meeting', title: '', location: '', notes: '' },
      formats.zone,
    ),
  );

  const save = async (fields: EditableFields) => {
    try {
      const id = await createDocument(db, 'appointments', {
        ...fields,
        status: 'confirmed',
        cancelReason: '',
        createdBy: db.me.memberId,
        createdAt: db.clock.nowIso(),
        deletedAt: '',
      });
      showToast({
        text: t('appointments.form.created', { when: formats.weekdayTime(fields.startsAt) }),
        action: { label: t('appointments.form.show'), onPress: () => navigate(`/appointments/${id}`) },
      });
      if (search.has('customerId')) goBack();
      else
        navigate(
          `/calendar${calendarSearch({ view: 'day', date: formats.dayOf(fields.startsAt), agentIds: [fields.agentId] })}`,
          { replace: true },
        );
      return true;
    } catch {
      showToast({ text: t('appointments.notStored'), tone: 'attention' });
      return false;
    }
  };
  return (
    <AppointmentForm
      draftKey={`appointment-new:${search.toString()}`}
      start={start}
      zone={formats.zone}
      canReschedule
      saveLabel={t('appointments.form.create')}
      onSave={save}
      onCancel={goBack}
    />
  );
}
