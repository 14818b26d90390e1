import type { EventDisplayInfo } from '@fullcalendar/react';
import { Check, TriangleAlert, UserX } from 'lucide-react';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { classNames } from '../../ui/class-names';
import { KIND_ICONS } from './appointment-words';
import type { CalendarEntry } from './calendar-entries';
import { ENTRY_ATTRIBUTE } from './entry-element';
import styles from './event-face.module.css';

/** What is written on an appointment in the grid. While it is dragged: the time it would get, large. */
export function EventFace({ info, showsAgent }: { info: EventDisplayInfo; showsAgent: boolean }) {
  const t = useText();
  const formats = useFormats();
  const entry = info.event.extendedProps['entry'] as CalendarEntry | undefined;
  const from = info.event.start?.toISOString() ?? '';
  const to = info.event.end?.toISOString() ?? from;
  if (entry === undefined) return <span className={styles.ghostTime}>{formats.timeRange(from, to)}</span>;
  const { appointment, customer, agent, clashes } = entry;
  const isMonth = info.view.type === 'dayGridMonth';
  const Kind = KIND_ICONS[appointment.kind];
  const isBusy = clashes.length > 0;
  const state = appointment.status === 'held' ? <Check size={14} aria-hidden="true" /> : appointment.status === 'no_show' ? <UserX size={14} aria-hidden="true" /> : null;
  return (
    <span {...{ [ENTRY_ATTRIBUTE]: appointment.id }} data-clash={isBusy ? true : undefined} className={classNames(styles.face, isMonth && styles.line, info.isShort && styles.short, isBusy && styles.clash, appointment.status === 'no_show' && styles.missed)}>
      {info.isMirror && <span className={styles.ghostTime}>{isMonth ? formats.shortDate(from) : formats.timeRange(from, to)}</span>}
      {isMonth && <span className={styles.time}>{formats.time(from)}</span>}
      <span className={styles.title}>{state}{customer}</span>
      {isBusy && <span className={styles.clashWord}><TriangleAlert size={14} aria-hidden="true" /><span className={styles.clashText}>{t('appointments.clash.short')}</span></span>}
      {!isMonth && !info.isMirror && (
        <span className={styles.meta}>
          <Kind size={14} aria-hidden="true" />
          <span className={styles.time}>{info.isShort ? formats.time(from) : formats.timeRange(from, to)}</span>
        </span>
      )}
      {showsAgent && !info.isMirror && agent !== '' && <span className={styles.agent}>{isMonth || info.isNarrow ? initials(agent) : agent}</span>}
    </span>
  );
}

function initials(name: string): string {
  return name.split(/\s+/).map((word) => [...word][0] ?? '').join('');
}
