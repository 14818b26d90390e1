import { useNavigate, useSearchParams } from '@remix-run/react';
import { useMemo, useState } from 'react';
import { useDatabase } from '../../../database/database-context';
import { startOfSeries } from '../../../../sync/rules/change-series';
import { useRootOf } from '../../../database/use-person';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { afterPaint } from '../../../shell/after-paint';
import { Screen } from '../../../shell/screen';
import { Skeleton } from '../../../ui/skeleton';
import { showToast } from '../../../ui/toast';
import { AppointmentForm } from './appointment-form';
import type { FoundClashes } from '../clashes/clash-decisions';
import { createAppointment } from './create-appointment';
import type { Bases } from '../../../../sync/rules/document';
import { formFromAppointment, type EditableFields } from './appointment-form-shape';
import { useSettings } from '../../settings/settings-context';
import { calendarSearch } from '../calendar/calendar-url';
import { firstFree, LOOKED_AHEAD_DAYS } from '../free-time/free-time';
import { OFFERED_MINUTES, readNewAppointment, type AskedAppointment } from './new-appointment-address';
import { useAppointmentsBetween } from '../use-appointments';
import { useGoBack } from '../../../shell/use-go-back';
import { useShownAppointment } from './use-shown-appointment';
import type { AppointmentFields } from '../../../../sync/collections/appointment';
import { addMinutes } from '../../../ui/wall-clock';

export default function NewAppointmentScreen() {
  const t = useText();
  const { me } = useDatabase();
  const [search] = useSearchParams();
  // Read once per address: what is offered does not move on while somebody fills in the form.
  const asked = useMemo(() => {
    const read = readNewAppointment(search, Date.now());
    return { ...read, agentId: read.agentId === '' ? me.memberId : read.agentId };
  }, [search, me]);
  const source = useShownAppointment(asked.copyOf === '' ? undefined : asked.copyOf, search.get('on'));
  const isReading = asked.copyOf !== '' && source === undefined;
  const copied = source === undefined || source === null ? undefined : copyOf(source);
  return (
    <Screen title={t('appointments.form.newTitle')} back="/calendar" layout="full">
      {isReading ? (
        <Skeleton rows={6} />
      ) : asked.schedule === null ? (
        <Offered key={search.toString()} asked={asked} />
      ) : (
        <Form key={search.toString()} asked={asked} schedule={asked.schedule} copied={copied} />
      )}
    </Screen>
  );
}

/** The form at the first time at which the agent works and both are free, as far as this device knows. */
function Offered({ asked }: { asked: AskedAppointment }) {
  const { zone } = useFormats();
  const settings = useSettings();
  const [fromAt] = useState(() => new Date(asked.fromMs).toISOString());
  const busy = useAppointmentsBetween(fromAt, addMinutes(fromAt, LOOKED_AHEAD_DAYS * 24 * 60));
  const who = { agentId: asked.agentId, customerId: useRootOf(asked.customerId) };
  const [offered, setOffered] = useState<string | null>(null);
  if (offered === null && busy !== undefined)
    setOffered(firstFree(busy, who, asked.fromMs, OFFERED_MINUTES, zone, settings, asked.isDayChosen));
  if (offered === null) return <Skeleton rows={6} />;
  return <Form asked={asked} schedule={{ startsAt: offered, endsAt: addMinutes(offered, OFFERED_MINUTES) }} />;
}

/** What a copy takes over; it is a single appointment, whatever it was copied from. */
const copyOf = ({ kind, kindId, title, location, notes }: AppointmentFields) => ({
  kind,
  kindId,
  title,
  location,
  notes,
});

function Form({
  asked,
  schedule,
  copied,
}: {
  asked: AskedAppointment;
  copied?: ReturnType<typeof copyOf>;
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
      { customerId, agentId, ...schedule, kind: 'meeting', title: '', location: '', notes: '', ...copied },
      formats.zone,
    ),
  );

  const save = async (wanted: EditableFields, _bases: Bases, { meetings, decisions }: FoundClashes) => {
    // A series begins with its own first occurrence, which may be some days after the picked one.
    const fields = startOfSeries(wanted, wanted.recurrence ?? '') ?? wanted;
    try {
      const id = await createAppointment(db, fields, meetings, decisions);
      showToast({
        text: t('appointments.form.created', { when: formats.weekdayTime(fields.startsAt) }),
        action: { label: t('appointments.form.show'), onPress: () => navigate(`/appointments/${id}`) },
      });
      // That it is stored is seen at once, and not when the next screen is drawn.
      await new Promise<void>(afterPaint);
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
