import { useState } from 'react';
import type { InteractionKind } from '../../../sync/collections/interaction';
import { useText } from '../../i18n/use-text';
import { Dialog } from '../../ui/dialog';
import { QuickLog } from './quick-log';

/** Logging from a list, without leaving it. */
export default function QuickLogDialog({
  customerId,
  name,
  onClose,
}: {
  customerId: string;
  name: string;
  onClose: () => void;
}) {
  const t = useText();
  const [kind, setKind] = useState<InteractionKind>('call');
  return (
    <Dialog isOpen onOpenChange={onClose} title={t('interactions.log.titleFor', { name })} size="small">
      <QuickLog customerId={customerId} kind={kind} onKind={setKind} onDone={onClose} />
    </Dialog>
  );
}
