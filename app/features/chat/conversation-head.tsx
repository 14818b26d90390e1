import { useNavigate } from '@remix-run/react';
import { Phone, UserRound } from 'lucide-react';
import { conversationIdOf, type Handover, type MessageChannel } from '../../../sync/collections/conversation';
import { useDatabase } from '../../database/database-context';
import type { StoredCustomer } from '../../database/saha-database';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { callLink } from '../../ui/contact-link';
import { IconLink } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { Menu } from '../../ui/menu';
import { addressOf } from '../consent/use-reach';
import { threadHref } from '../customers/thread-href';
import { customerName } from '../customers/customer-name';
import { usePhoneWords } from '../customers/use-phone-words';
import { useMembers } from '../members/use-members';
import { ChannelMark } from './channel-mark';
import type { ChatConversation } from './chat-model';
import styles from './conversation-head.module.css';
import { ConversationMenu } from './conversation-menu';
import { useChat } from './use-chat';
import { useTyping } from './use-typing';

const CHANNELS: readonly MessageChannel[] = ['whatsapp', 'sms', 'email'];

/** With whom and on which channel, the way to their other channels and to their card. */
export function ConversationHead({
  customer,
  channel,
  conversation,
  handovers,
  heardAt,
  responsibleId,
  onSearch,
}: {
  customer: StoredCustomer;
  channel: MessageChannel;
  conversation: ChatConversation | null;
  handovers: readonly Handover[];
  /** When the newest of theirs came; '' for none. */
  heardAt: string;
  responsibleId: string;
  onSearch: () => void;
}) {
  const t = useText();
  const navigate = useNavigate();
  const { me } = useDatabase();
  const { byId } = useMembers();
  const phoneWords = usePhoneWords();
  const { book } = useChat(false);
  const typing = useTyping(conversation?.id ?? '');
  const name = customerName(customer, t);
  const phone = customer.phone || customer.altPhone;
  const address = channel === 'email' ? customer.email : phoneWords(phone);
  const answers = responsibleId === me.memberId ? '' : (byId.get(responsibleId)?.fullName ?? '');
  const ways = CHANNELS.map((one) => ({ one, id: conversationIdOf(one, customer.id) })).filter(
    ({ one }) => addressOf(customer, one) !== '' || book.hasThread(one, customer.id),
  );
  return (
    <header className={styles.head}>
      <div className={styles.words}>
        <h2 className={styles.name}>{name}</h2>
        <p className={styles.about}>
          {typing !== null ? (
            <span data-typing={typing}>{t(`chat.typing.${typing}`)}</span>
          ) : (
            address !== '' && <span>{address}</span>
          )}
          {answers !== '' && <span>{t('chat.answeredBy', { name: answers })}</span>}
        </p>
      </div>
      {ways.length > 1 ? (
        <Menu
          label={t('chat.channel')}
          trigger={
            <Button
              variant="quiet"
              className={styles.way}
              aria-label={`${t('chat.channel')}: ${t(`deliveries.channel.${channel}`)}`}
            >
              <ChannelMark channel={channel} />
            </Button>
          }
          actions={ways.map(({ one }) => ({
            id: one,
            label: t(`deliveries.channel.${one}`),
            detail: addressOf(customer, one) === '' ? undefined : one === 'email' ? customer.email : phoneWords(phone),
            onAction: () => navigate(threadHref(one, customer.id), { replace: true }),
          }))}
        />
      ) : (
        <ChannelMark channel={channel} />
      )}
      {phone !== '' && (
        <IconLink href={callLink(phone)} label={t('today.callName', { name })} icon={<Phone {...iconSize.row} />} />
      )}
      <IconLink
        href={`/customers/${customer.id}`}
        label={t('chat.card', { name })}
        icon={<UserRound {...iconSize.row} />}
      />
      {conversation !== null && (
        <ConversationMenu
          customer={customer}
          conversation={conversation}
          handovers={handovers}
          heardAt={heardAt}
          responsibleId={responsibleId}
          onSearch={onSearch}
        />
      )}
    </header>
  );
}
