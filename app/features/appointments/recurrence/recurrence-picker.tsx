import { Repeat } from 'lucide-react';
import { placeOn, weekdayOn } from '../../../../sync/rules/recurrence-anchor';
import {
  formatRecurrence,
  MAX_COUNT,
  parseRecurrence,
  WEEKDAYS,
  type Recurrence,
  type RecurrencePattern,
} from '../../../../sync/rules/recurrence-rule';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { ToggleChip } from '../../../ui/chip';
import { DatePicker } from '../../../ui/date-picker';
import field from '../../../ui/field.module.css';
import { iconSize } from '../../../ui/icon-size';
import { Select } from '../../../ui/select';
import styles from './recurrence-picker.module.css';
import { lastDay } from '../../../i18n/recurrence-words';
import { useRecurrenceWords, useWeekdayWords } from './use-recurrence-words';
import { addDays, addMinutes, resolveWallClock } from '../../../ui/wall-clock';

const EVERY = ['none', 'day', 'week', 'month', 'year'] as const;
const INTERVALS = [1, 2, 3, 4, 6, 8, 12];
const COUNTS = [2, 3, 4, 5, 6, 8, 10, 12, 20, 26, 52, 100];
const FIRST_COUNT = 10;
const FIRST_DAYS = 90;

/**
 * How an appointment recurs, all of it picked, and said back. `rrule` '' for one that does not; `on` is its first day.
 */
export function RecurrencePicker({
  rrule,
  on,
  startsAt,
  zone,
  onChange,
}: {
  rrule: string;
  on: string;
  startsAt: string;
  zone: string;
  onChange: (rrule: string) => void;
}) {
  const t = useText();
  const formats = useFormats();
  const words = useRecurrenceWords();
  const recurrence = parseRecurrence(rrule);
  const change = (next: Partial<Recurrence>) =>
    onChange(
      formatRecurrence({ pattern: { every: 'day' }, interval: 1, end: { ends: 'never' }, ...recurrence, ...next }),
    );
  const numbers = (known: readonly number[], value: number) =>
    [...new Set([...known, value])].sort((a, b) => a - b).map((one) => ({ id: String(one), label: String(one) }));
  return (
    <div className={styles.recurrence} data-field="recurrence">
      <div className={styles.row}>
        <Select
          label={t('appointments.field.recurrence')}
          value={recurrence?.pattern.every ?? 'none'}
          onChange={(every) =>
            every === 'none' ? onChange('') : change({ pattern: firstPattern(every as RecurrencePattern['every'], on) })
          }
          options={EVERY.map((id) => ({ id, label: t(`appointments.recurrence.every.${id}`) }))}
        />
        {recurrence !== null && (
          <Select
            label={t(`appointments.recurrence.interval.${recurrence.pattern.every}`)}
            value={String(recurrence.interval)}
            onChange={(interval) => change({ interval: Number(interval) })}
            options={numbers(INTERVALS, recurrence.interval)}
          />
        )}
      </div>
      {recurrence !== null && (
        <>
          <Which pattern={recurrence.pattern} on={on} onChange={(pattern) => change({ pattern })} />
          <div className={styles.row}>
            <Select
              label={t('appointments.recurrence.ends')}
              value={recurrence.end.ends}
              onChange={(ends) => change({ end: firstEnd(ends, on, zone) })}
              options={(['never', 'until', 'after'] as const).map((id) => ({
                id,
                label: t(`appointments.recurrence.ends.${id}`),
              }))}
            />
            <End
              end={recurrence.end}
              last={recurrence.end.ends === 'until' ? lastDay(rrule, recurrence.end.until, startsAt, formats) : ''}
              on={on}
              zone={zone}
              options={numbers}
              onChange={(end) => change({ end })}
            />
          </div>
          <p className={styles.says} role="status">
            <Repeat {...iconSize.small} />
            {words(rrule, startsAt)}
          </p>
        </>
      )}
    </div>
  );
}

function Which({
  pattern,
  on,
  onChange,
}: {
  pattern: RecurrencePattern;
  on: string;
  onChange: (pattern: RecurrencePattern) => void;
}) {
  const t = useText();
  const weekdayWords = useWeekdayWords();
  if (pattern.every === 'week') {
    const { days } = pattern;
    return (
      <fieldset className={styles.days}>
        <legend className={field.label}>{t('appointments.recurrence.days')}</legend>
        {WEEKDAYS.map((day) => (
          <ToggleChip
            key={day}
            isSelected={days.includes(day)}
            onChange={(isOn) => {
              const next = isOn ? [...days, day] : days.filter((one) => one !== day);
              if (next.length > 0) onChange({ every: 'week', days: next });
            }}
          >
            {weekdayWords(day, 'short')}
          </ToggleChip>
        ))}
      </fieldset>
    );
  }
  if (pattern.every !== 'month') return null;
  const isLast = new Date(Date.parse(on) + 86_400_000).getUTCDate() === 1;
  const isLastWeek = new Date(Date.parse(on) + 7 * 86_400_000).getUTCMonth() !== new Date(on).getUTCMonth();
  const weekday = weekdayOn(on);
  const patterns: readonly (readonly [string, RecurrencePattern, string])[] = [
    [
      'day',
      { every: 'month', day: Number(on.slice(8)) },
      t('appointments.recurrence.dayOfMonth', { day: Number(on.slice(8)) }),
    ],
    ...(isLast ? [['lastDay', { every: 'month', day: -1 }, t('appointments.recurrence.lastDay')] as const] : []),
    ...(placeOn(on) === -1
      ? []
      : [
          [
            'place',
            { every: 'month', place: placeOn(on), weekday },
            t(`appointments.recurrence.place.${placeOn(on)}`, { weekday: weekdayWords(weekday) }),
          ] as const,
        ]),
    ...(isLastWeek
      ? [
          [
            'last',
            { every: 'month', place: -1, weekday },
            t('appointments.recurrence.place.last', { weekday: weekdayWords(weekday) }),
          ] as const,
        ]
      : []),
  ];
  const chosen = patterns.find(([, one]) => JSON.stringify(one) === JSON.stringify(pattern))?.[0] ?? null;
  return (
    <Select
      label={t('appointments.recurrence.which')}
      value={chosen}
      onChange={(id) => onChange(patterns.find(([one]) => one === id)![1])}
      options={patterns.map(([id, , label]) => ({ id, label }))}
    />
  );
}

function End({
  end,
  last,
  on,
  zone,
  options,
  onChange,
}: {
  end: Recurrence['end'];
  /** 'YYYY-MM-DD', of one that ends on a day. */
  last: string;
  on: string;
  zone: string;
  options: (known: readonly number[], value: number) => { id: string; label: string }[];
  onChange: (end: Recurrence['end']) => void;
}) {
  const t = useText();
  if (end.ends === 'until')
    return (
      <DatePicker
        label={t('appointments.recurrence.until')}
        value={last}
        min={on}
        onChange={(day) => onChange({ ends: 'until', until: endOfDay(day, zone) })}
      />
    );
  if (end.ends === 'never') return null;
  return (
    <Select
      label={t('appointments.recurrence.count')}
      value={String(end.count)}
      onChange={(count) => onChange({ ends: 'after', count: Number(count) })}
      options={options(
        COUNTS.filter((count) => count <= MAX_COUNT),
        end.count,
      )}
    />
  );
}

function firstPattern(every: RecurrencePattern['every'], on: string): RecurrencePattern {
  if (every === 'week') return { every, days: [weekdayOn(on)] };
  return every === 'month' ? { every, day: Number(on.slice(8)) } : { every };
}

function firstEnd(ends: string, on: string, zone: string): Recurrence['end'] {
  if (ends === 'after') return { ends: 'after', count: FIRST_COUNT };
  return ends === 'until' ? { ends: 'until', until: endOfDay(addDays(on, FIRST_DAYS), zone) } : { ends: 'never' };
}

/** The last second of a day. */
function endOfDay(day: string, zone: string): string {
  const next = resolveWallClock({ date: addDays(day, 1), time: '00:00' }, zone).at;
  return `${addMinutes(next, -1).slice(0, 17)}59.000Z`;
}
