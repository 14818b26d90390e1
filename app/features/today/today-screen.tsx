import { lazy, Suspense, useMemo } from 'react';
import { useDatabase } from '../../database/database-context';
import { useSyncStatus } from '../../database/use-sync-status';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Screen } from '../../shell/screen';
import { useScrollMemory } from '../../shell/use-scroll-memory';
import { Skeleton } from '../../ui/skeleton';
import { useCalendarEntries } from '../appointments/calendar/use-calendar-entries';
import { addDays, resolveWallClock, wallClockOf } from '../../ui/wall-clock';
import { useNowMs } from '../../ui/use-now';
import { Answers } from './answers';
import { ClashesAhead } from './clashes-ahead';
import { CustomerAnswers } from './customer-answers';
import { DayLine } from './day-line';
import { firstAfter, partOfDay, planDay, withoutOutcome } from './day-plan';
import { DueSteps } from './due-steps';
import { EmptyDay } from './empty-day';
import { FirstSyncCard } from './first-sync-card';
import { ForwardedWaiting } from './forwarded-waiting';
import { HandoverWaiting } from './handover-waiting';
import { NextAppointment } from './next-appointment';
import { OutcomesMissing } from './outcomes-missing';
import { QuietCustomers } from './quiet-customers';
import { RequestsWaiting } from './requests-waiting';
import styles from './today-screen.module.css';
import { Unreached } from './unreached';
import { WaitingOnDevice } from './waiting-on-device';

const AskingToLeave = lazy(() => import('./asking-to-leave'));
const Unanswered = lazy(() => import('../chat/unanswered'));
const StrangersWaiting = lazy(() => import('../chat/strangers-waiting'));
const LinesInTrouble = lazy(() => import('../lines/lines-in-trouble'));

/** How far back outcomes are asked for, and how far ahead an empty day looks. A whole team's days are many rows. */
const OWN_DAYS = { back: 14, ahead: 7 } as const;
const TEAM_DAYS = { back: 3, ahead: 3 } as const;
/** Whoever is booked within it is not offered for calling. */
const WEEK_DAYS = 7;

export default function TodayScreen() {
  const t = useText();
  const formats = useFormats();
  const nowMs = useNowMs();
  const { me } = useDatabase();
  const status = useSyncStatus();
  const scroller = useScrollMemory<HTMLDivElement>('today');
  const isTeam = me.role !== 'agent';
  const { back, ahead } = isTeam ? TEAM_DAYS : OWN_DAYS;
  const today = formats.dayOf(nowMs);
  const midnight = (days: number) => resolveWallClock({ date: addDays(today, days), time: '00:00' }, formats.zone).at;
  const day = { fromAt: midnight(0), toAt: midnight(1) };

  const agentIds = useMemo(() => (isTeam ? [] : [me.memberId]), [isTeam, me]);
  const { entries, all, isRead, customers } = useCalendarEntries(
    addDays(today, -back),
    addDays(today, ahead),
    agentIds,
  );
  const plan = planDay(entries, day, nowMs);
  const missing = withoutOutcome(entries, nowMs);

  const firstName = me.fullName.split(' ')[0] ?? me.fullName;
  const hour = Number(wallClockOf(new Date(nowMs).toISOString(), formats.zone).time.slice(0, 2));
  return (
    <Screen
      title={t(`today.greeting.${partOfDay(hour)}`, { name: firstName })}
      subtitle={formats.weekdayDate(new Date(nowMs).toISOString())}
      layout="full"
    >
      <div ref={scroller} className={styles.scroller} tabIndex={-1}>
        <div className={styles.page}>
          {status.firstSync !== null && status.phase === 'first-sync' && (
            <FirstSyncCard done={status.firstSync.done} total={status.firstSync.total} />
          )}
          <div className={styles.columns}>
            <div className={styles.day}>
              {!isRead && <Skeleton rows={6} />}
              {isRead && plan.next !== null && (
                <NextAppointment
                  entry={plan.next}
                  customer={customers.get(plan.next.appointment.customerId)}
                  isRunning={plan.isNextRunning}
                  showsAgent={isTeam}
                  nowMs={nowMs}
                />
              )}
              {isRead && plan.count === 0 && <EmptyDay upcoming={firstAfter(entries, day.toAt)} isTeam={isTeam} />}
              {plan.count > 0 && (
                <DayLine plan={plan} upcoming={firstAfter(entries, day.toAt)} isTeam={isTeam} nowMs={nowMs} />
              )}
            </div>
            <div className={styles.aside}>
              <WaitingOnDevice status={status} />
              {me.role === 'admin' && (
                <Suspense fallback={null}>
                  <LinesInTrouble />
                </Suspense>
              )}
              <Suspense fallback={null}>
                <AskingToLeave />
              </Suspense>
              <Unreached />
              <Suspense fallback={null}>
                <Unanswered />
                <StrangersWaiting />
              </Suspense>
              <CustomerAnswers agentId={isTeam ? null : me.memberId} nowMs={nowMs} />
              {isTeam && <HandoverWaiting />}
              {isTeam && <ForwardedWaiting />}
              {isTeam ? <RequestsWaiting /> : <Answers agentId={me.memberId} nowMs={nowMs} />}
              <ClashesAhead entries={entries} all={all} nowMs={nowMs} />
              {missing.length > 0 && <OutcomesMissing entries={missing} showsAgent={isTeam} />}
              <DueSteps ownerId={isTeam ? null : me.memberId} today={today} />
              <QuietCustomers
                ownerId={isTeam ? null : me.memberId}
                nowMs={nowMs}
                dayStartAt={day.fromAt}
                weekEndAt={midnight(1 + WEEK_DAYS)}
              />
            </div>
          </div>
        </div>
      </div>
    </Screen>
  );
}
