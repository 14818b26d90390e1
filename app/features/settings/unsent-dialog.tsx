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

/**
 * Signing out with work the office does not have: send it first, keep it here, or delete it knowingly. Of drafts, what
 * is half typed, nothing can be sent: where all else has left, they are asked about. `found` is what the stores held.
 */
export function UnsentDialog({
  found,
  onClose,
  onLeave,
  isLeaving,
}: {
  found: { readonly unsent: number; readonly drafts: number };
  onClose: () => void;
  onLeave: (how: Leaving) => void;
  isLeaving: boolean;
}) {
  const t = useText();
  const database = useDatabase();
  const { drafts } = found;
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
  const [hasHeard, setHasHeard] = useState(unsent > 0 || found.unsent === 0);
  if (unsent > 0 && !hasHeard) setHasHeard(true);
  const areDraftsLeft = hasHeard && unsent === 0 && drafts > 0;
  const hasAllLeft = hasHeard && unsent === 0 && drafts === 0;
  /** Records are named first: of each file that nobody knows of yet there is one. */
  const count = records > 0 ? records : files;
  const isOffline = connection === 'offline';

  useEffect(() => {
    if (!isSending || isLeaving) return;
    if (unsent === 0 && drafts === 0) onLeave('whenSent');
    // Nothing more will leave by itself: the person decides again.
    else if (isOffline || leaving === 0) setIsSending(false);
  }, [isSending, isLeaving, unsent, drafts, leaving, isOffline, onLeave]);

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
    if (areDraftsLeft) return t('auth.signOut.draftsTitle', { count: drafts });
    return t(records > 0 ? 'auth.signOut.unsentTitle' : 'auth.signOut.unsentFiles', { count });
  };
  const text = () => {
    if (hasAllLeft) return t('auth.signOut.allLeft');
    return t(areDraftsLeft ? 'auth.signOut.draftsText' : 'auth.signOut.unsentText');
  };
  const discards = [
    ...(areDraftsLeft ? [] : [t(records > 0 ? 'auth.signOut.discardText' : 'auth.signOut.discardFiles', { count })]),
    ...(drafts > 0 ? [t('auth.signOut.discardDrafts', { count: drafts })] : []),
  ];
  return (
    <>
      <Dialog isOpen onOpenChange={onClose} title={title()} size="small" isDismissable={false}>
        <p>{text()}</p>
        {records > 0 && files > 0 && <p>{t('auth.signOut.filesToo', { count: files })}</p>}
        {unsent > 0 && drafts > 0 && <p>{t('auth.signOut.draftsToo', { count: drafts })}</p>}
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
          {areDraftsLeft && (
            <>
              <LinkButton href="/outbox" isWide>
                {t('auth.signOut.toDrafts')}
              </LinkButton>
              <p className={styles.wayDetail}>{t('auth.signOut.toDraftsDetail')}</p>
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
              <p className={styles.wayDetail}>
                {t(areDraftsLeft ? 'auth.signOut.keepDrafts' : 'auth.signOut.keepDetail')}
              </p>
              <Button variant="danger" isWide isDisabled={isSending || isLeaving} onPress={() => setIsDiscarding(true)}>
                {t('auth.signOut.discard')}
              </Button>
              <p className={styles.wayDetail}>
                {t(areDraftsLeft ? 'auth.signOut.discardDraftsDetail' : 'auth.signOut.discardDetail')}
              </p>
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
        title={t(areDraftsLeft ? 'auth.signOut.discardDraftsTitle' : 'auth.signOut.discardTitle')}
        message={discards.join(' ')}
        confirmLabel={t('auth.signOut.discardConfirm')}
      />
    </>
  );
}
