import { useState } from 'react';
import { errorText } from '../../api/client';
import { useText } from '../../i18n/use-text';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { showToast } from '../../ui/toast';

/** Asks before a device is reported lost: it wipes itself, and that cannot be taken back. */
export function ReportLost({ device, report, onClose }: { device: string; report: () => Promise<unknown>; onClose: () => void }) {
  const t = useText();
  const [isPending, setIsPending] = useState(false);
  const confirm = async () => {
    setIsPending(true);
    try {
      await report();
      showToast({ text: t('device.lost.done') });
    } catch (error) {
      showToast({ text: t(errorText(error)), tone: 'attention' });
    }
    setIsPending(false);
    onClose();
  };
  return (
    <ConfirmDialog
      isOpen onOpenChange={onClose} tone="danger" isPending={isPending} onConfirm={() => void confirm()}
      title={t('device.lost.title', { device })} message={t('device.lost.text')} confirmLabel={t('device.lost.confirm')}
    />
  );
}
