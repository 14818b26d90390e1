import { useState } from 'react';
import { useAct } from '../../api/use-act';
import { useDatabase } from '../../database/database-context';
import { newFileCode } from '../../database/unsent-file';
import { useWaitingFiles } from '../../database/waiting-bytes/waiting-now';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import styles from './outbox-screen.module.css';
import { saveUnsent } from './save-unsent';

const notSaved = () => 'outbox.file.failed';

/**
 * The way out when the tablet cannot reach the office for long: an encrypted file for the manager, and the code that
 * opens it.
 */
export default function SaveUnsentDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const db = useDatabase();
  const [code] = useState(() => newFileCode());
  const { waiting, refused } = useWaitingFiles();
  const files = waiting + refused;
  // It stays open: the code is still to be written down.
  const { isPending, act } = useAct(notSaved);
  const save = () =>
    act(async () => ((await saveUnsent(db, code, new Date())) === 'cancelled' ? null : t('outbox.file.done')));
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
      {files > 0 && <p>{t('outbox.file.noBytes', { count: files })}</p>}
    </Dialog>
  );
}
