import { CircleAlert } from 'lucide-react';
import type { Rejection } from '../../../sync/rules/local-document';
import { useText } from '../../i18n/use-text';
import { iconSize } from '../../ui/icon-size';
import { useGrowingList } from '../../ui/use-growing-list';
import { reasonOf, type OutboxEntry } from './outbox-entries';
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
  name: 'refused' | 'waiting' | 'ahead';
  entries: readonly OutboxEntry[];
  nowMs: number;
}) {
  const { shown, end } = useGrowingList(`outbox/${name}`, entries, ITEMS_AT_ONCE);
  return (
    <div className={styles.growing}>
      {groups(shown).map(({ reason, entries: together }) => (
        <div key={reason} className={styles.group}>
          {reason !== '' && <Reason rejection={together[0]!.rejection!} />}
          <ul className={styles.list}>
            {together.map((entry) => (
              <OutboxItem key={entry.id} entry={entry} nowMs={nowMs} />
            ))}
          </ul>
        </div>
      ))}
      {end}
    </div>
  );
}

/** Said once for all that were refused for it. */
function Reason({ rejection: { code, params } }: { rejection: Rejection }) {
  const t = useText();
  return (
    <p className={styles.reason}>
      <CircleAlert {...iconSize.small} />
      <span>{t(`error.${code}`, params)}</span>
    </p>
  );
}

/** Neighbours of one reason; without one ('') where nothing was refused. */
function groups(entries: readonly OutboxEntry[]): { reason: string; entries: OutboxEntry[] }[] {
  const found: { reason: string; entries: OutboxEntry[] }[] = [];
  for (const entry of entries) {
    const reason = entry.rejection === null ? '' : reasonOf(entry.rejection);
    if (found.at(-1)?.reason === reason) found.at(-1)!.entries.push(entry);
    else found.push({ reason, entries: [entry] });
  }
  return found;
}
