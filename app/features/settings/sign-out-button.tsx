import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { useDatabase } from '../../database/database-context';
import { useSyncStatus } from '../../database/use-sync-status';
import { useWaitingFiles } from '../../database/waiting-bytes/waiting-now';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { iconSize } from '../../ui/icon-size';
import { signOut } from '../auth/sign-out';
import { UnsentDialog } from './unsent-dialog';

/** Asks what becomes of unsent work before it signs out. */
export function SignOutButton() {
  const t = useText();
  const { me } = useDatabase();
  const { waiting, refused } = useSyncStatus();
  const [asked, setAsked] = useState<'nothing' | 'plain' | 'unsent'>('nothing');
  const [isPending, setIsPending] = useState(false);
  const files = useWaitingFiles();
  // The office may know of a photo and not have it yet: only here are its bytes.
  const unsent = waiting + refused + files.waiting + files.refused;
  // Another tab may write while the question stands.
  const shown = asked === 'plain' && unsent > 0 ? 'unsent' : asked;
  const close = () => setAsked('nothing');
  const leave = (documents: 'remove' | 'keep') => {
    setIsPending(true);
    void signOut(me.memberId, documents);
  };
  return (
    <>
      <Button isWide icon={<LogOut {...iconSize.row} />} onPress={() => setAsked(unsent > 0 ? 'unsent' : 'plain')}>
        {t('auth.signOut.title')}
      </Button>
      <ConfirmDialog
        isOpen={shown === 'plain'}
        onOpenChange={close}
        title={t('auth.signOut.title')}
        message={t('auth.signOut.text')}
        confirmLabel={t('auth.signOut.confirm')}
        tone="danger"
        isPending={isPending}
        onConfirm={() => leave('remove')}
      />
      {shown === 'unsent' && <UnsentDialog onClose={close} onLeave={leave} isLeaving={isPending} />}
    </>
  );
}
