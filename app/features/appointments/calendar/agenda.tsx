import { useMemo } from 'react';
import { useReceiving } from '../../../database/use-sync-status';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { LinkButton } from '../../../ui/button';
import { classNames } from '../../../ui/class-names';
import { EmptyState } from '../../../ui/empty-state';
import { useGrowingList } from '../../../ui/use-growing-list';
import styles from './agenda.module.css';
import { AppointmentRow } from '../appointment-row';
import type { CalendarEntry } from './calendar-entries';
import { resolveWallClock } from '../../../ui/wall-clock';

const ROWS_AT_ONCE = 30;

/** The appointments of two weeks as a list of days, cancelled ones included: they stay on record. */
export function Agenda({
  entries,
  from,
  showsAgents,
  nowMs,
}: {
  entries: readonly CalendarEntry[];
  from: string;
  showsAgents: boolean;
  nowMs: number;
}) {
  const t = useText();
  const formats = useFormats();
  const { isReceiving, text } = useReceiving();
  const { shown, end } = useGrowingList(`agenda/${from}`, entries, ROWS_AT_ONCE);
  const days = useMemo(() => {
    const grouped = new Map<string, CalendarEntry[]>();
    for (const entry of shown) {
      const started = formats.dayOf(entry.appointment.startsAt);
      const day = started < from ? from : started;
      const list = grouped.get(day);
      if (list === undefined) grouped.set(day, [entry]);
      else list.push(entry);
    }
    return [...grouped].sort(([a], [b]) => (a < b ? -1 : 1));
  }, [shown, formats, from]);
  const today = formats.dayOf(nowMs);
  if (days.length === 0) {
    return (
      <EmptyState
        illustration="calendar"
        title={t(isReceiving ? 'appointments.receiving.title' : 'appointments.agenda.empty.title')}
        action={
          <LinkButton variant="primary" href="/appointments/new">
            {t('appointments.new')}
          </LinkButton>
        }
      >
        {t(isReceiving ? text : 'appointments.agenda.empty.text')}
      </EmptyState>
    );
  }
  return (
    <div className={styles.scroller} role="region" aria-label={t('appointments.view.agenda')}>
      <div className={styles.days}>
        {days.map(([day, list]) => (
          <section key={day} aria-labelledby={`agenda-${day}`} className={styles.day}>
            <h2 id={`agenda-${day}`} className={classNames(styles.heading, day === today && styles.today)}>
              {formats.weekdayDate(resolveWallClock({ date: day, time: '12:00' }, formats.zone).at)}
              {day === today && <span className={styles.word}>{t('ui.today')}</span>}
            </h2>
            <div className={styles.list}>
              {list.map((entry) => (
                <AppointmentRow
                  key={entry.appointment.id}
                  entry={entry}
                  showsAgent={showsAgents}
                  isOver={Date.parse(entry.appointment.endsAt) <= nowMs}
                />
              ))}
            </div>
          </section>
        ))}
        {end}
      </div>
    </div>
  );
}
