/**
 * What the list of conversations is worked out from: light entries in memory, so that it is sorted and searched at
 * once.
 */
import type { MessageChannel } from '../../../sync/collections/conversation';
import { AUTOMATIC } from '../../../sync/rules/message';
import { readSmsAnswer } from '../../../sync/rules/sms-answer';
import { foldText } from '../../../sync/rules/turkish-text';
import { isFailed, tickOf, type Tick, type Told } from './tick';

export type ChatConversation = {
  readonly id: string;
  readonly customerId: string;
  readonly channel: MessageChannel;
  readonly lineId: string;
  readonly assigneeId: string;
  readonly createdAt: string;
  /** As the office knows them; '' where it has said nothing. */
  readonly lastInboundAt: string;
  readonly lastOutboundAt: string;
  /** Up to which moment each member has read. */
  readonly readUpTo: Readonly<Record<string, string>>;
  readonly labelIds: readonly string[];
  /** What came up to then is dealt with; '' for open. */
  readonly closedUpTo: string;
  readonly blockedAt: string;
};
export type ChatCustomer = {
  readonly id: string;
  readonly name: string;
  readonly folded: string;
  readonly ownerId: string;
};
export type ChatMessage = {
  readonly id: string;
  readonly conversationId: string;
  readonly at: string;
  readonly isInbound: boolean;
  /** Ended the customer's waiting: not one of many, and not one that never left. */
  readonly isAnswer: boolean;
  /** What they said ends every writing to them (sync/rules/sms-answer.ts). */
  readonly isStop: boolean;
  readonly isRevoked: boolean;
  readonly kind: string;
  readonly text: string;
  readonly folded: string;
  readonly tick: Tick | null;
};
export type ChatRow = {
  readonly id: string;
  /** Under which it is opened: with a merged record the thread of the one that stands for them. */
  readonly threadId: string;
  readonly customerId: string;
  readonly channel: MessageChannel;
  readonly lineId: string;
  /** '' while the customer is not on this device. */
  readonly name: string;
  /** Who answers: whom it was handed to, else who looks after the customer. */
  readonly responsibleId: string;
  /** The moment of the last thing that happened in it. */
  readonly at: string;
  readonly last: ChatMessage | null;
  readonly unread: number;
  readonly isWaiting: boolean;
  readonly waitingSince: string;
  readonly labelIds: readonly string[];
  readonly isClosed: boolean;
  readonly isBlocked: boolean;
};
export const CHAT_FILTERS = ['all', 'unread', 'waiting', 'mine', 'closed', 'blocked'] as const;
export type ChatFilter = (typeof CHAT_FILTERS)[number];

/** How much of a text a row of the list can show. */
export const SHOWN_LETTERS = 140;

type StoredConversation = Pick<ChatConversation, 'id' | 'customerId' | 'channel' | 'createdAt'> &
  Partial<ChatConversation>;

export function chatConversation(stored: Record<string, unknown>): ChatConversation {
  const { id, customerId, channel, createdAt, ...more } = stored as unknown as StoredConversation;
  const { lineId = '', assigneeId = '', lastInboundAt = '', lastOutboundAt = '', readUpTo = {} } = more;
  const { labelIds = [], closedUpTo = '', blockedAt = '' } = more;
  return {
    id,
    customerId,
    channel,
    lineId,
    assigneeId,
    createdAt,
    lastInboundAt,
    lastOutboundAt,
    readUpTo,
    labelIds,
    closedUpTo,
    blockedAt,
  };
}

type StoredMessage = Told & {
  readonly id: string;
  readonly conversationId: string;
  readonly direction: 'in' | 'out';
  readonly subject?: string;
  readonly body?: string;
  readonly bulkId?: string;
  readonly senderName?: string;
  readonly kind?: string;
  readonly revokedAt?: string;
};

/** All that was said in a message, and as it is searched: a message that was taken back says nothing any more. */
export function saidIn({
  subject = '',
  body = '',
  revokedAt = '',
}: Pick<StoredMessage, 'subject' | 'body' | 'revokedAt'>): {
  readonly whole: string;
  readonly folded: string;
} {
  const whole = [subject, body].filter((part) => part !== '').join(' · ');
  return { whole, folded: revokedAt === '' ? foldText(whole) : '' };
}

export function chatMessage(stored: Record<string, unknown>): ChatMessage {
  const message = stored as unknown as StoredMessage;
  const { id, conversationId, createdAt, direction, body = '', kind = 'text', revokedAt = '' } = message;
  const isInbound = direction === 'in';
  const { whole, folded } = saidIn(message);
  const tick = isInbound ? null : tickOf(message);
  return {
    id,
    conversationId,
    at: createdAt,
    isInbound,
    isAnswer: !isInbound && (message.bulkId ?? '') === '' && message.senderName !== AUTOMATIC && !isFailed(tick),
    isStop: isInbound && kind === 'text' && readSmsAnswer(body) === 'stop',
    isRevoked: revokedAt !== '',
    kind,
    text: whole.slice(0, SHOWN_LETTERS).replace(/\s+/g, ' '),
    folded,
    tick,
  };
}

export function chatCustomer({ id, firstName, lastName, ownerId }: Record<string, unknown>): ChatCustomer {
  const name = `${String(firstName ?? '')} ${String(lastName ?? '')}`.trim();
  return { id: String(id), name, folded: foldText(name), ownerId: String(ownerId ?? '') };
}

/**
 * Up to when a conversation counts as read by `me`: what they read themselves, and where somebody else answers for it
 * what that person read. A manager's list would else call everything unread that the team has long dealt with.
 */
export function readUpToBy({ readUpTo }: ChatConversation, responsibleId: string, me: string): string {
  return greatest(readUpTo[me] ?? '', responsibleId === me ? '' : (readUpTo[responsibleId] ?? ''));
}

/** The row of a conversation; `messages` is all of it that this device holds, oldest first. */
export function chatRow(
  conversation: ChatConversation,
  messages: readonly ChatMessage[],
  customer: ChatCustomer | undefined,
  me: string,
): ChatRow {
  const { id, customerId, channel, lineId, assigneeId, createdAt, lastInboundAt, lastOutboundAt } = conversation;
  const responsibleId = assigneeId === '' ? (customer?.ownerId ?? '') : assigneeId;
  const readAt = readUpToBy(conversation, responsibleId, me);
  const last = messages[messages.length - 1] ?? null;
  // The messages themselves say more: which of them answered, and which never left.
  let answeredAt = messages.length === 0 ? lastOutboundAt : '',
    heardAt = lastInboundAt,
    unread = 0,
    waitingSince = '';
  for (const { at, isInbound, isAnswer } of messages) {
    if (isInbound) {
      heardAt = greatest(heardAt, at);
      if (at > readAt) unread += 1;
    } else if (isAnswer) answeredAt = greatest(answeredAt, at);
  }
  for (const { at, isInbound } of messages) if (isInbound && at > answeredAt && waitingSince === '') waitingSince = at;
  const isClosed = isClosedBy(conversation.closedUpTo, heardAt);
  const isWaiting = !isClosed && heardAt !== '' && heardAt > answeredAt && !endsThere(messages);
  return {
    id,
    threadId: id,
    customerId,
    channel,
    lineId,
    name: customer?.name ?? '',
    responsibleId,
    at: greatest(greatest(heardAt, answeredAt), last?.at ?? createdAt),
    last,
    // The messages themselves may not have been read yet.
    unread: unread === 0 && heardAt !== '' && heardAt > readAt ? 1 : unread,
    isWaiting,
    waitingSince: isWaiting ? waitingSince || heardAt : '',
    labelIds: conversation.labelIds,
    isClosed,
    isBlocked: conversation.blockedAt !== '',
  };
}

/** Newest first; alike in time by id, so that two devices show one order. */
export function compareRows(a: ChatRow, b: ChatRow): number {
  return a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? 1 : -1;
}

export function isIn(filter: ChatFilter, row: ChatRow, me: string): boolean {
  // From whom nobody wants to hear is looked for, or not seen.
  if (row.isBlocked || filter === 'blocked') return row.isBlocked && filter === 'blocked';
  if (filter === 'closed') return row.isClosed;
  if (filter === 'unread') return row.unread > 0;
  if (filter === 'waiting') return row.isWaiting;
  return filter === 'all' || row.responsibleId === me;
}

/** Closed by what had been heard then, by no clock of ours: what came since opens it. */
export const isClosedBy = (closedUpTo: string, heardAt: string) => closedUpTo !== '' && heardAt <= closedUpTo;

/** Who said stop wants to hear nothing more, and nothing would reach them. */
const endsThere = (messages: readonly ChatMessage[]) =>
  messages.findLast(({ isInbound }) => isInbound)?.isStop ?? false;

const greatest = (a: string, b: string) => (a < b ? b : a);
