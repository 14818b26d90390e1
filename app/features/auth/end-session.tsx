import { useState } from 'react';
import { errorText } from '../../api/client';
import { useText } from '../../i18n/use-text';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { showToast } from '../../ui/toast';

/** Asks before the session of another device is ended: it wipes itself, and that cannot be taken back. */
export function EndSession({ device, end, onClose }: { device: string; end: () => Promise<unknown>; onClose: () => void }) {
  const t = useText();
  const [isPending, setIsPending] = useState(false);
  const confirm = async () => {
    setIsPending(true);
    try {
      await end();
      showToast({ text: t('device.end.done') });
    } catch (error) {
      showToast({ text: t(errorText(error)), tone: 'attention' });
    }
    setIsPending(false);
    onClose();
  };
  return (
    <ConfirmDialog
      isOpen onOpenChange={onClose} tone="danger" isPending={isPending} onConfirm={() => void confirm()}
      title={t('settings.sessions.endTitle')} message={t('device.end.text', { device })} confirmLabel={t('device.end.button')}
    />
  );
}
