import {
  Check,
  CheckCheck,
  CircleAlert,
  CircleSlash,
  Clock,
  TabletSmartphone,
  Timer,
  type LucideIcon,
} from 'lucide-react';
import { useText } from '../../i18n/use-text';
import hidden from '../../ui/visually-hidden.module.css';
import type { Tick } from './tick';
import styles from './tick-mark.module.css';

const ICONS: Readonly<Record<Tick, LucideIcon>> = {
  device: TabletSmartphone,
  scheduled: Timer,
  queued: Clock,
  sent: Check,
  delivered: CheckCheck,
  read: CheckCheck,
  failed: CircleAlert,
  off: CircleSlash,
};

/** How far a message has come. `withWord` writes it beside the drawing, else it is spoken only. */
export function TickMark({ tick, withWord = false }: { tick: Tick; withWord?: boolean }) {
  const t = useText();
  const Icon = ICONS[tick];
  const word = t(`chat.tick.${tick}`);
  return (
    <span className={styles.tick} data-tick={tick} title={word}>
      <Icon size={14} strokeWidth={tick === 'read' ? 2.6 : 2} aria-hidden="true" />
      <span className={withWord ? undefined : hidden.visuallyHidden}>{word}</span>
    </span>
  );
}
