import { useState } from 'react';
import { canCancelMessage, messageState } from '../../../sync/rules/message';
import { DELIVERY_STATES } from '../../../sync/rules/delivery';
import { useDatabase } from '../../database/database-context';
import { useText } from '../../i18n/use-text';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Skeleton } from '../../ui/skeleton';
import { toneOf } from '../deliveries/delivery-words';
import styles from './bulk-dialog.module.css';
import { useBulkMessages } from './use-bulk-messages';
import { cancelMessage } from './write-message';

/** What becomes of a sending, as it happens; what has not left can be called off all at once, without network too. */
export function BulkProgress({ messageIds }: { messageIds: readonly string[] }) {
  const t = useText();
  const db = useDatabase();
  const messages = useBulkMessages(messageIds);
  const [isAsked, setAsked] = useState(false);
  const [isPending, setPending] = useState(false);
  const [isNotStored, setNotStored] = useState(false);
  if (messages === undefined) return <Skeleton rows={3} />;
  const onDevice = messages.filter(({ outbox }) => outbox !== '').length;
  const waiting = messages.filter((message) => canCancelMessage(message));
  const ended = messages.length - waiting.length;
  const counts = DELIVERY_STATES.map((state) => ({
    state,
    count: messages.filter((message) => messageState(message) === state).length,
  })).filter(({ count }) => count > 0);
  const cancelAll = async () => {
    setPending(true);
    setNotStored(false);
    try {
      for (const { id } of waiting) await cancelMessage(db, id);
    } catch {
      setNotStored(true);
    }
    setPending(false);
    setAsked(false);
  };
  return (
    <div className={styles.step}>
      <p role="status" className={styles.sum}>
        {t('messages.bulk.progress', { ended, count: messages.length })}
      </p>
      <progress
        className={styles.bar}
        aria-label={t('messages.bulk.title', { count: messages.length })}
        value={ended}
        max={messages.length}
      />
      <ul className={styles.counts}>
        {counts.map(({ state, count }) => (
          <li key={state}>
            <Badge tone={toneOf(state)}>{t(`messages.state.${state}`)}</Badge> {count}
          </li>
        ))}
      </ul>
      {onDevice > 0 && <p className={styles.lead}>{t('messages.bulk.onDevice', { count: onDevice })}</p>}
      <p className={styles.lead}>{t('messages.bulk.later')}</p>
      {waiting.length > 0 && (
        <div>
          <Button variant="quietDanger" onPress={() => setAsked(true)}>
            {t('messages.bulk.cancel', { count: waiting.length })}
          </Button>
        </div>
      )}
      {isNotStored && (
        <p role="alert" className={styles.wrong}>
          {t('messages.notStored')}
        </p>
      )}
      <ConfirmDialog
        isOpen={isAsked}
        onOpenChange={setAsked}
        tone="danger"
        isPending={isPending}
        onConfirm={() => void cancelAll()}
        title={t('messages.bulk.cancelTitle')}
        message={t('messages.bulk.cancelText')}
        cancelLabel={t('ui.leaveAsIs')}
        confirmLabel={t('messages.bulk.cancel', { count: waiting.length })}
      />
    </div>
  );
}
