import { useText } from '../../i18n/use-text';
import { DatePicker } from '../../ui/date-picker';
import { TimePicker } from '../../ui/time-picker';
import styles from './quick-log.module.css';

export type PickedTime = { dayOn: string; clock: string };

/** When it happened, for what is written down later. */
export function WhenPicker({
  value,
  maxDayOn,
  onChange,
  error,
}: {
  value: PickedTime;
  /** The last day that can be picked. */
  maxDayOn: string;
  onChange: (value: PickedTime) => void;
  error?: string;
}) {
  const t = useText();
  return (
    <div className={styles.when}>
      <DatePicker
        label={t('interactions.log.dayOn')}
        value={value.dayOn}
        max={maxDayOn}
        onChange={(dayOn) => onChange({ ...value, dayOn })}
        error={error}
      />
      <TimePicker
        label={t('interactions.log.clock')}
        value={value.clock}
        onChange={(clock) => onChange({ ...value, clock })}
      />
    </div>
  );
}
