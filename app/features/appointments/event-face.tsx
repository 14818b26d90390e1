import type { EventDisplayInfo } from '@fullcalendar/react';
import { Check, MapPin, TriangleAlert, UserX } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { kindOf } from '../../../sync/rules/approval';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { initialsOf } from '../../ui/avatar';
import { classNames } from '../../ui/class-names';
import { kindIcon } from './appointment-words';
import type { CalendarEntry } from './calendar-entries';
import { CALENDAR_HELP_ID, ENTRY_ATTRIBUTE } from './entry-element';
import styles from './event-face.module.css';
import hidden from '../../ui/visually-hidden.module.css';
import { shortName } from './name-room';
import { useSpokenEntry } from './use-spoken-entry';
import { minutesBetween } from './wall-clock';

/** From here on there are lines enough for a whole name of the agent. */
const ROOMY_MINUTES = 45;
const small = { size: 14, 'aria-hidden': true } as const;

/** What is written on an appointment in the grid. While it is dragged: the time it would get, large. */
export function EventFace({
  info,
  showsAgent,
  isMonthTight,
  meets,
}: {
  info: EventDisplayInfo;
  showsAgent: boolean;
  isMonthTight: boolean;
  /** Whether an appointment would meet another between two instants. */
  meets: (entry: CalendarEntry, from: string, to: string) => boolean;
}) {
  const formats = useFormats();
  const entry = info.event.extendedProps['entry'] as CalendarEntry | undefined;
  const from = info.event.start?.toISOString() ?? '';
  const to = info.event.end?.toISOString() ?? from;
  const face = useRef<HTMLSpanElement>(null);
  const label = useSpokenEntry()(entry);
  useEffect(() => {
    const element = info.isMirror ? null : face.current?.closest('[tabindex="0"]');
    // None where entries are no targets of their own: what stands around the whole calendar is not meant.
    if (!element) return;
    // The library draws the element around this face without a role or a name, and keeps it when the time changes.
    element.setAttribute('role', 'button');
    element.setAttribute('aria-haspopup', 'dialog');
    element.setAttribute('aria-label', label);
    element.setAttribute('aria-describedby', CALENDAR_HELP_ID);
  }, [info.isMirror, label]);
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
    return (
      <span {...marks} ref={face} className={classNames(styles.face, styles.line)}>
        {clashes.length > 0 && <ClashWord isSpokenOnly />}
        {!isMonthTight && <span className={styles.time}>{formats.time(from)}</span>}
        <span className={styles.title}>{customer}</span>
        {!isMonthTight && showsAgent && agent !== '' && <span className={styles.agent}>{initialsOf(agent)}</span>}
      </span>
    );
  }
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
    <span
      {...marks}
      ref={face}
      className={classNames(styles.face, info.isShort && styles.short, isDay && styles.ofDay)}
    >
      <span className={styles.title}>
        {appointment.status === 'held' && <Check {...small} />}
        {appointment.status === 'no_show' && <UserX {...small} />}
        {customer}
      </span>
      {clashes.length > 0 && (isDay || !info.isShort) && <ClashWord />}
      <span className={styles.meta}>
        {clashes.length > 0 && !isDay && info.isShort ? (
          <TriangleAlert {...small} className={styles.mark} />
        ) : (
          <Kind {...small} />
        )}
        <span className={classNames(styles.time, styles.range)}>
          <span>{formats.time(from)}</span>
          {!info.isShort && <span>{`– ${formats.time(to)}`}</span>}
        </span>
        {isDay && info.isShort && showsAgent && agent !== '' && (
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
