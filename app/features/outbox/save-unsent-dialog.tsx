import { useState } from 'react';
import { useDatabase } from '../../database/database-context';
import { newFileCode } from '../../database/unsent-file';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { showToast } from '../../ui/toast';
import styles from './outbox-screen.module.css';
import { saveUnsent } from './save-unsent';

/**
 * The way out when the tablet cannot reach the office for long: an encrypted file for the manager, and the code that
 * opens it.
 */
export default function SaveUnsentDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const db = useDatabase();
  const [code] = useState(() => newFileCode());
  const [isPending, setIsPending] = useState(false);
  const save = async () => {
    setIsPending(true);
    try {
      if ((await saveUnsent(db, code, new Date())) !== 'cancelled') showToast({ text: t('outbox.file.done') });
    } catch {
      showToast({ text: t('outbox.file.failed'), tone: 'attention' });
    }
    setIsPending(false);
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t('outbox.file.title')}
      size="small"
      isDismissable={false}
      footer={
        <>
          <Button onPress={onClose}>{t('outbox.file.close')}</Button>
          <Button variant="primary" isPending={isPending} onPress={() => void save()}>
            {t('outbox.file.save')}
          </Button>
        </>
      }
    >
      <p>{t('outbox.file.text')}</p>
      <p className={styles.code}>
        <code>{code}</code>
      </p>
      <p>{t('outbox.file.stays')}</p>
    </Dialog>
  );
}
