import { useGrowingList } from '../../ui/use-growing-list';
import type { OutboxEntry } from './outbox-entries';
import { OutboxItem } from './outbox-item';
import styles from './outbox-list.module.css';

const ITEMS_AT_ONCE = 20;

/**
 * Records that have not reached the office, drawn as far as they are in sight: each of them reads the record it is
 * about.
 */
export function OutboxList({
  name,
  entries,
  nowMs,
}: {
  name: 'refused' | 'waiting';
  entries: readonly OutboxEntry[];
  nowMs: number;
}) {
  const { shown, end } = useGrowingList(`outbox/${name}`, entries, ITEMS_AT_ONCE);
  return (
    <div className={styles.growing}>
      <ul className={styles.list}>
        {shown.map((entry) => (
          <OutboxItem key={entry.id} entry={entry} nowMs={nowMs} />
        ))}
      </ul>
      {end}
    </div>
  );
}
