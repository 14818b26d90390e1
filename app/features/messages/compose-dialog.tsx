import { useState, type FormEvent } from 'react';
import { MAX_MESSAGE_LENGTH, MAX_SUBJECT_LENGTH } from '../../../sync/collections/message';
import { useDatabase } from '../../database/database-context';
import type { StoredCustomer } from '../../database/saha-database';
import { useText } from '../../i18n/use-text';
import { useLooseDraft } from '../../shell/loose-drafts';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextArea, TextField } from '../../ui/text-field';
import { showToast } from '../../ui/toast';
import { isStopped, reachWords } from '../consent/reach-words';
import { useReach } from '../consent/use-reach';
import { customerName } from '../customers/customer-name';
import styles from './compose-dialog.module.css';
import { writeMessage } from './write-message';

const FORM = 'message';

/** One e-mail of one person to one customer, in plain text. Without network it waits on the device like any edit. */
export default function ComposeDialog({ customer, onClose }: { customer: StoredCustomer; onClose: () => void }) {
  const t = useText();
  const db = useDatabase();
  const [subject, setSubject] = useState('');
  const [body, setBody] = useState('');
  const [problem, setProblem] = useState<'subject' | 'body' | 'store' | null>(null);
  const draft = useLooseDraft<{ subject: string; body: string }>(`message:${customer.id}`, (found) => {
    setSubject(found.subject);
    setBody(found.body);
  });
  const reach = useReach(customer).find(({ channel }) => channel === 'email')?.reach ?? null;
  const isClosed = isStopped(reach);
  const type = (next: { subject?: string; body?: string }) => {
    const values = { subject, body, ...next };
    setSubject(values.subject);
    setBody(values.body);
    setProblem(null);
    draft.keep(values);
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (isClosed) return;
    if (subject.trim() === '' || subject.trim().length > MAX_SUBJECT_LENGTH) return setProblem('subject');
    if (body.trim() === '' || body.trim().length > MAX_MESSAGE_LENGTH) return setProblem('body');
    try {
      await writeMessage(db, customer.id, { channel: 'email', subject, body });
      draft.drop();
      showToast({ text: t('messages.compose.queued') });
      onClose();
    } catch {
      setProblem('store');
    }
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t('messages.compose.title', { name: customerName(customer, t) })}
      isDismissable={false}
      footer={
        <Button type="submit" form={FORM} variant="primary" isDisabled={isClosed}>
          {t('messages.compose.send')}
        </Button>
      }
    >
      <form id={FORM} onSubmit={(event) => void send(event)} noValidate className={styles.form}>
        <p className={styles.to}>
          {t('messages.compose.to', { address: customer.email })}{' '}
          {t('messages.compose.replies', { email: db.me.email })}
        </p>
        {isClosed && (
          <p role="alert" className={styles.closed}>
            {t('messages.compose.closed', { reason: reachWords(reach, t) })}
          </p>
        )}
        <TextField
          label={t('messages.field.subject')}
          value={subject}
          onChange={(value) => type({ subject: value })}
          error={problem === 'subject' ? t('messages.compose.subjectMissing') : undefined}
          maxLength={MAX_SUBJECT_LENGTH}
          autoComplete="off"
          autoCapitalize="sentences"
          autoFocus
          isRequired
        />
        <TextArea
          label={t('messages.field.body')}
          value={body}
          onChange={(value) => type({ body: value })}
          error={problem === 'body' ? t('messages.compose.bodyMissing') : undefined}
          maxLength={MAX_MESSAGE_LENGTH}
          className={styles.text}
          isRequired
        />
        {problem === 'store' && (
          <p role="alert" className={styles.closed}>
            {t('messages.notStored')}
          </p>
        )}
      </form>
    </Dialog>
  );
}
