import { Clock3 } from 'lucide-react';
import { useCallback } from 'react';
import { useRootOf } from '../../../database/use-person';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { ToggleChip } from '../../../ui/chip';
import { DatePicker } from '../../../ui/date-picker';
import { iconSize } from '../../../ui/icon-size';
import { Segmented } from '../../../ui/segmented';
import { TimePicker } from '../../../ui/time-picker';
import { useLengthWords } from '../appointment-words';
import { FreeSlots } from '../free-time/free-slots';
import { takenTimes, type Attending } from '../free-time/free-time';
import { lengthUntil, pickedSchedule, startPicked, type PickedSchedule } from './picked-schedule';
import styles from './schedule-picker.module.css';
import { useAppointmentsOfDays } from '../use-appointments';
import { addDays, placeOfZone, wallClockOf } from '../../../ui/wall-clock';

/** A quarter hour of the list is taken when something else goes on in it. */
const SLOT_MINUTES = 15;
const LENGTHS = [30, 45, 60, 90, 120] as const;

/** Day, start and end, all picked. `zone` is the reader's; `otherZone` is where the appointment was made. */
export function SchedulePicker({
  value,
  onChange,
  zone,
  otherZone,
  busy,
  isDisabled = false,
  dateError,
  timeError,
}: {
  value: PickedSchedule;
  onChange: (value: PickedSchedule) => void;
  zone: string;
  otherZone: string;
  /** Whose other appointments are marked in the lists of times. */
  busy: Attending & { readonly ownId: string };
  isDisabled?: boolean;
  dateError?: string;
  timeError?: string;
}) {
  const t = useText();
  const formats = useFormats();
  const lengthWords = useLengthWords();
  const day = value.date === '' ? formats.dayOf(Date.now()) : value.date;
  const { agentId, ownId } = busy;
  const customerId = useRootOf(busy.customerId);
  const around = useAppointmentsOfDays(day, addDays(day, 1), zone, busy);
  const taken = useCallback(
    (times: readonly string[]) =>
      takenTimes(around ?? [], { agentId, customerId, ownId }, day, times, SLOT_MINUTES, zone),
    [around, agentId, customerId, ownId, day, zone],
  );
  const resolved = pickedSchedule(value, zone);
  const end = resolved === null ? null : wallClockOf(resolved.endsAt, zone);
  const there = resolved === null || otherZone === zone ? null : wallClockOf(resolved.startsAt, otherZone);
  return (
    <div className={styles.picker}>
      <DatePicker
        label={t('appointments.field.date')}
        value={value.date}
        onChange={(date) => onChange({ ...value, date, isLater: false })}
        error={dateError}
        isDisabled={isDisabled}
        isRequired
      />
      <div className={styles.times}>
        <TimePicker
          label={t('appointments.field.start')}
          value={value.time}
          taken={taken}
          onChange={(time) => onChange({ ...value, time, isLater: false })}
          error={timeError}
          isDisabled={isDisabled}
          isRequired
        />
        <TimePicker
          label={t('appointments.field.end')}
          value={end?.time ?? ''}
          isDisabled={isDisabled || resolved === null}
          onChange={(time) => onChange({ ...value, lengthMinutes: lengthUntil(value, time, zone) })}
          description={end !== null && end.date !== value.date ? formats.day(end.date) : undefined}
        />
      </div>
      <div className={styles.lengths} role="group" aria-label={t('appointments.field.length')}>
        {LENGTHS.map((minutes) => (
          <ToggleChip
            key={minutes}
            isDisabled={isDisabled}
            isSelected={value.lengthMinutes === minutes}
            onChange={() => onChange({ ...value, lengthMinutes: minutes })}
          >
            {lengthWords(minutes)}
          </ToggleChip>
        ))}
        {!LENGTHS.some((minutes) => minutes === value.lengthMinutes) && (
          <ToggleChip isSelected isDisabled={isDisabled} onChange={() => undefined}>
            {lengthWords(value.lengthMinutes)}
          </ToggleChip>
        )}
      </div>
      {!isDisabled && (
        <FreeSlots
          who={busy}
          fromDay={day}
          lengthMinutes={value.lengthMinutes}
          zone={zone}
          onPick={(startsAt) => onChange({ ...value, ...startPicked(startsAt, zone) })}
        />
      )}
      {resolved?.start === 'skipped' && (
        <p className={styles.note} role="status">
          <Clock3 {...iconSize.small} />
          {t('appointments.zone.skipped', { picked: formats.clock(value.time), used: formats.time(resolved.startsAt) })}
        </p>
      )}
      {resolved?.start === 'repeated' && (
        <Segmented
          label={t('appointments.zone.repeated', { time: formats.clock(value.time) })}
          value={value.isLater ? 'later' : 'first'}
          options={[
            { id: 'first', label: t('appointments.zone.first') },
            { id: 'later', label: t('appointments.zone.later') },
          ]}
          onChange={(which) => onChange({ ...value, isLater: which === 'later' })}
        />
      )}
      {there !== null && (
        <p className={styles.note}>
          <Clock3 {...iconSize.small} />
          {t('appointments.zone.there', {
            zone: placeOfZone(otherZone),
            time: `${there.date === value.date ? '' : `${formats.day(there.date)} `}${formats.clock(there.time)}`,
          })}
        </p>
      )}
    </div>
  );
}
