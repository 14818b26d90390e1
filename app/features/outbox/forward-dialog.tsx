import { useState } from 'react';
import { MAX_FORWARD_NOTE } from '../../../sync/protocol/unsent-work';
import { savedWith } from '../../../sync/rules/saves';
import { useAct } from '../../api/use-act';
import { useDatabase } from '../../database/database-context';
import { useDocument } from '../../database/use-document';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextArea } from '../../ui/text-field';
import { useOnce } from '../../ui/use-once';
import styles from './discard-dialog.module.css';
import { forwardRefused } from './forward-refused';
import type { OutboxEntry } from './outbox-entries';

/** Passes refused work on to whoever leads its author; shows what goes, and takes a note along. */
export function ForwardDialog({
  entry,
  title,
  text,
  onClose,
}: {
  entry: OutboxEntry;
  title: string;
  text: string;
  onClose: () => void;
}) {
  const t = useText();
  const db = useDatabase();
  const stored = useDocument(entry.collection, entry.id);
  const others = stored === null || stored === undefined ? 0 : savedWith(stored).length;
  const [note, setNote] = useState('');
  const { act } = useAct();
  const { isPending, once } = useOnce();
  const send = () =>
    act(async () => {
      await forwardRefused(db, entry, { title, note });
      onClose();
      return t('outbox.forward.done', { title });
    });
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      size="small"
      title={t('outbox.forward.title')}
      footer={
        <>
          <Button onPress={onClose}>{t('outbox.forward.cancel')}</Button>
          <Button variant="primary" isPending={isPending} onPress={() => once(send)}>
            {t('outbox.forward.send')}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        <p>{t('outbox.forward.text')}</p>
        <p>
          <strong>{title}</strong>
        </p>
        {text !== '' && <pre className={styles.text}>{text}</pre>}
        {others > 0 && <p>{t('outbox.forward.together', { count: others })}</p>}
        <TextArea label={t('outbox.forward.note')} value={note} onChange={setNote} maxLength={MAX_FORWARD_NOTE} />
      </div>
    </Dialog>
  );
}
