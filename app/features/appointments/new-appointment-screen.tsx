import { useNavigate, useSearchParams } from '@remix-run/react';
import { useMemo } from 'react';
import { useDatabase } from '../../database/database-context';
import { createDocument } from '../../database/write';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Screen } from '../../shell/screen';
import { showToast } from '../../ui/toast';
import { AppointmentForm } from './appointment-form';
import { formFromAppointment, type EditableFields } from './appointment-form-shape';
import { calendarSearch } from './calendar-url';
import { readNewAppointment } from './new-appointment-address';
import { useGoBack } from './use-go-back';

export default function NewAppointmentScreen() {
  const t = useText();
  const formats = useFormats();
  const db = useDatabase();
  const navigate = useNavigate();
  const goBack = useGoBack('/calendar');
  const [search] = useSearchParams();
  const start = useMemo(() => {
    const asked = readNewAppointment(search, Date.now());
    return formFromAppointment(
      {
        ...asked,
        agentId: asked.agentId === '' ? db.me.memberId : asked.agentId,
        kind: 'meeting',
        title: '',
        location: '',
        notes: '',
      },
      formats.zone,
    );
  }, [search, db, formats.zone]);

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
    <Screen title={t('appointments.form.newTitle')} back="/calendar" layout="full">
      <AppointmentForm
        key={search.toString()}
        draftKey={`appointment-new:${search.toString()}`}
        start={start}
        zone={formats.zone}
        canReschedule
        saveLabel={t('appointments.form.create')}
        onSave={save}
        onCancel={goBack}
      />
    </Screen>
  );
}
