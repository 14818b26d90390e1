import type { EventDisplayInfo } from '@fullcalendar/react';
import { Check, MapPin, TriangleAlert, UserX } from 'lucide-react';
import { memo, useLayoutEffect, useRef } from 'react';
import { kindOf } from '../../../../sync/rules/approval';
import type { Formats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { initialsOf } from '../../../ui/avatar';
import { classNames } from '../../../ui/class-names';
import { kindIcon } from '../appointment-words';
import type { CalendarEntry } from './calendar-entries';
import { CALENDAR_HELP_ID, ENTRY_ATTRIBUTE } from './entry-element';
import styles from './event-face.module.css';
import hidden from '../../../ui/visually-hidden.module.css';
import { shortName } from './name-room';
import { SHORT_PX, SLOT_PX } from './use-stack-limit';
import { minutesBetween } from '../../../ui/wall-clock';

/** The library says so when it has measured them, and each would be drawn a second time. */
function isShortOf({ isShort, event: { start, end } }: EventDisplayInfo): boolean {
  const minutes = start === null || end === null ? 0 : (end.getTime() - start.getTime()) / 60_000;
  return isShort || (minutes * SLOT_PX) / 30 <= SHORT_PX;
}

/** From here on there are lines enough for a whole name of the agent. */
const ROOMY_MINUTES = 45;
const small = { size: 14, 'aria-hidden': true } as const;

type EventFaceProps = {
  info: EventDisplayInfo;
  /** The grid's own, as `formats`: hundreds of faces need not ask for them one by one. */
  speak: (entry: CalendarEntry | undefined) => string;
  formats: Formats;
  showsAgent: boolean;
  isMonthTight: boolean;
  /** Whether an appointment would meet another between two instants. */
  meets: (entry: CalendarEntry, from: string, to: string) => boolean;
};

/**
 * What is written on an appointment in the grid. While it is dragged: the time it would get, large. The library draws
 * its rows anew with every size it learns of, and an entry with them: the same appointment in the same place stays.
 */
export const EventFace = memo(function EventFace({
  info,
  speak,
  formats,
  showsAgent,
  isMonthTight,
  meets,
}: EventFaceProps) {
  const entry = info.event.extendedProps['entry'] as CalendarEntry | undefined;
  const from = info.event.start?.toISOString() ?? '';
  const to = info.event.end?.toISOString() ?? from;
  const face = useRef<HTMLSpanElement>(null);
  // Before it is laid out: said later, its look is worked out twice.
  useLayoutEffect(() => {
    const element = info.isMirror ? null : face.current?.closest('[tabindex="0"]');
    // None where entries are no targets of their own: what stands around the whole calendar is not meant.
    if (!element) return;
    // The library draws the element around this face without a role or a name, and keeps it when the time changes.
    element.setAttribute('role', 'button');
    element.setAttribute('aria-haspopup', 'dialog');
    element.setAttribute('aria-label', speak(entry));
    element.setAttribute('aria-describedby', CALENDAR_HELP_ID);
  }, [info.isMirror, speak, entry]);
  if (entry === undefined)
    return <span className={classNames(styles.face, styles.ghostTime)}>{formats.timeRange(from, to)}</span>;
  const { appointment, customer, agent, clashes } = entry;
  const marks = {
    [ENTRY_ATTRIBUTE]: appointment.id,
    'data-clash': clashes.length > 0 ? true : undefined,
    'data-status': appointment.status,
  };
  const isMonth = info.view.type === 'dayGridMonth';
  if (info.isMirror) {
    const isMet = meets(entry, from, to);
    return (
      <span className={classNames(styles.face, isMonth && styles.line)} data-clash={isMet ? true : undefined}>
        {isMet && isMonth && <TriangleAlert {...small} className={styles.ghostMark} />}
        <span className={styles.ghostTime}>{isMonth ? formats.shortDate(from) : formats.timeRange(from, to)}</span>
        {isMet && !isMonth && (
          <span className={styles.ghostMark}>
            <ClashWord />
          </span>
        )}
        <span className={styles.title}>{customer}</span>
      </span>
    );
  }
  if (isMonth) {
    const isSpanning = formats.dayOf(from) !== formats.dayOf(Math.max(Date.parse(from), Date.parse(to) - 1));
    return (
      <span {...marks} ref={face} className={classNames(styles.face, styles.line, isSpanning && styles.spanning)}>
        {clashes.length > 0 && <ClashWord isSpokenOnly />}
        {!isMonthTight && <span className={styles.time}>{formats.time(from)}</span>}
        <span className={styles.title}>{customer}</span>
        {!isMonthTight && showsAgent && agent !== '' && <span className={styles.agent}>{initialsOf(agent)}</span>}
      </span>
    );
  }
  const isShort = isShortOf(info);
  const Kind = kindIcon(kindOf(appointment));
  const isDay = info.view.type === 'timeGridDay';
  // Among several people's: with whom and whose it is, read whole; the grid says when.
  if (!isDay && showsAgent) {
    return (
      <span {...marks} ref={face} className={classNames(styles.face, styles.tight, styles.ofTeam)}>
        <span className={styles.title}>
          {clashes.length > 0 && <TriangleAlert {...small} className={styles.mark} />}
          {customer}
        </span>
        {agent !== '' && (
          <span className={styles.agent}>{minutesBetween(from, to) < ROOMY_MINUTES ? shortName(agent) : agent}</span>
        )}
      </span>
    );
  }
  // Little room: a name and whether it clashes.
  if (!isDay && info.isNarrow) {
    return (
      <span {...marks} ref={face} className={classNames(styles.face, styles.tight)}>
        {customer.split(' ').map((word, at) => (
          <span key={at} className={styles.word}>
            {at === 0 && clashes.length > 0 && <TriangleAlert {...small} className={styles.mark} />}
            <span className={styles.title}>{word}</span>
          </span>
        ))}
      </span>
    );
  }
  return (
    <span {...marks} ref={face} className={classNames(styles.face, isShort && styles.short, isDay && styles.ofDay)}>
      <span className={styles.title}>
        {appointment.status === 'held' && <Check {...small} />}
        {appointment.status === 'no_show' && <UserX {...small} />}
        {customer}
      </span>
      {clashes.length > 0 && (isDay || !isShort) && <ClashWord />}
      <span className={styles.meta}>
        {clashes.length > 0 && !isDay && isShort ? (
          <TriangleAlert {...small} className={styles.mark} />
        ) : (
          <Kind {...small} />
        )}
        <span className={classNames(styles.time, styles.range)}>
          <span>{formats.time(from)}</span>
          {!isShort && <span>{`– ${formats.time(to)}`}</span>}
        </span>
        {isDay && isShort && showsAgent && agent !== '' && (
          <span className={classNames(styles.agent, styles.besideTime)} aria-hidden="true">
            {initialsOf(agent)}
          </span>
        )}
      </span>
      {isDay && appointment.title !== '' && (
        <span className={classNames(styles.meta, styles.more)}>
          <span className={styles.clipped}>{appointment.title}</span>
        </span>
      )}
      {isDay && appointment.location !== '' && (
        <span className={classNames(styles.meta, styles.more)}>
          <MapPin {...small} />
          <span className={styles.clipped}>{appointment.location}</span>
        </span>
      )}
      {showsAgent && agent !== '' && <span className={styles.agent}>{agent}</span>}
    </span>
  );
}, isSameFace);

function isSameFace(before: EventFaceProps, after: EventFaceProps): boolean {
  const [one, other] = [before.info, after.info];
  return (
    one.event.extendedProps['entry'] === other.event.extendedProps['entry'] &&
    one.event.start?.getTime() === other.event.start?.getTime() &&
    one.event.end?.getTime() === other.event.end?.getTime() &&
    one.view.type === other.view.type &&
    one.isMirror === other.isMirror &&
    isShortOf(one) === isShortOf(other) &&
    one.isNarrow === other.isNarrow &&
    before.speak === after.speak &&
    before.formats === after.formats &&
    before.showsAgent === after.showsAgent &&
    before.isMonthTight === after.isMonthTight &&
    before.meets === after.meets
  );
}

function ClashWord({ isSpokenOnly = false }: { isSpokenOnly?: boolean }) {
  const t = useText();
  return (
    <span className={styles.clashWord}>
      <TriangleAlert {...small} />
      <span className={isSpokenOnly ? hidden.visuallyHidden : styles.clashText}>{t('appointments.clash.short')}</span>
    </span>
  );
}
