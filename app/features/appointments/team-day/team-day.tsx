import { TriangleAlert } from 'lucide-react';
import { useLayoutEffect, useMemo, useRef, type CSSProperties, type KeyboardEvent } from 'react';
import type { MemberFields } from '../../../../sync/collections/member';
import { canReschedule } from '../../../../sync/rules/appointment-status';
import { absencesOn, workOf } from '../../../../sync/rules/work-time';
import { useReceiving } from '../../../database/use-sync-status';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { Avatar } from '../../../ui/avatar';
import { classNames } from '../../../ui/class-names';
import { personColour } from '../../../ui/person-colour';
import { useSettings } from '../../settings/settings-context';
import { standsInGrid, type CalendarEntry } from '../calendar/calendar-entries';
import { ghostMeets } from '../calendar/ghost-meets';
import type { EntryFocus } from '../calendar/use-entry-focus';
import type { Appointment } from '../use-appointments';
import { addMinutes, minutesBetween, resolveWallClock } from '../../../ui/wall-clock';
import {
  columnsOf,
  droppedAt,
  heightPx,
  lanePx,
  MINUTE_PX,
  minuteOf,
  minutesFrom,
  shownHours,
  sideBySide,
  STEP_MINUTES,
  type Columns,
  type Placed,
} from './day-layout';
import styles from './team-day.module.css';
import { marksOf, TeamEntry } from './team-entry';
import { useDayDrag } from './use-day-drag';

const USUAL_HOURS = { fromHour: 8, toHour: 19 };
const small = { size: 14, 'aria-hidden': true } as const;

export type TeamMove = { readonly startsAt: string; readonly endsAt: string; readonly agentId: string };
export type TeamDayProps = {
  readonly date: string;
  readonly entries: readonly CalendarEntry[];
  /** Whatever may be in the way of what is dragged. */
  readonly all: readonly Appointment[];
  readonly people: readonly MemberFields[];
  readonly nowMs: number;
  /** Of whoever draws one day after the other. */
  readonly focus: EntryFocus;
  readonly onOpen: (id: string) => void;
  readonly onPickSlot: (start: Date, agentId: string) => void;
  readonly onMove: (id: string, move: TeamMove) => void;
};

/** A day with a column for each person: what is dragged to another column is given to that person. */
export default function TeamDay({
  date,
  entries,
  all,
  people,
  nowMs,
  focus,
  onOpen,
  onPickSlot,
  onMove,
}: TeamDayProps) {
  const t = useText();
  const formats = useFormats();
  const settings = useSettings();
  const { isReceiving } = useReceiving();
  const area = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const dayStartMs = Date.parse(resolveWallClock({ date, time: '00:00' }, formats.zone).at);
  const shown = useMemo(() => entries.filter(standsInGrid), [entries]);
  const hours = useMemo(
    () =>
      shownHours(
        shown.map(({ appointment: { startsAt, endsAt } }) => ({
          fromMinute: minuteOf(startsAt, dayStartMs),
          toMinute: minuteOf(endsAt, dayStartMs),
        })),
        USUAL_HOURS,
      ),
    [shown, dayStartMs],
  );
  const byId = useMemo(() => new Map(shown.map((entry) => [entry.appointment.id, entry])), [shown]);
  const placed = useMemo(
    () =>
      people.flatMap(({ id }, column) =>
        sideBySide(
          shown
            .filter(({ appointment }) => appointment.agentId === id)
            .map((entry) => ({ entry, startsAt: entry.appointment.startsAt, endsAt: entry.appointment.endsAt })),
        ).map((one) => ({ ...one, column })),
      ),
    [people, shown],
  );
  const columns = useMemo(
    () =>
      columnsOf(
        people.map(({ fullName }) => fullName),
        placed.map(({ item: { entry, startsAt, endsAt }, column, lanes }) => ({
          column,
          lanes,
          lanePx: lanePx(entry.customer, minutesBetween(startsAt, endsAt), marksOf(entry)),
        })),
      ),
    [people, placed],
  );
  const lengthPx = (minutes: number) => minutes * MINUTE_PX;
  const nowMinute = Math.round((nowMs - dayStartMs) / 60_000);
  const isToday = nowMinute >= hours.fromMinute && nowMinute < hours.toMinute;

  // One comes to the hour that matters: now, or the first appointment.
  const firstMinute = Math.min(...shown.map(({ appointment }) => minuteOf(appointment.startsAt, dayStartMs)));
  const start = isToday ? nowMinute - 60 : Number.isFinite(firstMinute) ? firstMinute - 30 : 9 * 60;
  const startRef = useRef(start);
  startRef.current = start;
  useLayoutEffect(() => {
    area.current?.scrollTo({ top: Math.max(0, (startRef.current - hours.fromMinute) * MINUTE_PX) });
  }, [date, hours.fromMinute]);

  /** Where a point of the screen is in the day. */
  const placeOf = (clientX: number, clientY: number) => {
    const box = body.current?.getBoundingClientRect();
    if (box === undefined) return null;
    const x = ((clientX - box.left) / box.width) * columns.totalPx;
    const column = columns.starts.findLastIndex((start) => start <= x);
    return {
      column: Math.max(0, column),
      minute: hours.fromMinute + (clientY - box.top) / MINUTE_PX,
    };
  };
  const instantAt = (minute: number) => new Date(dayStartMs + minute * 60_000).toISOString();
  const grabbedMinutes = useRef(0);
  const targetOf = (id: string, clientX: number, clientY: number) => {
    const entry = byId.get(id);
    const place = placeOf(clientX, clientY);
    if (entry === undefined || place === null) return null;
    const minutes = minutesBetween(entry.appointment.startsAt, entry.appointment.endsAt);
    const stood = { fromMinute: minutesFrom(dayStartMs, entry.appointment.startsAt), lengthMinutes: minutes };
    const fromMinute = droppedAt(place.minute, grabbedMinutes.current, stood, hours);
    const startsAt = instantAt(fromMinute);
    return { entry, column: place.column, fromMinute, minutes, startsAt, endsAt: addMinutes(startsAt, minutes) };
  };
  const { dragged, wasDragged, onPointerDown } = useDayDrag(area, ({ id, at }) => {
    const target = targetOf(id, at.clientX, at.clientY);
    const agentId = people[target?.column ?? -1]?.id;
    if (target === null || agentId === undefined) return;
    const { appointment } = target.entry;
    if (appointment.agentId === agentId && appointment.startsAt === target.startsAt) return;
    onMove(id, { startsAt: target.startsAt, endsAt: target.endsAt, agentId });
  });
  const target = dragged === null ? null : targetOf(dragged.id, dragged.at.clientX, dragged.at.clientY);
  // As much of it as is on this day.
  const ghost = target && {
    fromMinute: Math.max(target.fromMinute, hours.fromMinute),
    toMinute: Math.min(target.fromMinute + target.minutes, hours.toMinute),
  };

  const isMet =
    target !== null &&
    ghostMeets(
      target.entry.appointment,
      { startsAt: target.startsAt, endsAt: target.endsAt, agentId: people[target.column]!.id },
      all,
    );

  const keyMove = (event: KeyboardEvent, { appointment }: CalendarEntry, column: number) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onOpen(appointment.id);
      return;
    }
    if (!event.altKey || event.ctrlKey || event.metaKey || !canReschedule(appointment)) return;
    const minutes = { ArrowUp: -STEP_MINUTES, ArrowDown: STEP_MINUTES }[event.key] ?? 0;
    const agent = people[column + ({ ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0)];
    if (!event.key.startsWith('Arrow')) return;
    event.preventDefault();
    if (agent === undefined || (minutes === 0 && agent.id === appointment.agentId)) return;
    focus.willMove();
    onMove(appointment.id, {
      startsAt: addMinutes(appointment.startsAt, minutes),
      endsAt: addMinutes(appointment.endsAt, minutes),
      agentId: agent.id,
    });
  };

  return (
    <div
      ref={area}
      className={styles.area}
      style={
        {
          '--widths': columns.widths.map((width) => `minmax(${width}px, ${width}fr)`).join(' '),
          '--total': `${columns.totalPx}px`,
        } as CSSProperties
      }
      role="region"
      aria-label={t('appointments.team.label')}
      tabIndex={-1}
    >
      <div className={styles.head}>
        <span className={styles.corner} />
        {people.map((person, column) => (
          <div key={person.id} className={classNames(styles.name, target?.column === column && styles.under)}>
            <Avatar name={person.fullName} colour={person.colour} size="small" />
            <span className={styles.words}>
              <span className={styles.fullName}>{person.fullName}</span>
              <span className={styles.detail}>
                {absencesOn(settings, person.id, date).length > 0
                  ? t('appointments.team.away')
                  : isReceiving && placed.every((one) => one.column !== column)
                    ? ''
                    : t('appointments.team.count', {
                        count: placed.filter((one) => one.column === column).length,
                      })}
              </span>
            </span>
          </div>
        ))}
      </div>
      <div className={styles.day} style={{ height: lengthPx(hours.toMinute - hours.fromMinute) }}>
        <div className={styles.hours} aria-hidden="true">
          {hoursOf(hours).map((minute) => (
            <span key={minute} className={styles.hour} style={{ top: lengthPx(minute - hours.fromMinute) }}>
              {formats.time(instantAt(minute))}
            </span>
          ))}
        </div>
        <div ref={body} className={styles.body} onFocus={focus.onFocus} onBlur={focus.onBlur}>
          {people.map((person, column) => (
            <Column
              key={person.id}
              isUnder={target?.column === column}
              free={freeOf(workOf(settings, person.id, date), hours)}
              fromMinute={hours.fromMinute}
              onPick={(clientY) => {
                const place = placeOf(0, clientY);
                if (place === null) return;
                const minute = Math.floor(place.minute / (2 * STEP_MINUTES)) * 2 * STEP_MINUTES;
                onPickSlot(new Date(dayStartMs + minute * 60_000), person.id);
              }}
            />
          ))}
          {isToday && (
            <div className={styles.now} style={{ top: lengthPx(nowMinute - hours.fromMinute) }} aria-hidden="true" />
          )}
          {placed.map(({ item: { entry }, lane, lanes, column }) => (
            <TeamEntry
              key={entry.appointment.id}
              entry={entry}
              agent={people[column]!.fullName}
              isHeld={dragged?.id === entry.appointment.id}
              style={boxOf({ column, columns, lane, lanes }, entry, dayStartMs, hours.fromMinute)}
              onOpen={() => {
                if (!wasDragged()) onOpen(entry.appointment.id);
              }}
              onKeyDown={(event) => keyMove(event, entry, column)}
              onPointerDown={(event) => {
                const place = placeOf(event.clientX, event.clientY);
                if (place === null || !canReschedule(entry.appointment)) return;
                grabbedMinutes.current = place.minute - minutesFrom(dayStartMs, entry.appointment.startsAt);
                onPointerDown(event, entry.appointment.id);
              }}
            />
          ))}
          {target !== null && ghost !== null && (
            <div
              className={styles.ghost}
              data-clash={isMet ? true : undefined}
              style={{
                ...across({ column: target.column, columns, lane: 0, lanes: 1 }),
                top: lengthPx(ghost.fromMinute - hours.fromMinute),
                height: heightPx(ghost.toMinute - ghost.fromMinute) + 2,
                ...colourOf(people[target.column]?.colour),
              }}
            >
              <span className={styles.ghostTime}>{formats.shortRange(target.startsAt, target.endsAt).join(' ')}</span>
              {isMet && (
                <span className={styles.ghostClash}>
                  <TriangleAlert {...small} /> {t('appointments.clash.short')}
                </span>
              )}
              <span className={styles.title}>{target.entry.customer}</span>
              <span className={styles.meta}>{people[target.column]?.fullName}</span>
            </div>
          )}
        </div>
      </div>
    </div>
  );
}

type Hours = { readonly fromMinute: number; readonly toMinute: number };
type Place = { readonly column: number; readonly columns: Columns } & Pick<Placed<unknown>, 'lane' | 'lanes'>;

const colourOf = (colour: number | undefined) => ({ '--person': personColour(colour) }) as CSSProperties;
const hoursOf = ({ fromMinute, toMinute }: Hours) =>
  Array.from({ length: (toMinute - fromMinute) / 60 }, (_, at) => fromMinute + at * 60);

function across({ column, columns: { widths, starts, totalPx }, lane, lanes }: Place): CSSProperties {
  const share = ((widths[column] ?? 0) / totalPx) * 100;
  const start = ((starts[column] ?? 0) / totalPx) * 100;
  return {
    insetInlineStart: `calc(${start + (lane * share) / lanes}% + 2px)`,
    width: `calc(${share / lanes}% - ${lane === lanes - 1 ? 6 : 3}px)`,
  };
}

function boxOf(place: Place, { appointment, colour }: CalendarEntry, dayStartMs: number, fromMinute: number) {
  const [from, to] = [minuteOf(appointment.startsAt, dayStartMs), minuteOf(appointment.endsAt, dayStartMs)];
  return {
    ...across(place),
    ...colourOf(colour),
    top: (from - fromMinute) * MINUTE_PX,
    height: heightPx(to - from),
  };
}

/** The hours of the day in which somebody does not work, in minutes. */
function freeOf(work: ReturnType<typeof workOf>, { fromMinute, toMinute }: Hours): Hours[] {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  const free: Hours[] = [];
  let reached = fromMinute;
  for (const { from, to } of work) {
    if (minutes(from) > reached) free.push({ fromMinute: reached, toMinute: Math.min(minutes(from), toMinute) });
    reached = Math.max(reached, minutes(to));
  }
  if (reached < toMinute) free.push({ fromMinute: reached, toMinute });
  return free;
}

function Column({
  isUnder,
  free,
  fromMinute,
  onPick,
}: {
  isUnder: boolean;
  free: readonly Hours[];
  fromMinute: number;
  onPick: (clientY: number) => void;
}) {
  return (
    // A new appointment has its own button for the keyboard; a tap on the paper is the short way for a pointer.
    <div
      className={classNames(styles.column, isUnder && styles.under)}
      onClick={(event) => onPick(event.clientY)}
      aria-hidden="true"
    >
      {free.map((one) => (
        <span
          key={one.fromMinute}
          className={styles.free}
          style={{
            top: (one.fromMinute - fromMinute) * MINUTE_PX,
            height: (one.toMinute - one.fromMinute) * MINUTE_PX,
          }}
        />
      ))}
    </div>
  );
}
