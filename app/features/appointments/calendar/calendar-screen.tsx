import { useNavigate } from '@remix-run/react';
import { Plus } from 'lucide-react';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useDatabase } from '../../../database/database-context';
import { useReceiving } from '../../../database/use-sync-status';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { Screen } from '../../../shell/screen';
import { LinkButton } from '../../../ui/button';
import { iconSize } from '../../../ui/icon-size';
import { Skeleton } from '../../../ui/skeleton';
import { useIsNarrow, useMedia } from '../../../ui/use-media';
import { useNowMs } from '../../../ui/use-now';
import { Agenda } from './agenda';
import { AppointmentGlance } from './appointment-glance';
import { standsInGrid } from './calendar-entries';
import styles from './calendar-screen.module.css';
import hidden from '../../../ui/visually-hidden.module.css';
import { CalendarToolbar } from './calendar-toolbar';
import { calendarSearch, shownDays, type CalendarView } from './calendar-url';
import { CancelDialog } from '../cancel-dialog';
import { CALENDAR_HELP_ID, entryElement } from './entry-element';
import { MonthDays } from './month-days';
import { MoveDialog } from './move-dialog';
import { newAppointmentAddress, type Slot } from '../form/new-appointment-address';
import { usePeriodWords } from './period-words';
import type { TeamMove } from '../team-day/team-day';
import { teamOf } from '../team-day/team-of';
import { useGive } from '../team-day/use-give';
import { useCalendarEntries } from './use-calendar-entries';
import { useCalendarPlace } from './use-calendar-place';
import { useEntryFocus } from './use-entry-focus';
import type { KeyMove } from './use-event-keys';
import { useSamePeople } from './use-same-people';
import { useScopeQuestion } from '../recurrence/use-scope-question';
import { useMove } from './use-move';
import { useWorkShade } from './use-work-shade';
import { addDays, resolveWallClock } from '../../../ui/wall-clock';

/**
 * From here on everything stands in the one bar of the screen. The day that is shown has room beside it in either
 * language and whatever the chip says of records that wait; whoever sees a team has its view and its people there too.
 */
const [HAS_ONE_BAR, HAS_ONE_BAR_OF_TEAM] = ['(min-width: 1100px)', '(min-width: 1440px)'];
/** Keeps the line's place until the days have been read. */
const NOT_KNOWN_YET = '\u00a0';
const loadGrid = () => import('./calendar-grid');
const beginGrid = () => void loadGrid().catch(() => undefined); // said where it is drawn
const CalendarGrid = lazy(loadGrid);
const TeamDay = lazy(() => import('../team-day/team-day'));

type Opened = { readonly id: string; readonly as: 'glance' | 'move' | 'cancel' };

export default function CalendarScreen() {
  const t = useText();
  const formats = useFormats();
  const navigate = useNavigate();
  const isNarrow = useIsNarrow();
  const nowMs = useNowMs();
  const { isReceiving } = useReceiving();
  const { me } = useDatabase();
  const { place, change } = useCalendarPlace(nowMs);
  const { from, to } = shownDays(place.view, place.date);
  useMemo(beginGrid, []);
  const { entries, all, areOfDays, isRead, customers, members } = useCalendarEntries(from, to, place.agentIds);
  const { moveTo, step, spoken } = useMove();
  const { ask, question } = useScopeQuestion();
  const { give, spoken: given, question: shareQuestion } = useGive();
  // Here, since the day itself is drawn anew when another one is shown.
  const teamFocus = useEntryFocus(entries);
  const [opened, setOpened] = useState<Opened | null>(null);
  const entry = opened === null ? undefined : entries.find((one) => one.appointment.id === opened.id);
  const close = () => setOpened(null);
  const find = useCallback((id: string) => entries.find((one) => one.appointment.id === id), [entries]);
  const people = useMemo(
    () => (me.role === 'agent' ? [] : members.filter((member) => member.isActive)),
    [me.role, members],
  );
  const month = place.view === 'month' ? place.date.slice(0, 7) : '';
  const counted = useMemo(() => {
    const inGrid = entries.filter(standsInGrid);
    if (month === '') return inGrid.length;
    const first = `${month}-01`;
    const next = `${addDays(first, 31).slice(0, 7)}-01`;
    const [fromAt, toAt] = [first, next].map((date) => resolveWallClock({ date, time: '00:00' }, formats.zone).at);
    return inGrid.filter(({ appointment: { startsAt } }) => startsAt >= fromAt! && startsAt < toAt!).length;
  }, [entries, formats, month]);
  const periodWords = usePeriodWords(isNarrow, nowMs);
  const hasOneBar = useMedia(people.length > 1 ? HAS_ONE_BAR_OF_TEAM : HAS_ONE_BAR);
  const toolbar = (
    <CalendarToolbar
      place={place}
      today={formats.dayOf(nowMs)}
      members={people}
      hasTeam={people.length > 1}
      isNarrow={isNarrow}
      isInBar={hasOneBar}
      onChange={change}
    />
  );
  const newAddress = useCallback(
    (slot: Slot) =>
      newAppointmentAddress(slot, place.agentIds.length === 1 ? place.agentIds[0] : undefined, Date.now()),
    [place.agentIds],
  );

  const keyMove = async (id: string, move: KeyMove) => {
    const moved = find(id);
    const after = moved === undefined ? null : await step(moved.appointment, moved.customer, move);
    if (after !== null) follow(after.startsAt);
  };
  // What is moved out of sight is followed there: it keeps the focus, and the next key moves it on.
  const follow = (startsAt: string) => {
    const day = formats.dayOf(startsAt);
    if (day < from || day > to) change({ date: day });
  };
  const team = useSamePeople(
    useMemo(
      () => teamOf(people, place.agentIds, entries, me.role === 'manager' ? me.teamId : ''),
      [people, place.agentIds, entries, me],
    ),
  );
  const mine = useMemo(() => members.filter(({ id }) => id === me.memberId), [members, me.memberId]);
  const work = useWorkShade(
    place.view === 'agenda' || place.view === 'team' ? 'day' : place.view,
    place.date,
    me.role === 'agent' ? mine : team,
  );
  const open = (view: CalendarView, day: Date) =>
    navigate(`/calendar${calendarSearch({ ...place, view, date: formats.dayOf(day.toISOString()) })}`);
  const giveTo = async (id: string, { startsAt, endsAt, agentId }: TeamMove) => {
    const moved = find(id);
    const agent = members.find((member) => member.id === agentId);
    if (moved === undefined || agent === undefined) return;
    const { appointment, customer: name } = moved;
    const schedule = { startsAt, endsAt, zone: appointment.zone };
    const answer = await ask(appointment, false, { ...schedule, agentId });
    if (answer === null) return;
    const customer = customers.get(appointment.customerId);
    const isGiven = await give({ appointment, name, customer, schedule, agent, ...answer });
    if (isGiven) follow(startsAt);
  };
  const drop = async (id: string, startsAt: string, endsAt: string) => {
    const moved = find(id);
    if (moved === undefined) return false;
    const schedule = { startsAt, endsAt, zone: moved.appointment.zone };
    const answer = await ask(moved.appointment, false, schedule);
    return answer !== null && moveTo(moved.appointment, moved.customer, schedule, answer);
  };

  const waiting = (
    <div aria-busy="true">
      <Skeleton rows={8} />
    </div>
  );
  return (
    <Screen
      title={periodWords(place.view, place.date)}
      subtitle={
        !areOfDays
          ? NOT_KNOWN_YET
          : isReceiving && counted === 0
            ? t('appointments.receiving.title')
            : t('appointments.calendar.count', { count: counted })
      }
      layout="full"
      actions={
        <>
          {hasOneBar && toolbar}
          <LinkButton
            variant="primary"
            href="/appointments/new"
            icon={<Plus {...iconSize.row} />}
            className={styles.add}
            aria-label={t('appointments.new')}
          >
            {t('appointments.newShort')}
          </LinkButton>
        </>
      }
    >
      <div className={styles.calendar}>
        {!hasOneBar && toolbar}
        {isNarrow && place.view === 'month' ? (
          <MonthDays
            date={place.date}
            today={formats.dayOf(nowMs)}
            entries={entries}
            showsAgents={people.length > 1}
            nowMs={nowMs}
            onPick={(date) => change({ date })}
          />
        ) : place.view === 'agenda' ? (
          areOfDays ? (
            <Agenda key={from} entries={entries} from={from} showsAgents={people.length > 1} nowMs={nowMs} />
          ) : (
            waiting
          )
        ) : place.view === 'team' ? (
          <Suspense fallback={waiting}>
            {areOfDays ? (
              <TeamDay
                date={place.date}
                entries={entries}
                all={all}
                people={team}
                nowMs={nowMs}
                focus={teamFocus}
                onOpen={(id) => setOpened({ id, as: 'glance' })}
                onPickSlot={(start, agentId) =>
                  navigate(newAppointmentAddress({ start, end: null, isDay: false }, agentId, Date.now()))
                }
                onMove={(id, move) => void giveTo(id, move)}
              />
            ) : (
              waiting
            )}
          </Suspense>
        ) : !isRead ? (
          // An empty grid first would be drawn for nothing, and the reading wait for it.
          waiting
        ) : (
          <Suspense fallback={waiting}>
            <CalendarGrid
              view={place.view}
              date={place.date}
              entries={entries}
              all={all}
              work={work}
              showsAgents={people.length > 1 && place.agentIds.length !== 1}
              isNarrow={isNarrow}
              onOpen={(id) => setOpened({ id, as: 'glance' })}
              onPickSlot={(slot) => navigate(newAddress(slot))}
              onDrop={drop}
              onKeyMove={(id, move) => void keyMove(id, move)}
              onOpenDay={(day) => open('day', day)}
              onOpenCrowd={(day) => open(team.length > 1 ? 'team' : 'day', day)}
              onOpenAgenda={(day) => open('agenda', day)}
            />
          </Suspense>
        )}
      </div>
      <p id={CALENDAR_HELP_ID} className={hidden.visuallyHidden}>
        {t(place.view === 'team' ? 'appointments.team.keys' : 'appointments.calendar.keys')}
      </p>
      <div aria-live="polite" className={hidden.visuallyHidden}>
        {place.view === 'team' ? given : spoken}
      </div>
      {entry !== undefined && opened?.as === 'glance' && (
        <AppointmentGlance
          key={entry.appointment.id}
          entry={entry}
          customer={customers.get(entry.appointment.customerId)}
          nowMs={nowMs}
          anchor={entryElement(entry.appointment.id)}
          onClose={close}
          onMove={() => setOpened({ id: entry.appointment.id, as: 'move' })}
          onCancel={() => setOpened({ id: entry.appointment.id, as: 'cancel' })}
        />
      )}
      {entry !== undefined && opened?.as === 'move' && (
        <MoveDialog
          appointment={entry.appointment}
          name={entry.customer}
          onClose={close}
          onMove={(schedule, answer) => void moveTo(entry.appointment, entry.customer, schedule, answer)}
        />
      )}
      {entry !== undefined && opened?.as === 'cancel' && (
        <CancelDialog appointment={entry.appointment} name={entry.customer} onClose={close} />
      )}
      {question}
      {shareQuestion}
    </Screen>
  );
}
