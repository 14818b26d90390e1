import { useState } from 'react';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Panel } from '../../ui/panel';
import { ConflictItem } from './conflict-item';
import styles from './outbox-screen.module.css';
import type { ConflictEntry } from './use-conflicts';

const SHOWN_AT_ONCE = 10;

/** Everything on this device that waits for somebody's decision, with the buttons that decide. */
export function ConflictsPanel({ entries }: { entries: readonly ConflictEntry[] }) {
  const t = useText();
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  const more = Math.min(SHOWN_AT_ONCE, entries.length - shown);
  if (entries.length === 0) return null;
  return (
    <Panel isFlush title={t('outbox.conflicts.title', { count: entries.length })}>
      <p className={styles.lead}>{t('outbox.conflicts.text')}</p>
      <ul className={styles.list}>
        {entries.slice(0, shown).map(({ collection, document, card }) => (
          <ConflictItem key={`${document.id} ${card.id}`} collection={collection} document={document} card={card} />
        ))}
      </ul>
      {more > 0 && (
        <div className={styles.more}>
          <Button variant="quiet" onPress={() => setShown(shown + SHOWN_AT_ONCE)}>
            {t('outbox.conflicts.more', { count: more })}
          </Button>
        </div>
      )}
    </Panel>
  );
}
