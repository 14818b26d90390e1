import { Ban, Check, MapPin, TriangleAlert, UserX } from 'lucide-react';
import type { CSSProperties, KeyboardEvent, PointerEvent } from 'react';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { classNames } from '../../../ui/class-names';
import hidden from '../../../ui/visually-hidden.module.css';
import type { CalendarEntry } from '../calendar/calendar-entries';
import { CALENDAR_HELP_ID, ENTRY_ATTRIBUTE } from '../calendar/entry-element';
import { useSpokenEntry } from '../calendar/use-spoken-entry';
import { minutesBetween } from '../../../ui/wall-clock';
import { SHORT_MINUTES } from './day-layout';
import styles from './team-day.module.css';

const small = { size: 14, 'aria-hidden': true } as const;

const SIGNS = ['held', 'no_show', 'cancelled'];

/** How many signs stand before the name on an appointment. */
export const marksOf = ({ appointment, clashes }: CalendarEntry): number =>
  (clashes.length > 0 ? 1 : 0) + (SIGNS.includes(appointment.status) ? 1 : 0);

/** An appointment in a person's column: as many of its lines as there is room for, none of them cut. */
export function TeamEntry({
  entry,
  agent,
  isHeld,
  style,
  onOpen,
  onKeyDown,
  onPointerDown,
}: {
  entry: CalendarEntry;
  agent: string;
  isHeld: boolean;
  style: CSSProperties;
  onOpen: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onPointerDown: (event: PointerEvent) => void;
}) {
  const t = useText();
  const formats = useFormats();
  const spoken = useSpokenEntry();
  const { appointment, customer, clashes } = entry;
  const { status, startsAt, endsAt, title, location } = appointment;
  const isShort = minutesBetween(startsAt, endsAt) < SHORT_MINUTES;
  return (
    <div
      role="button"
      tabIndex={0}
      aria-haspopup="dialog"
      aria-label={spoken({ ...entry, agent })}
      aria-describedby={CALENDAR_HELP_ID}
      className={classNames(styles.entry, isHeld && styles.held)}
      data-status={status}
      data-short={isShort ? true : undefined}
      data-clash={clashes.length > 0 ? true : undefined}
      style={style}
      onClick={onOpen}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
    >
      <span {...{ [ENTRY_ATTRIBUTE]: appointment.id }} className={styles.face}>
        <span className={styles.title}>
          {clashes.length > 0 && <TriangleAlert {...small} />}
          {status === 'held' && <Check {...small} />}
          {status === 'no_show' && <UserX {...small} />}
          {status === 'cancelled' && <Ban {...small} />}
          {customer}
        </span>
        {isShort ? (
          <span className={styles.meta}>{formats.time(startsAt)}</span>
        ) : (
          <TimeRange from={startsAt} to={endsAt} />
        )}
        {status === 'requested' && (
          <span className={classNames(styles.meta, styles.state)}>{t('appointments.status.requested')}</span>
        )}
        {!isShort && title !== '' && <span className={styles.meta}>{title}</span>}
        {!isShort && location !== '' && (
          <span className={styles.meta}>
            <MapPin {...small} />
            {location}
          </span>
        )}
      </span>
      {clashes.length > 0 && <span className={hidden.visuallyHidden}>{t('appointments.clash.short')}</span>}
    </div>
  );
}

/** On one line, or the end on a second one: never half of it. */
function TimeRange({ from, to }: { from: string; to: string }) {
  const [begin, end] = useFormats().shortRange(from, to);
  return (
    <span className={classNames(styles.meta, styles.range)}>
      <span>{begin}</span> <span>{end}</span>
    </span>
  );
}
