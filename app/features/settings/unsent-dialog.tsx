import { useEffect, useState } from 'react';
import { useDatabase } from '../../database/database-context';
import { useSyncStatus } from '../../database/use-sync-status';
import { useWaitingFiles } from '../../database/waiting-bytes/waiting-now';
import { useText } from '../../i18n/use-text';
import { Button, LinkButton } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Dialog } from '../../ui/dialog';
import styles from './settings.module.css';

/** Signing out with work the office does not have: send it first, keep it here, or delete it knowingly. */
export function UnsentDialog({
  onClose,
  onLeave,
  isLeaving,
}: {
  onClose: () => void;
  onLeave: (documents: 'remove' | 'keep') => void;
  isLeaving: boolean;
}) {
  const t = useText();
  const database = useDatabase();
  const { waiting, refused, connection } = useSyncStatus();
  const [isSending, setIsSending] = useState(false);
  const [isDiscarding, setIsDiscarding] = useState(false);
  const { waiting: filesWaiting, refused: filesRefused } = useWaitingFiles();
  const records = waiting + refused;
  const files = filesWaiting + filesRefused;
  const unsent = records + files;
  const leaving = waiting + filesWaiting;
  /** Records are named first: of each file that nobody knows of yet there is one. */
  const count = records > 0 ? records : files;
  const isOffline = connection === 'offline';

  useEffect(() => {
    if (!isSending || isLeaving) return;
    if (unsent === 0) onLeave('remove');
    // Nothing more will leave by itself: the person decides again.
    else if (isOffline || leaving === 0) setIsSending(false);
  }, [isSending, isLeaving, unsent, leaving, isOffline, onLeave]);

  const sending =
    waiting > 0
      ? t('auth.signOut.sending', { count: waiting })
      : t('auth.signOut.sendingFiles', { count: filesWaiting });
  const sendFirst = () => {
    setIsSending(true);
    database.syncNow();
  };
  return (
    <>
      <Dialog
        isOpen
        onOpenChange={onClose}
        title={t(records > 0 ? 'auth.signOut.unsentTitle' : 'auth.signOut.unsentFiles', { count })}
        size="small"
        isDismissable={false}
      >
        <p>{t('auth.signOut.unsentText')}</p>
        {records > 0 && files > 0 && <p>{t('auth.signOut.filesToo', { count: files })}</p>}
        <div className={styles.ways}>
          {leaving > 0 && (
            <>
              <Button
                variant="primary"
                isWide
                isDisabled={isOffline || isLeaving}
                isPending={isSending}
                onPress={sendFirst}
              >
                {t('auth.signOut.sendFirst')}
              </Button>
              <p className={styles.wayDetail} role="status">
                {isOffline ? t('auth.signOut.offline') : isSending ? sending : ''}
              </p>
            </>
          )}
          {refused > 0 && (
            <>
              <LinkButton href="/outbox" isWide>
                {t('auth.signOut.toOutbox')}
              </LinkButton>
              <p className={styles.wayDetail}>{t('auth.signOut.refused', { count: refused })}</p>
            </>
          )}
          <Button isWide isDisabled={isSending} isPending={isLeaving} onPress={() => onLeave('keep')}>
            {t('auth.signOut.keep')}
          </Button>
          <p className={styles.wayDetail}>{t('auth.signOut.keepDetail')}</p>
          <Button variant="danger" isWide isDisabled={isSending || isLeaving} onPress={() => setIsDiscarding(true)}>
            {t('auth.signOut.discard')}
          </Button>
          <p className={styles.wayDetail}>{t('auth.signOut.discardDetail')}</p>
        </div>
      </Dialog>
      <ConfirmDialog
        isOpen={isDiscarding}
        onOpenChange={setIsDiscarding}
        tone="danger"
        isPending={isLeaving}
        onConfirm={() => onLeave('remove')}
        title={t('auth.signOut.discardTitle')}
        message={t(records > 0 ? 'auth.signOut.discardText' : 'auth.signOut.discardFiles', { count })}
        confirmLabel={t('auth.signOut.discardConfirm')}
      />
    </>
  );
}
