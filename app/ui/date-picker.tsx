import { CalendarDate, getLocalTimeZone, parseDate, today } from '@internationalized/date';
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react';
import {
  Button as AriaButton, Calendar, CalendarCell, CalendarGrid, CalendarGridBody, CalendarGridHeader, CalendarHeaderCell, DialogTrigger, Heading,
} from 'react-aria-components';
import { useFormats } from '../i18n/formats';
import { useText } from '../i18n/use-text';
import { AdaptivePopover } from './adaptive-popover';
import { Button } from './button';
import styles from './date-picker.module.css';
import field from './field.module.css';
import { iconSize } from './icon-size';
import { PickerFrame, type PickerProps } from './picker-frame';

/** A day, picked from a month and never typed. `value`, `min` and `max` are 'YYYY-MM-DD'; '' means none chosen. */
export function DatePicker({ value, onChange, min, max, placeholder, ...props }: PickerProps & { min?: string; max?: string }) {
  const t = useText();
  const formats = useFormats();
  const chosen = value === '' ? null : parseDate(value);
  const now: CalendarDate = today(getLocalTimeZone());
  return (
    <DialogTrigger>
      <PickerFrame {...props} shown={formats.day(value)} placeholder={placeholder ?? t('ui.pickDate')} icon={<CalendarDays {...iconSize.row} className={field.chevron} />} />
      <AdaptivePopover label={props.label} className={styles.dialog}>
        {(close) => (
          <>
            <Calendar
              aria-label={props.label} value={chosen} defaultFocusedValue={chosen ?? now} autoFocus firstDayOfWeek="mon"
              minValue={min === undefined ? undefined : parseDate(min)} maxValue={max === undefined ? undefined : parseDate(max)}
              onChange={(date) => { onChange(date.toString()); close(); }} className={styles.calendar}
            >
              <header className={styles.head}>
                <AriaButton slot="previous" className={styles.turn}><ChevronLeft {...iconSize.row} /></AriaButton>
                <Heading className={styles.month} />
                <AriaButton slot="next" className={styles.turn}><ChevronRight {...iconSize.row} /></AriaButton>
              </header>
              <CalendarGrid weekdayStyle="short" className={styles.grid}>
                <CalendarGridHeader>{(day) => <CalendarHeaderCell className={styles.weekday}>{day}</CalendarHeaderCell>}</CalendarGridHeader>
                <CalendarGridBody>
                  {(date) => <CalendarCell date={date} className={styles.day} {...(date.compare(now) === 0 ? { 'data-is-today': true } : {})} />}
                </CalendarGridBody>
              </CalendarGrid>
            </Calendar>
            <div className={styles.foot}>
              <Button variant="quiet" onPress={() => { onChange(now.toString()); close(); }}>{t('ui.today')}</Button>
              <Button variant="quiet" onPress={() => { onChange(now.add({ days: 1 }).toString()); close(); }}>{t('ui.tomorrow')}</Button>
            </div>
          </>
        )}
      </AdaptivePopover>
    </DialogTrigger>
  );
}
