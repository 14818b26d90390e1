import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { countUnsent } from '../../database/count-unsent';
import { useDatabase } from '../../database/database-context';
import { useSyncStatus } from '../../database/use-sync-status';
import { bringSoon, useWaitingFiles } from '../../database/waiting-bytes/waiting-now';
import { useText } from '../../i18n/use-text';
import { countDraftsOf } from '../../shell/draft-store';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { iconSize } from '../../ui/icon-size';
import { showToast } from '../../ui/toast';
import { signOut } from '../auth/sign-out';
import { UnsentDialog, type Leaving } from './unsent-dialog';

/** Before the stores are asked once more whether all has left. */
const ASK_AGAIN_MS = 1_000;

/** Asks what becomes of unsent work, and of what is half typed, before it signs out. */
export function SignOutButton() {
  const t = useText();
  const database = useDatabase();
  const { me } = database;
  const { waiting, refused } = useSyncStatus();
  const [asked, setAsked] = useState<'nothing' | 'plain' | 'unsent'>('nothing');
  const [isLooking, setIsLooking] = useState(false);
  const [isPending, setIsPending] = useState(false);
  /** What the stores held when they were asked last. */
  const [found, setFound] = useState({ unsent: 0, drafts: 0 });
  const files = useWaitingFiles();
  // The office may know of a photo and not have it yet: only here are its bytes.
  const unsent = waiting + refused + files.waiting + files.refused;
  // Another tab may write while the question stands. It stays the other one then, whatever leaves meanwhile: who has
  // said that it shall be sent first has said it there.
  if (asked === 'plain' && unsent > 0) setAsked('unsent');
  const close = () => setAsked('nothing');
  const failed = () => {
    setIsPending(false);
    showToast({ text: t('auth.signOut.unreadable'), tone: 'attention' });
  };
  /** What the stores hold, not what this tab has heard: a photo of another tab, or one of before it was opened. */
  const look = async () => {
    const [waitingHere, drafts] = await Promise.all([countUnsent(database), countDraftsOf(me.memberId)]);
    // Those that this tab has not heard of are named by then.
    if (waitingHere > 0) bringSoon();
    setFound({ unsent: waitingHere, drafts });
    return waitingHere + drafts;
  };
  const ask = async () => {
    setIsLooking(true);
    const left = await look().finally(() => setIsLooking(false));
    setAsked(left > 0 ? 'unsent' : 'plain');
  };
  const leave = async (how: Leaving) => {
    setIsPending(true);
    if (how === 'whenSent' && (await look()) > 0) {
      setAsked('unsent');
      await new Promise((resolve) => {
        setTimeout(resolve, ASK_AGAIN_MS);
      });
      setIsPending(false);
    } else await signOut(me.memberId, how === 'keep' ? 'keep' : 'remove');
  };
  const onLeave = (how: Leaving) => void leave(how).catch(failed);
  return (
    <>
      <Button isWide icon={<LogOut {...iconSize.row} />} isPending={isLooking} onPress={() => void ask().catch(failed)}>
        {t('auth.signOut.title')}
      </Button>
      <ConfirmDialog
        isOpen={asked === 'plain'}
        onOpenChange={close}
        title={t('auth.signOut.title')}
        message={t('auth.signOut.text')}
        confirmLabel={t('auth.signOut.confirm')}
        tone="danger"
        isPending={isPending}
        onConfirm={() => onLeave('whenSent')}
      />
      {asked === 'unsent' && <UnsentDialog found={found} onClose={close} onLeave={onLeave} isLeaving={isPending} />}
    </>
  );
}
