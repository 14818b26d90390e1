import FullCalendar, {
  type CalendarOptions,
  type CalendarRef,
  type DateClickInfo,
  type DateSelectInfo,
  type EventInput,
} from '@fullcalendar/react';
import dayGridPlugin from '@fullcalendar/react/daygrid';
import interactionPlugin from '@fullcalendar/react/interaction';
import trLocale from '@fullcalendar/react/locales/tr';
import '@fullcalendar/react/skeleton.css';
import timeGridPlugin from '@fullcalendar/react/timegrid';
import { useEffect, useLayoutEffect, useMemo, useRef, type CSSProperties, type TouchEvent } from 'react';
import { canReschedule } from '../../../../sync/rules/appointment-status';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { classNames } from '../../../ui/class-names';
import { personColour } from '../../../ui/person-colour';
import { usePrefersSheet } from '../../../ui/use-media';
import { standsInGrid, type CalendarEntry } from './calendar-entries';
import { CALENDAR_LOOK, DayHeader } from './calendar-look';
import look from './calendar-look.module.css';
import type { CalendarView } from './calendar-url';
import { ghostMeets } from './ghost-meets';
import { entryIdOf } from './entry-element';
import { EventFace } from './event-face';
import { LeftOfDays, MoreLink } from './more-link';
import {
  SHORT_PX,
  SLOT_PX,
  TEAM_SLOT_PX,
  teamCalendarPx,
  teamLanePx,
  useStackLimit,
  useFirstWidth,
} from './use-stack-limit';
import { useEventKeys, type KeyMove } from './use-event-keys';
import { useFingerTravel } from './use-finger-travel';
import { useHold } from './use-hold';
import { useReachableHours } from './use-reachable-hours';
import { useMonthRoom } from './use-month-room';
import type { Appointment } from '../use-appointments';
import { useSpokenEntry } from './use-spoken-entry';
import type { WorkShade } from './use-work-shade';

const VIEW_TYPES: Readonly<Record<Exclude<CalendarView, 'agenda' | 'team'>, string>> = {
  day: 'timeGridDay',
  days: 'timeGridDays',
  week: 'timeGridWeek',
  month: 'dayGridMonth',
};
const PLUGINS = [dayGridPlugin, timeGridPlugin, interactionPlugin];
const VIEWS = { timeGridDays: { type: 'timeGrid', duration: { days: 3 } } };
const FIRST_WORKING_HOUR = 8;
const SHOWN_FROM_HOUR = FIRST_WORKING_HOUR - 0.5;
/** The link says it of itself, for it knows of more. */
const noHint = () => '';

type Dropped = { readonly event: { id: string; start: Date | null; end: Date | null }; readonly revert: () => void };

export type CalendarGridProps = {
  view: Exclude<CalendarView, 'agenda' | 'team'>;
  date: string;
  entries: readonly CalendarEntry[];
  /** Whatever may be in the way of what is dragged. */
  all: readonly Appointment[];
  work: WorkShade;
  showsAgents: boolean;
  isNarrow: boolean;
  /** Opens what is known of an appointment, beside its element. */
  onOpen: (id: string) => void;
  /** An empty place was chosen; `end` is null where only a start was. `isDay`: a day without a time. */
  onPickSlot: (slot: { start: Date; end: Date | null; isDay: boolean }) => void;
  /** Resolves to false when it could not be stored: then the appointment goes back. */
  onDrop: (id: string, startsAt: string, endsAt: string) => Promise<boolean>;
  onKeyMove: (id: string, move: KeyMove) => void;
  onOpenDay: (date: Date) => void;
  /** The day of more appointments than there is room for. */
  onOpenCrowd: (date: Date) => void;
  /** All of a day under each other, where even a whole day has no room for them side by side. */
  onOpenAgenda: (date: Date) => void;
};

/** How wide it is decides what it draws: drawn before that is known, all of it would be drawn again. */
export default function CalendarGrid(props: CalendarGridProps) {
  const place = useRef<HTMLDivElement>(null);
  const widthPx = useFirstWidth(place);
  return (
    <div ref={place} className={look.place}>
      {widthPx !== undefined && <MeasuredGrid {...props} widthPx={widthPx} />}
    </div>
  );
}

function MeasuredGrid(props: CalendarGridProps & { widthPx: number }) {
  const { widthPx, view, date, entries, all, work, showsAgents, isNarrow, onOpen, onKeyMove } = props;
  const t = useText();
  const formats = useFormats();
  const speak = useSpokenEntry();
  const calendar = useRef<CalendarRef>(null);
  // The calendar may be drawn with what stood when something was taken up; what is done then is asked of now.
  const now = useRef(props);
  now.current = props;
  const frame = useRef<HTMLDivElement>(null);
  // Among several people's every name is read whole: days are as wide as that takes, and scroll beside the hours.
  const isOfTeam = showsAgents && (view === 'week' || view === 'days');
  const lanePx = useMemo(() => (isOfTeam ? teamLanePx(entries.filter(standsInGrid)) : undefined), [isOfTeam, entries]);
  const leastPx = lanePx === undefined ? undefined : teamCalendarPx(view, lanePx);
  const stack = useStackLimit(frame, view, widthPx, lanePx);
  // A finger cannot choose among rows this low: the whole cell leads to its day, where everything is large.
  const opensDays = usePrefersSheet() && view === 'month';
  const keys = useEventKeys(entries, onKeyMove);
  const finger = useFingerTravel();

  const room = useMonthRoom(entries, view === 'month' ? date : null);
  const fresh = useMemo(
    () => [
      ...work.shade,
      ...room.shown.map((entry): EventInput => ({
        id: entry.appointment.id,
        start: entry.appointment.startsAt,
        end: entry.appointment.endsAt,
        title: entry.customer,
        color: personColour(entry.colour),
        editable: canReschedule(entry.appointment),
        extendedProps: { entry },
      })),
    ],
    [room.shown, work.shade],
  );
  useReachableHours(frame);
  const inTheWay = useRef(all);
  inTheWay.current = all;
  // The same ones from render to render: others would make the calendar draw everything again.
  const faces = useMemo((): CalendarOptions => {
    const meets = ({ appointment }: CalendarEntry, startsAt: string, endsAt: string) =>
      ghostMeets(appointment, { startsAt, endsAt }, inTheWay.current);
    return {
      dayHeaderFormat:
        view === 'month' ? { weekday: isNarrow ? 'narrow' : 'short' } : { weekday: 'short', day: 'numeric' },
      dayHeaderContent: (info) => (
        <DayHeader
          info={info}
          note={view === 'month' ? undefined : work.notes.get(formats.dayOf(info.date.getTime()))}
        />
      ),
      slotHeaderContent: (info) => formats.time(info.date.toISOString()),
      eventContent: (info) => (
        <EventFace
          info={info}
          speak={speak}
          formats={formats}
          showsAgent={showsAgents}
          isMonthTight={isNarrow}
          meets={meets}
        />
      ),
    };
  }, [view, isNarrow, formats, speak, showsAgents, work.notes]);
  // A picked-up appointment waits for being dragged and hears no click; a tap on it opens it all the same.
  const tapPickedUp = (event: TouchEvent) => {
    const pickedUp = event.target instanceof Element ? event.target.closest(`.${look.held}`) : null;
    const id = pickedUp === null ? null : entryIdOf(pickedUp);
    if (id !== null && finger.wasTap()) onOpen(id);
  };

  // It begins there; being sent where it is, it would draw everything once more.
  const stands = useRef({ view, date });
  useEffect(() => {
    const api = calendar.current?.getApi();
    if (api === undefined || (stands.current.view === view && stands.current.date === date)) return;
    stands.current = { view, date };
    const type = VIEW_TYPES[view];
    if (api.view.type !== type) api.changeView(type, date);
    else api.gotoDate(date);
  }, [view, date]);

  // One comes to the hours in which people work, and to the day that is meant.
  useLayoutEffect(() => {
    if (isOfTeam) frame.current?.scrollTo({ top: SHOWN_FROM_HOUR * 2 * TEAM_SLOT_PX });
  }, [isOfTeam, view]);
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null || leastPx === undefined) return;
    const days = view === 'week' ? 7 : 3;
    const at = view === 'week' ? (new Date(`${date}T00:00:00.000Z`).getUTCDay() + 6) % 7 : 0;
    element.scrollTo({ left: ((at + 0.5) / days) * leastPx - element.clientWidth / 2 });
  }, [leastPx, view, date]);

  const drop = ({ event: { id, start, end }, revert }: Dropped) => {
    if (start === null || end === null) return revert();
    if (finger.stoodStill()) return revert();
    void hold.until(
      now.current.onDrop(id, start.toISOString(), end.toISOString()).then(
        (isStored) => {
          if (!isStored) revert();
        },
        (error: unknown) => {
          revert();
          throw error;
        },
      ),
    );
  };
  // Where its options changed all the same, the library takes itself for two calendars: one leaves, one receives.
  const takeBack = useRef<(() => void) | null>(null);
  const receive = ({ event }: Pick<Dropped, 'event'>) => drop({ event, revert: takeBack.current ?? (() => undefined) });
  const pickDate = (info: DateClickInfo) =>
    opensDays
      ? now.current.onOpenDay(info.date)
      : now.current.onPickSlot({ start: info.date, end: null, isDay: info.allDay });
  const pickRange = (info: DateSelectInfo) => {
    info.view.calendar.unselect();
    now.current.onPickSlot({ start: info.start, end: info.allDay ? null : info.end, isDay: info.allDay });
  };

  const hold = useHold(
    <LeftOfDays.Provider value={room.left}>
      <FullCalendar
        {...CALENDAR_LOOK}
        ref={calendar}
        plugins={PLUGINS}
        locales={[trLocale]}
        locale={formats.language}
        firstDay={1}
        timeZone="local"
        views={VIEWS}
        initialView={VIEW_TYPES[view]}
        initialDate={date}
        headerToolbar={false}
        height={isOfTeam ? 'auto' : '100%'}
        headingLevel={2}
        allDaySlot={false}
        nowIndicator
        scrollTime={{ hours: SHOWN_FROM_HOUR }}
        scrollTimeReset={false}
        // As long as the steps of dragging: the library aims at the middle of a slot, and where a slot has two steps
        // that is its second one. What was only drawn to another day came a quarter of an hour later there.
        slotDuration="00:15"
        slotHeaderInterval="01:00"
        slotMinHeight={(isOfTeam ? TEAM_SLOT_PX : SLOT_PX) / 2}
        slotEventOverlap={false}
        eventMinHeight={isOfTeam ? TEAM_SLOT_PX : SLOT_PX}
        eventShortHeight={SHORT_PX}
        eventMaxStack={stack}
        dayNarrowWidth={112}
        dayMaxEvents
        // Times are written on our faces (event-face.tsx); the library would word its own for nobody.
        displayEventTime={false}
        fixedWeekCount={false}
        {...faces}
        dayHeaders={view !== 'day' || work.notes.size > 0}
        events={fresh}
        editable
        eventResizableFromStart={false}
        longPressDelay={300}
        eventDragMinDistance={6}
        eventDragStart={() => hold.start()}
        eventDragStop={() => hold.stop()}
        eventDrop={drop}
        eventLeave={({ revert }) => {
          takeBack.current = revert;
        }}
        eventReceive={receive}
        eventResizeStart={() => hold.start()}
        eventResizeStop={() => hold.stop()}
        eventResize={drop}
        eventInteractive={!opensDays}
        eventClick={({ event }) =>
          opensDays && event.start !== null ? now.current.onOpenDay(event.start) : now.current.onOpen(event.id)
        }
        selectable
        selectMirror
        selectMinDistance={6}
        dateClick={pickDate}
        select={pickRange}
        navLinks={view !== 'day'}
        navLinkDayClick={(day) => now.current.onOpenDay(day)}
        moreLinkClick={({ date: day }) =>
          view === 'day' ? now.current.onOpenAgenda(day) : now.current.onOpenCrowd(day)
        }
        moreLinkContent={({ num }) => <MoreLink hidden={num} />}
        moreLinkHint={noHint}
        navLinkHint={(day) => t('appointments.calendar.goToDay', { day })}
        timedText={t('appointments.calendar.timed')}
        eventsHint={t('appointments.calendar.appointments')}
        closeHint={t('ui.close')}
      />
    </LeftOfDays.Provider>,
  );

  return (
    <div
      ref={frame}
      className={classNames(look.frame, opensDays && look.opensDays, isOfTeam && look.ofTeam)}
      style={leastPx === undefined ? undefined : ({ '--least': `${leastPx}px` } as CSSProperties)}
      {...keys}
      onPointerDownCapture={hold.press}
      {...finger.handlers}
      onTouchEndCapture={tapPickedUp}
    >
      {hold.drawn}
    </div>
  );
}
