import { CalendarDays } from 'lucide-react';
import { lazy } from 'react';
import { useFormats } from '../i18n/formats';
import { useText } from '../i18n/use-text';
import { AdaptivePopover } from './adaptive-popover';
import styles from './date-picker.module.css';
import field from './field.module.css';
import { iconSize } from './icon-size';
import { PickerFrame, type PickerProps } from './picker-frame';
import { PopoverTrigger } from './popover-trigger';

const MonthCalendar = lazy(() => import('./month-calendar'));

/** A day, picked from a month and never typed. `value`, `min` and `max` are 'YYYY-MM-DD'; '' means none chosen. */
export function DatePicker({
  value,
  onChange,
  min,
  max,
  placeholder,
  ...props
}: PickerProps & { min?: string; max?: string }) {
  const t = useText();
  const formats = useFormats();
  return (
    <PopoverTrigger>
      <PickerFrame
        {...props}
        shown={formats.day(value)}
        placeholder={placeholder ?? t('ui.pickDate')}
        icon={<CalendarDays {...iconSize.row} className={field.chevron} />}
      />
      <AdaptivePopover label={props.label} className={styles.dialog}>
        {(close) => (
          <MonthCalendar
            label={props.label}
            value={value}
            min={min}
            max={max}
            onPick={(dayOn) => {
              onChange(dayOn);
              close();
            }}
          />
        )}
      </AdaptivePopover>
    </PopoverTrigger>
  );
}
