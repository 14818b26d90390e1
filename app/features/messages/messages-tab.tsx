import { asksToLeave, canCancelMessage } from '../../../sync/rules/message';
import { useDatabase } from '../../database/database-context';
import type { StoredCustomer } from '../../database/saha-database';
import { useDocumentsOfPerson } from '../../database/use-documents-of';
import { useReceiving } from '../../database/use-sync-status';
import { useText } from '../../i18n/use-text';
import { Button, LinkButton } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { Skeleton } from '../../ui/skeleton';
import { showToast } from '../../ui/toast';
import { addressOf } from '../consent/use-reach';
import { customerName } from '../customers/customer-name';
import { threadHref } from '../customers/thread-href';
import { useMembers } from '../members/use-members';
import { MessageEntry } from './message-entry';
import styles from './messages-tab.module.css';
import { RemindersHeard } from './reminders-heard';
import { cancelMessage, releaseMessage } from './write-message';

/** Everything that was written with a customer, newest first, with what became of it. */
export function MessagesTab({
  customer,
  onWrite,
}: {
  customer: StoredCustomer;
  onWrite: (channel: 'email' | 'sms') => void;
}) {
  const t = useText();
  const db = useDatabase();
  const { byId } = useMembers();
  const { isReceiving, text } = useReceiving();
  const found = useDocumentsOfPerson('messages', customer.id, 'createdAt');
  if (found === undefined) return <Skeleton rows={3} />;
  const ways = (['sms', 'email'] as const).filter((channel) => addressOf(customer, channel) !== '');
  const threads = (['whatsapp', 'sms', 'email'] as const).filter((channel) =>
    found.some((message) => message.channel === channel),
  );
  const write = (
    <span className={styles.acts}>
      {threads.map((channel) => (
        <LinkButton key={channel} href={threadHref(channel, customer.id)}>
          {t(`messages.open.${channel}`)}
        </LinkButton>
      ))}
      {ways.map((channel) => (
        <Button key={channel} onPress={() => onWrite(channel)}>
          {t(`messages.write.${channel}`)}
        </Button>
      ))}
    </span>
  );
  if (found.length === 0)
    return (
      <div className={styles.tab}>
        <EmptyState
          illustration="field"
          title={t(isReceiving ? 'journey.receiving.title' : 'messages.none')}
          action={write}
        >
          {t(isReceiving ? text : ways.length === 0 ? 'messages.noAddress' : 'messages.noneText')}
        </EmptyState>
        <RemindersHeard customer={customer} />
      </div>
    );
  const store = (work: Promise<void>, done: string) =>
    void work.then(
      () => showToast({ text: t(done) }),
      () => showToast({ text: t('messages.notStored'), tone: 'attention' }),
    );
  return (
    <div className={styles.tab}>
      <Panel title={t('messages.thread')} action={write}>
        <p className={styles.replies}>{t('messages.repliesGo')}</p>
        <ul className={styles.list}>
          {[...found].reverse().map((message) => (
            <li key={message.id}>
              <MessageEntry
                message={message}
                writerName={
                  message.direction === 'in' ? customerName(customer, t) : (byId.get(message.createdBy)?.fullName ?? '')
                }
                when="date"
              >
                {canCancelMessage(message) && (
                  <span className={styles.acts}>
                    {asksToLeave(message) && (
                      <Button
                        aria-label={t('messages.releaseOf', { subject: message.subject || message.body.slice(0, 40) })}
                        onPress={() => store(releaseMessage(db, message.id), 'messages.released')}
                      >
                        {t('messages.release')}
                      </Button>
                    )}
                    <Button
                      variant="quiet"
                      aria-label={t('messages.cancelOf', { subject: message.subject || message.body.slice(0, 40) })}
                      onPress={() => store(cancelMessage(db, message.id), 'messages.cancelled')}
                    >
                      {t('messages.cancel')}
                    </Button>
                  </span>
                )}
              </MessageEntry>
            </li>
          ))}
        </ul>
      </Panel>
      <RemindersHeard customer={customer} />
    </div>
  );
}
