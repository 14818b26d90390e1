import { useState } from 'react';
import { useReceiving } from '../../database/use-sync-status';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Panel } from '../../ui/panel';
import { AppointmentRow } from '../appointments/appointment-row';
import type { CalendarEntry } from '../appointments/calendar/calendar-entries';
import styles from './day-line.module.css';
import type { DayPlan } from './day-plan';

const OVER_SHOWN = 2;

/** The day from morning to evening, with a line where now is. What is long over folds away. */
export function DayLine({
  plan,
  upcoming,
  isTeam,
  nowMs,
}: {
  plan: DayPlan<CalendarEntry>;
  upcoming: CalendarEntry | null;
  isTeam: boolean;
  nowMs: number;
}) {
  const t = useText();
  const formats = useFormats();
  const { isReceiving } = useReceiving();
  const [isUnfolded, setUnfolded] = useState(false);
  const ahead =
    plan.next === null
      ? plan.later
      : [plan.next, ...plan.later].sort((a, b) => (a.appointment.startsAt < b.appointment.startsAt ? -1 : 1));
  const folded = isUnfolded || ahead.length === 0 ? 0 : Math.max(0, plan.over.length - OVER_SHOWN);
  return (
    <Panel
      isFlush
      title={t(isTeam ? 'today.line.team' : 'today.line.mine', { count: plan.count })}
      action={
        folded > 0 ? (
          <Button variant="quiet" className={styles.unfold} onPress={() => setUnfolded(true)}>
            {t('today.line.earlier', { count: folded })}
          </Button>
        ) : undefined
      }
    >
      <div className={styles.line}>
        {plan.over.slice(folded).map((entry) => (
          <AppointmentRow key={entry.appointment.id} entry={entry} showsAgent={isTeam} isOver />
        ))}
        {plan.over.length > 0 && (
          <p className={styles.now}>
            <span>{t('today.line.now', { time: formats.time(new Date(nowMs).toISOString()) })}</span>
          </p>
        )}
        {ahead.map((entry) => (
          <AppointmentRow key={entry.appointment.id} entry={entry} showsAgent={isTeam} />
        ))}
        {ahead.length === 0 && (
          <p className={styles.done}>
            {t(isReceiving ? 'today.line.receiving' : 'today.line.done')}
            {!isReceiving &&
              upcoming !== null &&
              ` ${t('today.empty.upcoming', { name: upcoming.customer, when: formats.weekdayTime(upcoming.appointment.startsAt) })}`}
          </p>
        )}
      </div>
    </Panel>
  );
}
