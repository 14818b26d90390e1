import { getLocalTimeZone, parseDate, today } from '@internationalized/date';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import {
  Button as AriaButton,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  Heading,
} from 'react-aria-components';
import { useText } from '../i18n/use-text';
import { Button } from './button';
import styles from './date-picker.module.css';
import { iconSize } from './icon-size';

/** None, where the day it goes by is not picked yet. */
const dayIn = (day: string | undefined) => (day === undefined || day === '' ? undefined : parseDate(day));

/** The month a DatePicker opens. Days are 'YYYY-MM-DD', '' where there is none. */
export default function MonthCalendar({
  label,
  value,
  min,
  max,
  onPick,
}: {
  label: string;
  value: string;
  min?: string;
  max?: string;
  onPick: (dayOn: string) => void;
}) {
  const t = useText();
  const chosen = dayIn(value) ?? null;
  const now = today(getLocalTimeZone());
  return (
    <>
      <Calendar
        aria-label={label}
        value={chosen}
        defaultFocusedValue={chosen ?? now}
        autoFocus
        firstDayOfWeek="mon"
        minValue={dayIn(min)}
        maxValue={dayIn(max)}
        onChange={(date) => {
          onPick(date.toString());
        }}
        className={styles.calendar}
      >
        <header className={styles.head}>
          <AriaButton slot="previous" className={styles.turn}>
            <ChevronLeft {...iconSize.row} />
          </AriaButton>
          <Heading className={styles.month} />
          <AriaButton slot="next" className={styles.turn}>
            <ChevronRight {...iconSize.row} />
          </AriaButton>
        </header>
        <CalendarGrid weekdayStyle="short" className={styles.grid}>
          <CalendarGridHeader>
            {(day) => <CalendarHeaderCell className={styles.weekday}>{day}</CalendarHeaderCell>}
          </CalendarGridHeader>
          <CalendarGridBody>
            {(date) => (
              <CalendarCell
                date={date}
                className={styles.day}
                {...(date.compare(now) === 0 ? { 'data-is-today': true } : {})}
              />
            )}
          </CalendarGridBody>
        </CalendarGrid>
      </Calendar>
      <div className={styles.foot}>
        <Button
          variant="quiet"
          onPress={() => {
            onPick(now.toString());
          }}
        >
          {t('ui.today')}
        </Button>
        <Button
          variant="quiet"
          onPress={() => {
            onPick(now.add({ days: 1 }).toString());
          }}
        >
          {t('ui.tomorrow')}
        </Button>
      </div>
    </>
  );
}
