import { Clock } from 'lucide-react';
import { lazy } from 'react';
import { useFormats } from '../i18n/formats';
import { useText } from '../i18n/use-text';
import { AdaptivePopover } from './adaptive-popover';
import { Button } from './button';
import { shiftClock, type Taken } from './clock';
import field from './field.module.css';
import { iconSize } from './icon-size';
import { PickerFrame, type PickerProps } from './picker-frame';
import { PopoverTrigger } from './popover-trigger';
import styles from './time-picker.module.css';

const QuarterList = lazy(() => import('./quarter-list'));

const FINE_STEPS = [-5, -1, 1, 5] as const;

/**
 * A time of day, picked from quarter hours with finer steps below and never typed. `value` and `min` are 'HH:mm'; ''
 * means none chosen.
 */
export function TimePicker({
  value,
  onChange,
  min,
  taken,
  placeholder,
  ...props
}: PickerProps & { min?: string; /** Times that are marked, and may be picked all the same. */ taken?: Taken }) {
  const t = useText();
  const formats = useFormats();
  return (
    <PopoverTrigger>
      <PickerFrame
        {...props}
        shown={formats.clock(value)}
        placeholder={placeholder ?? t('ui.pickTime')}
        icon={<Clock {...iconSize.row} className={field.chevron} />}
      />
      <AdaptivePopover label={props.label} className={styles.dialog}>
        {(close) => (
          <>
            <QuarterList
              label={props.label}
              value={value}
              min={min}
              taken={taken}
              onPick={(picked) => {
                onChange(picked);
                close();
              }}
            />
            {value !== '' && (
              <div className={styles.fine} role="group" aria-label={t('ui.fineTime')}>
                <span className={styles.now} aria-live="polite">
                  {formats.clock(value)}
                </span>
                {FINE_STEPS.map((minutes) => (
                  <Button
                    key={minutes}
                    variant="quiet"
                    className={styles.step}
                    onPress={() => onChange(shiftClock(value, minutes))}
                    aria-label={
                      minutes < 0 ? t('ui.minutesEarlier', { minutes: -minutes }) : t('ui.minutesLater', { minutes })
                    }
                  >
                    {minutes < 0 ? `−${-minutes}` : `+${minutes}`}
                  </Button>
                ))}
              </div>
            )}
          </>
        )}
      </AdaptivePopover>
    </PopoverTrigger>
  );
}
