import { Navigate, useLocation, useParams, useSearchParams } from '@remix-run/react';
import { useMemo } from 'react';
import { MESSAGE_CHANNELS, type MessageChannel } from '../../../sync/collections/conversation';
import { useDatabase } from '../../database/database-context';
import { isRemains } from '../../database/is-remains';
import { useDocument } from '../../database/use-document';
import { useRoots } from '../../database/use-person';
import { useReceiving } from '../../database/use-sync-status';
import { useText } from '../../i18n/use-text';
import { EmptyState } from '../../ui/empty-state';
import { Skeleton } from '../../ui/skeleton';
import { threadHref } from '../customers/thread-href';
import { Conversation } from './conversation';
import { chatFeed } from './follow-chat';
import { LeftWords } from './left-words';

/** One conversation by its address; one that nobody has begun says in the query with whom and on which channel. */
export default function ThreadScreen() {
  const t = useText();
  const { id = '' } = useParams();
  const [params] = useSearchParams();
  const { key: visit } = useLocation();
  const conversation = useDocument('conversations', id);
  const channel = MESSAGE_CHANNELS.find((one) => one === params.get('channel'));
  const begun = begunIn(conversation);
  const db = useDatabase();
  // The list beside it knows with whom it is: the two are read at once, and not one after the other.
  const listed = useMemo(() => chatFeed(db).get().book.rowOf(id)?.customerId, [db, id]);
  const customerId =
    begun?.customerId ?? params.get('customer') ?? (conversation === undefined ? listed : undefined) ?? undefined;
  const customer = useDocument('customers', customerId);
  const receiving = useReceiving();
  const root = useRoots().get(customerId ?? '');
  const messageId = params.get('message');
  const lookedFor = useMemo(() => (messageId === null ? null : { messageId, visit }), [messageId, visit]);
  if (conversation === undefined || (customerId !== undefined && customer === undefined)) return <Skeleton rows={6} />;
  const of: MessageChannel | undefined = begun?.channel ?? channel;
  // With a record that was merged into another: one thread, that one's.
  if (root !== undefined && of !== undefined)
    return <Navigate to={`${threadHref(of, root)}${messageId === null ? '' : `&message=${messageId}`}`} replace />;
  if (of === undefined || customer === null || customer === undefined || isRemains(customer))
    return receiving.isReceiving ? (
      <EmptyState illustration="field" title={t('chat.receiving')}>
        {t(receiving.text)}
      </EmptyState>
    ) : (
      <EmptyState illustration="trouble" title={t('chat.gone')} action={<LeftWords key={id} conversationId={id} />}>
        {t('chat.goneText')}
      </EmptyState>
    );
  return (
    <Conversation key={id} id={id} channel={of} customer={customer} conversation={conversation} lookedFor={lookedFor} />
  );
}

/** What is left of one that went out of scope says nothing of itself. */
function begunIn(conversation: { customerId: string; channel: MessageChannel; createdAt?: string } | null | undefined) {
  return conversation?.createdAt === undefined ? null : conversation;
}
