import { useState } from 'react';
import { useDatabase } from '../../database/database-context';
import type { StoredCustomer } from '../../database/saha-database';
import { editDocument } from '../../database/write';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextArea } from '../../ui/text-field';
import { showToast } from '../../ui/toast';
import { useOnce } from '../../ui/use-once';
import { isStopped } from '../consent/reach-words';
import { addressOf, useReach } from '../consent/use-reach';
import { problemOf } from '../messages/writing-problem';
import { CarriedList } from '../messages/carried-list';
import { writeFilled, type Filled } from '../messages/write-filled';
import { useSettings } from '../settings/settings-context';
import { TemplatePicker } from '../templates/template-picker';
import type { ChatConversation } from './chat-model';
import styles from './send-later.module.css';

type Draft = Pick<Filled, 'subject' | 'body' | 'templateId' | 'carried'>;

/** Ends a conversation, with a last word from a template where one wants it. What the customer writes next opens it. */
export function CloseDialog({
  conversation,
  customer,
  heardAt,
  onClose,
}: {
  conversation: ChatConversation;
  customer: StoredCustomer;
  heardAt: string;
  onClose: () => void;
}) {
  const t = useText();
  const db = useDatabase();
  const { sms } = useSettings();
  const { id, channel, createdAt } = conversation;
  const [draft, setDraft] = useState<Draft>({ subject: '', body: '', templateId: '', carried: [] });
  const reach = useReach(customer).find((one) => one.channel === channel)?.reach ?? null;
  const mayWrite = channel !== 'email' && addressOf(customer, channel) !== '' && !isStopped(reach);
  const problem =
    draft.body.trim() === '' ? null : problemOf(channel, draft.subject, draft.body.trim(), sms.carrierHasTurkish);
  const isSaying = draft.body.trim() !== '' || draft.carried.length > 0;
  const { isPending, once } = useOnce();
  const finish = async () => {
    let left = draft;
    try {
      if (isSaying) await writeFilled(db, customer.id, { channel, ...draft }, (rest) => (left = { ...left, ...rest }));
      await editDocument(db, 'conversations', id, { closedUpTo: heardAt || createdAt });
      showToast({ text: t('chat.closedNow') });
      onClose();
      return true;
    } catch {
      // What was written leaves; the next try goes on behind it.
      setDraft(left);
      showToast({ text: t('messages.notStored'), tone: 'attention' });
      return false;
    }
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t('chat.close')}
      size="small"
      isDismissable={false}
      footer={
        <Button variant="primary" isPending={isPending} isDisabled={problem !== null} onPress={() => once(finish)}>
          {t(isSaying ? 'chat.closeSend' : 'chat.closeOnly')}
        </Button>
      }
    >
      <div className={styles.choices}>
        <p>{t('chat.closeText')}</p>
        {mayWrite && (
          <>
            <TextArea
              label={t('chat.closeWords')}
              value={draft.body}
              onChange={(body) => setDraft({ ...draft, body })}
              error={problem === null ? undefined : t('chat.closeWrong')}
            />
            <span>
              <TemplatePicker
                customer={customer}
                channel="sms"
                takesFiles={channel === 'whatsapp'}
                onPick={({ body }, templateId, carried) => setDraft({ subject: '', body, templateId, carried })}
              />
            </span>
            {draft.carried.length > 0 && (
              <CarriedList
                files={draft.carried}
                onRemove={(id) => setDraft({ ...draft, carried: draft.carried.filter((file) => file.id !== id) })}
              />
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}
