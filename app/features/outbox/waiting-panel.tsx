import { Send } from 'lucide-react';
import { useDatabase } from '../../database/database-context';
import { useSyncStatus } from '../../database/use-sync-status';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { iconSize } from '../../ui/icon-size';
import { Panel } from '../../ui/panel';
import type { OutboxEntry } from './outbox-entries';
import { OutboxList } from './outbox-list';
import styles from './outbox-screen.module.css';
import { isAheadOfOffice, whyWaiting } from './why-waiting';

/**
 * What goes by itself, and why it has not gone yet. Apart from it what an older office has no place for: it goes with
 * no round, so nobody is told that it goes in a moment. `more` wait beside those in the list.
 */
export function WaitingPanel({
  entries,
  more,
  nowMs,
}: {
  entries: readonly OutboxEntry[];
  more: number;
  nowMs: number;
}) {
  const t = useText();
  const db = useDatabase();
  const status = useSyncStatus();
  if (entries.length === 0) return null;
  const ahead = entries.filter(({ collection }) => isAheadOfOffice(status, collection));
  const next = entries.filter((entry) => !ahead.includes(entry));
  const why = whyWaiting(status);
  return (
    <Panel
      isFlush
      title={t('outbox.waiting.title', { count: entries.length + more })}
      action={
        next.length > 0 && (why === 'outbox.why.soon' || status.connection === 'offline') ? (
          <Button
            variant="quiet"
            className={styles.send}
            icon={<Send {...iconSize.small} />}
            onPress={() => db.syncNow()}
          >
            {t('outbox.action.sendNow')}
          </Button>
        ) : undefined
      }
    >
      {next.length > 0 && (
        <>
          <p className={styles.why}>{t(why)}</p>
          <OutboxList name="waiting" entries={next} nowMs={nowMs} />
        </>
      )}
      {ahead.length > 0 && (
        <>
          <p className={styles.why}>{t('outbox.why.officeOlder')}</p>
          <OutboxList name="ahead" entries={ahead} nowMs={nowMs} />
        </>
      )}
      {more > 0 && <p className={styles.more}>{t('outbox.more', { count: more })}</p>}
    </Panel>
  );
}
