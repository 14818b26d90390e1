import { Copy } from 'lucide-react';
import { savedWith } from '../../../sync/rules/saves';
import { useDatabase } from '../../database/database-context';
import { useDocument } from '../../database/use-document';
import { discardRefused } from '../../database/write';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { iconSize } from '../../ui/icon-size';
import { showToast } from '../../ui/toast';
import styles from './discard-dialog.module.css';
import type { OutboxEntry } from './outbox-entries';

/** Before work is given up: shows what would be lost, and lets one keep a copy. */
export function DiscardDialog({
  entry,
  title,
  text,
  onCopy,
  onClose,
}: {
  entry: OutboxEntry;
  title: string;
  text: string;
  onCopy: () => void;
  onClose: () => void;
}) {
  const t = useText();
  const db = useDatabase();
  const stored = useDocument(entry.collection, entry.id);
  const others = stored === null || stored === undefined ? 0 : savedWith(stored).length;
  const discard = () => {
    discardRefused(db, entry.collection, entry.id).then(
      () => showToast({ text: t('outbox.discarded', { title }) }),
      () => showToast({ text: t('appointments.notStored'), tone: 'attention' }),
    );
    onClose();
  };
  const warning = entry.change.kind === 'created' ? 'created' : entry.isRemains ? 'gone' : 'edited';
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      size="small"
      title={t('outbox.discard.title')}
      footer={
        <>
          <Button onPress={onClose}>{t('outbox.discard.keep')}</Button>
          <Button variant="danger" onPress={discard}>
            {t('outbox.action.discard')}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        <p>{t(`outbox.discard.${warning}`, { title })}</p>
        {others > 0 && <p>{t('outbox.discard.together', { count: others })}</p>}
        {text !== '' && (
          <>
            <pre className={styles.text}>{text}</pre>
            <Button icon={<Copy {...iconSize.row} />} onPress={onCopy}>
              {t('outbox.action.copy')}
            </Button>
          </>
        )}
      </div>
    </Dialog>
  );
}
