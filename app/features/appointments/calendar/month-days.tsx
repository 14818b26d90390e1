import { TriangleAlert } from 'lucide-react';
import { useEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { classNames } from '../../../ui/class-names';
import { personColour } from '../../../ui/person-colour';
import { AppointmentRow } from '../appointment-row';
import { standsInGrid, type CalendarEntry } from './calendar-entries';
import { shownDays } from './calendar-url';
import { byDay } from './month-room';
import styles from './month-days.module.css';

const DOTS = 3;
const DAY_MS = 86_400_000;
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

const shift = (day: string, by: number) =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + by * DAY_MS).toISOString().slice(0, 10);

/** A month where there is no room for names: dots in every day, and under them the appointments of the picked one. */
export function MonthDays({
  date,
  today,
  entries,
  showsAgents,
  nowMs,
  onPick,
}: {
  date: string;
  today: string;
  entries: readonly CalendarEntry[];
  showsAgents: boolean;
  nowMs: number;
  onPick: (day: string) => void;
}) {
  const t = useText();
  const formats = useFormats();
  const grid = useRef<HTMLTableElement>(null);
  const movesFocus = useRef(false);
  const days = useMemo(() => byDay(entries, formats.dayOf), [entries, formats]);
  const weeks = useMemo(() => {
    const { from, to } = shownDays('month', date);
    const count = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
    return Array.from({ length: count / 7 }, (_, week) =>
      Array.from({ length: 7 }, (__, at) => shift(from, week * 7 + at)),
    );
  }, [date]);
  const weekdays = useMemo(
    () => new Intl.DateTimeFormat(formats.locale, { weekday: 'short', timeZone: 'UTC' }),
    [formats.locale],
  );
  useEffect(() => {
    if (!movesFocus.current) return;
    movesFocus.current = false;
    grid.current?.querySelector<HTMLElement>(`[data-month-day="${date}"]`)?.focus();
  }, [date]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    movesFocus.current = true;
    onPick(shift(date, step));
  };
  const picked = days.get(date) ?? [];
  return (
    <div className={styles.month}>
      <table ref={grid} className={styles.grid} aria-label={formats.month(`${date}T12:00:00.000Z`)}>
        <thead>
          <tr>
            {(weeks[0] ?? []).map((day) => (
              <th key={day} scope="col" className={styles.weekday}>
                {weekdays.format(new Date(`${day}T12:00:00.000Z`))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => {
                const shown = (days.get(day) ?? []).filter(standsInGrid);
                const hasClash = shown.some((entry) => entry.clashes.length > 0);
                return (
                  <td key={day}>
                    <button
                      type="button"
                      data-month-day={day}
                      tabIndex={day === date ? 0 : -1}
                      aria-pressed={day === date}
                      aria-current={day === today ? 'date' : undefined}
                      aria-label={[
                        formats.day(day),
                        t('appointments.calendar.count', { count: shown.length }),
                        ...(hasClash ? [t('appointments.clash.short')] : []),
                      ].join(', ')}
                      className={classNames(
                        styles.day,
                        day.slice(0, 7) !== date.slice(0, 7) && styles.other,
                        day === today && styles.today,
                      )}
                      onKeyDown={onKeyDown}
                      onClick={() => onPick(day)}
                    >
                      <span className={styles.number}>{Number(day.slice(8))}</span>
                      <span className={styles.marks}>
                        {hasClash && <TriangleAlert size={12} aria-hidden="true" className={styles.clash} />}
                        {shown.slice(0, hasClash ? DOTS - 1 : DOTS).map((entry) => (
                          <span
                            key={entry.appointment.id}
                            className={styles.dot}
                            style={{ background: personColour(entry.colour) }}
                          />
                        ))}
                        {shown.length > DOTS && <span className={styles.more}>+</span>}
                      </span>
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <section aria-label={formats.day(date)} className={styles.list}>
        <h2 className={styles.title}>
          {formats.weekdayDate(`${date}T12:00:00.000Z`)}
          <span className={styles.count}>{t('appointments.calendar.count', { count: picked.length })}</span>
        </h2>
        {picked.length > 0 && (
          <div className={styles.rows}>
            {picked.map((entry) => (
              <AppointmentRow
                key={entry.appointment.id}
                entry={entry}
                showsAgent={showsAgents}
                isOver={Date.parse(entry.appointment.endsAt) <= nowMs}
              />
            ))}
          </div>
        )}
      </section>
    </div>
  );
}
