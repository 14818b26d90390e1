import { useMemo, useState } from 'react';
import type { SeriesScope } from '../../../../sync/rules/change-series';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { NOTHING_DECIDED } from '../clashes/clash-decisions';
import { ClashesOf, ClashNotice } from '../clashes/clash-notice';
import { ScopeChoice } from '../recurrence/scope-choice';
import { SchedulePicker } from '../form/schedule-picker';
import { pickedSchedule, pickedFrom } from '../form/picked-schedule';
import type { Appointment } from '../use-appointments';
import { useMeetingsOfChange } from '../clashes/use-meetings-of-change';
import type { ScopeAnswer } from '../recurrence/use-scope-question';
import { useFormats } from '../../../i18n/formats';

/** Another time for an appointment, without dragging. */
export function MoveDialog({
  appointment,
  name,
  onMove,
  onClose,
}: {
  appointment: Appointment;
  name: string;
  onMove: (schedule: { startsAt: string; endsAt: string; zone: string }, answer: ScopeAnswer) => void;
  onClose: () => void;
}) {
  const t = useText();
  const { zone } = useFormats();
  const [picked, setPicked] = useState(() => pickedFrom(appointment, zone));
  const [scope, setScope] = useState<SeriesScope>('this');
  const resolved = pickedSchedule(picked, zone);
  const { startsAt, endsAt } = resolved ?? {};
  const schedule =
    resolved === null ? null : { startsAt: resolved.startsAt, endsAt: resolved.endsAt, zone: appointment.zone };
  const [decisions, setDecisions] = useState(NOTHING_DECIDED);
  const wanted = useMemo(
    () =>
      startsAt === undefined || endsAt === undefined || scope === 'this'
        ? null
        : { startsAt, endsAt, zone: appointment.zone },
    [startsAt, endsAt, scope, appointment.zone],
  );
  const { meetings, around } = useMeetingsOfChange(appointment, scope, wanted);
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t('appointments.move.title', { name })}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={schedule === null}
            onPress={() => {
              if (schedule !== null) onMove(schedule, { scope, clashes: { meetings, decisions } });
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
      <ScopeChoice appointment={appointment} value={scope} onChange={setScope} />
      {schedule !== null && scope === 'this' && <ClashesOf candidate={{ ...appointment, ...schedule }} />}
      <ClashNotice
        meetings={meetings}
        around={around}
        who={appointment}
        isSeries
        decisions={decisions}
        onChange={setDecisions}
      />
    </Dialog>
  );
}
