import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { conversationIdOf, type Handover, type MessageChannel } from '../../../sync/collections/conversation';
import { latestHandover } from '../../../sync/rules/handover';
import { AUTOMATIC } from '../../../sync/rules/message';
import { useDatabase } from '../../database/database-context';
import type { StoredByCollection, StoredCustomer } from '../../database/saha-database';
import { useRecordsOfPerson } from '../../database/use-person';
import { useText } from '../../i18n/use-text';
import { useShortcut } from '../../shell/use-shortcut';
import { DropZone } from '../../ui/drop-zone';
import { showToast } from '../../ui/toast';
import { Skeleton } from '../../ui/skeleton';
import { customerName } from '../customers/customer-name';
import { useMembers } from '../members/use-members';
import { chatConversation, readUpToBy } from './chat-model';
import { ConversationHead } from './conversation-head';
import styles from './conversation.module.css';
import { ConversationState } from './conversation-state';
import { LineBar } from './line-bar';
import type { StoredMessage } from './read-thread';
import { Thread, type LookedFor } from './thread';
import { ThreadComposer } from './thread-composer';
import { ThreadViewer } from './thread-viewer';
import { useAttachments } from './use-attachments';
import { useMarkRead } from './use-mark-read';
import { useThread, type WithRecord } from './use-thread';

const ThreadSearch = lazy(() => import('./thread-search'));
const NO_HANDOVERS: readonly Handover[] = [];

/** What was written with records that were merged into the customer is of one thread with what is written now. */
function withRecords(id: string, channel: MessageChannel, records: readonly string[]): readonly WithRecord[] {
  return records.map((customerId, at) => ({
    customerId,
    conversationId: at === 0 ? id : conversationIdOf(channel, customerId),
  }));
}

/** With whom, what was said, and what one says next. */
export function Conversation({
  id,
  channel,
  customer,
  conversation,
  lookedFor,
}: {
  id: string;
  channel: MessageChannel;
  customer: StoredCustomer;
  /** Null before the first message. */
  conversation: StoredByCollection['conversations'] | null;
  lookedFor: LookedFor | null;
}) {
  const t = useText();
  const { me } = useDatabase();
  const { byId } = useMembers();
  const records = useRecordsOfPerson(customer.id);
  const [quotedId, setQuotedId] = useState('');
  const [rewritten, setRewritten] = useState<StoredMessage | null>(null);
  // Anew each time: the same one may be taken up twice.
  const rewrite = useCallback((message: StoredMessage) => setRewritten({ ...message }), []);
  const [isSearching, setSearching] = useState(false);
  /** What the search leads to; each time anew, for one may be led to the same one again. A later visit is over it. */
  const [found, setFound] = useState<{ readonly of: LookedFor | null; readonly to: LookedFor } | null>(null);
  const steps = useRef(0);
  const showFound = (messageId: string) =>
    setFound({ of: lookedFor, to: { messageId, visit: `found ${(steps.current += 1)}` } });
  const log = useRef<HTMLDivElement>(null);
  const attachments = useAttachments(id);
  const composer = useRef<HTMLTextAreaElement>(null);
  // Whoever opened it by key stands in the list still.
  useShortcut('m', () => composer.current?.focus());
  const name = customerName(customer, t);
  const known = useMemo(
    () => (conversation === null ? null : chatConversation(conversation as unknown as Record<string, unknown>)),
    [conversation],
  );
  const responsibleId = known === null || known.assigneeId === '' ? customer.ownerId : known.assigneeId;
  // As it was when the thread was opened: the mark of what is new must not vanish under one's eyes.
  const [openedAt] = useState(() => (known === null ? '' : readUpToBy(known, responsibleId, me.memberId)));
  const part = useThread(
    useMemo(() => withRecords(id, channel, records), [id, channel, records]),
    openedAt,
  );
  const messages = part?.messages;
  const heardAt = useMemo(
    () =>
      (messages ?? []).reduce(
        (last, one) => (one.direction === 'in' && one.createdAt > last ? one.createdAt : last),
        known?.lastInboundAt ?? '',
      ),
    [messages, known],
  );
  const quoted = useMemo(
    () => messages?.find((one) => one.id === quotedId && (one.revokedAt ?? '') === '') ?? null,
    [messages, quotedId],
  );
  /** '' for the reader. */
  const nameOf = (message: StoredMessage) =>
    message.direction === 'in'
      ? message.senderName || name
      : message.senderName === AUTOMATIC
        ? t('chat.automatic')
        : message.createdBy === me.memberId
          ? ''
          : (byId.get(message.createdBy)?.fullName ?? '');
  useMarkRead(known, part?.isCut === true ? undefined : messages);
  return (
    <DropZone
      className={styles.conversation}
      label={t('chat.threadWith', { name })}
      hint={channel === 'whatsapp' ? t('chat.attach.dropHere') : undefined}
      onDrop={(files) => {
        if (channel === 'whatsapp') attachments.add(files, 'upload');
        else showToast({ text: t(`chat.attach.closed.${channel}`), tone: 'attention' });
      }}
    >
      <ConversationHead
        customer={customer}
        channel={channel}
        conversation={known}
        handovers={conversation?.handovers ?? NO_HANDOVERS}
        heardAt={heardAt}
        responsibleId={responsibleId}
        onSearch={() => setSearching(true)}
      />
      {isSearching && messages !== undefined && (
        <Suspense fallback={null}>
          <ThreadSearch
            messages={messages}
            isWhole={part?.isCut === false}
            onShow={showFound}
            onClose={() => {
              setSearching(false);
              log.current?.focus();
            }}
          />
        </Suspense>
      )}
      <ConversationState
        conversation={known}
        customer={customer}
        heardAt={heardAt}
        lastHandover={latestHandover(conversation?.handovers ?? NO_HANDOVERS)}
      />
      {channel === 'whatsapp' && <LineBar lineId={known?.lineId ?? ''} />}
      {part === undefined || messages === undefined ? (
        <div className={styles.loading}>
          <Skeleton rows={6} />
        </div>
      ) : (
        <ThreadViewer messages={messages}>
          <Thread
            conversationId={id}
            messages={messages}
            isCut={part.isCut}
            readUpTo={openedAt}
            handovers={conversation?.handovers ?? NO_HANDOVERS}
            nameOf={nameOf}
            onQuote={(message) => {
              setQuotedId(message.id);
              composer.current?.focus();
            }}
            onRewrite={rewrite}
            lookedFor={found !== null && found.of === lookedFor ? found.to : lookedFor}
            scroller={log}
          />
        </ThreadViewer>
      )}
      <ThreadComposer
        customer={customer}
        channel={channel}
        conversationId={id}
        quotedId={quotedId}
        quoted={quoted}
        quotedName={quoted === null ? '' : nameOf(quoted) || t('chat.you')}
        onQuoted={setQuotedId}
        rewritten={rewritten}
        attachments={attachments}
        inputRef={composer}
      />
    </DropZone>
  );
}
