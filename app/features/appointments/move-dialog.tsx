import { useState } from 'react';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { OverlapNotice } from './overlap-notice';
import { SchedulePicker } from './schedule-picker';
import { pickedSchedule, pickedFrom } from './picked-schedule';
import type { Appointment } from './use-appointments';
import { useFormats } from '../../i18n/formats';

/** Another time for an appointment, without dragging. */
export function MoveDialog({
  appointment,
  name,
  onMove,
  onClose,
}: {
  appointment: Appointment;
  name: string;
  onMove: (schedule: { startsAt: string; endsAt: string; zone: string }) => void;
  onClose: () => void;
}) {
  const t = useText();
  const { zone } = useFormats();
  const [picked, setPicked] = useState(() => pickedFrom(appointment, zone));
  const resolved = pickedSchedule(picked, zone);
  const schedule =
    resolved === null ? null : { startsAt: resolved.startsAt, endsAt: resolved.endsAt, zone: appointment.zone };
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={t('appointments.move.title', { name })}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={schedule === null}
            onPress={() => {
              if (schedule !== null) onMove(schedule);
              onClose();
            }}
          >
            {t('appointments.move.confirm')}
          </Button>
        </>
      }
    >
      <SchedulePicker
        value={picked}
        onChange={setPicked}
        zone={zone}
        otherZone={appointment.zone}
        busy={{ agentId: appointment.agentId, customerId: appointment.customerId, ownId: appointment.id }}
      />
      {schedule !== null && <OverlapNotice candidate={{ ...appointment, ...schedule }} />}
    </Dialog>
  );
}
