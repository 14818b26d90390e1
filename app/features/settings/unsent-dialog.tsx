import { useEffect, useState } from 'react';
import { useDatabase } from '../../database/database-context';
import { useSyncStatus } from '../../database/use-sync-status';
import { bringSoon, useStuckFiles, useWaitingFiles } from '../../database/waiting-bytes/waiting-now';
import { useText } from '../../i18n/use-text';
import { Button, LinkButton } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Dialog } from '../../ui/dialog';
import styles from './settings.module.css';

/** `whenSent` once nothing is left here; `keep` what is; `discard` it knowingly. */
export type Leaving = 'whenSent' | 'keep' | 'discard';

/** Signing out with work the office does not have: send it first, keep it here, or delete it knowingly. */
export function UnsentDialog({
  onClose,
  onLeave,
  isLeaving,
}: {
  onClose: () => void;
  onLeave: (how: Leaving) => void;
  isLeaving: boolean;
}) {
  const t = useText();
  const database = useDatabase();
  const { waiting, refused, connection } = useSyncStatus();
  const [isSending, setIsSending] = useState(false);
  const [isDiscarding, setIsDiscarding] = useState(false);
  const { waiting: filesWaiting, refused: filesRefused } = useWaitingFiles();
  const areFilesStuck = useStuckFiles();
  const records = waiting + refused;
  const files = filesWaiting + filesRefused;
  const unsent = records + files;
  const leaving = waiting + filesWaiting;
  // The stores held something, and this tab may still have to hear what.
  const [hasHeard, setHasHeard] = useState(unsent > 0);
  if (unsent > 0 && !hasHeard) setHasHeard(true);
  const hasAllLeft = hasHeard && unsent === 0;
  /** Records are named first: of each file that nobody knows of yet there is one. */
  const count = records > 0 ? records : files;
  const isOffline = connection === 'offline';

  useEffect(() => {
    if (!isSending || isLeaving) return;
    if (unsent === 0) onLeave('whenSent');
    // Nothing more will leave by itself: the person decides again.
    else if (isOffline || leaving === 0) setIsSending(false);
  }, [isSending, isLeaving, unsent, leaving, isOffline, onLeave]);

  const progress = () => {
    if (waiting > 0) return t('auth.signOut.sending', { count: waiting });
    return t(areFilesStuck ? 'auth.signOut.stuck' : 'auth.signOut.sendingFiles', { count: filesWaiting });
  };
  const sendFirst = () => {
    setIsSending(true);
    database.syncNow();
    bringSoon();
  };
  const title = () => {
    if (hasAllLeft) return t('auth.signOut.title');
    return t(records > 0 ? 'auth.signOut.unsentTitle' : 'auth.signOut.unsentFiles', { count });
  };
  return (
    <>
      <Dialog isOpen onOpenChange={onClose} title={title()} size="small" isDismissable={false}>
        <p>{t(hasAllLeft ? 'auth.signOut.allLeft' : 'auth.signOut.unsentText')}</p>
        {records > 0 && files > 0 && <p>{t('auth.signOut.filesToo', { count: files })}</p>}
        <div className={styles.ways}>
          {/* It stays where it is when the last one leaves: a finger may be on its way to it. */}
          {(leaving > 0 || hasAllLeft) && (
            <>
              <Button
                variant="primary"
                isWide
                isDisabled={!hasAllLeft && (isOffline || isLeaving)}
                isPending={isSending || (hasAllLeft && isLeaving)}
                onPress={hasAllLeft ? () => onLeave('whenSent') : sendFirst}
              >
                {t(hasAllLeft ? 'auth.signOut.confirm' : 'auth.signOut.sendFirst')}
              </Button>
              <p className={styles.wayDetail} role="status">
                {!hasAllLeft && (isOffline ? t('auth.signOut.offline') : isSending ? progress() : '')}
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
          {filesRefused > 0 && (
            <>
              <LinkButton href="/documents" isWide>
                {t('auth.signOut.toFiles')}
              </LinkButton>
              <p className={styles.wayDetail}>{t('auth.signOut.refusedFiles', { count: filesRefused })}</p>
            </>
          )}
          {!hasAllLeft && (
            <>
              {/* Also while it is being sent: nobody has to wait for a line that carries nothing. */}
              <Button isWide isPending={isLeaving} onPress={() => onLeave('keep')}>
                {t('auth.signOut.keep')}
              </Button>
              <p className={styles.wayDetail}>{t('auth.signOut.keepDetail')}</p>
              <Button variant="danger" isWide isDisabled={isSending || isLeaving} onPress={() => setIsDiscarding(true)}>
                {t('auth.signOut.discard')}
              </Button>
              <p className={styles.wayDetail}>{t('auth.signOut.discardDetail')}</p>
            </>
          )}
        </div>
      </Dialog>
      <ConfirmDialog
        isOpen={isDiscarding}
        onOpenChange={setIsDiscarding}
        tone="danger"
        isPending={isLeaving}
        onConfirm={() => onLeave('discard')}
        title={t('auth.signOut.discardTitle')}
        message={t(records > 0 ? 'auth.signOut.discardText' : 'auth.signOut.discardFiles', { count })}
        confirmLabel={t('auth.signOut.discardConfirm')}
      />
    </>
  );
}
