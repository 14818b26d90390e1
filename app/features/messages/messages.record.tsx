import { Mail, MessageSquareText, Phone, type LucideIcon } from 'lucide-react';
import type { RecordKind } from '../../records/record-kind';
import { lazyAhead } from '../../ui/lazy-ahead';

/** What a message goes by; an e-mail where a newer office knows ways that this build does not. */
const ICONS: Readonly<Record<string, LucideIcon>> = { sms: MessageSquareText, whatsapp: Phone };

export const messageRecord: RecordKind<'messages'> = {
  collection: 'messages',
  icon: Mail,
  wordsOf: ({ subject, channel, direction, customerId }, customer, { t }) => ({
    title: `${customer} · ${subject || t(`messages.kind.${channel}.${direction}`)}`,
    href: `/customers/${customerId}?tab=messages`,
    icon: ICONS[channel] ?? Mail,
  }),
  fields: {
    conversationId: { content: 'text', isSilent: true },
    customerId: { content: 'text', isSilent: true },
    channel: { content: 'choice', isSilent: true },
    direction: { content: 'choice', isSilent: true },
    subject: { content: 'text' },
    body: { content: 'text' },
    toAddress: { content: 'text', isSilent: true },
    state: { content: 'choice', isSilent: true },
    reason: { content: 'choice', isSilent: true },
    cancelledAt: { content: 'instant' },
    releasedAt: { content: 'instant' },
    bulkId: { content: 'text', isSilent: true },
    templateId: { content: 'text', isSilent: true },
    kind: { content: 'choice', isSilent: true },
    quotedId: { content: 'text', isSilent: true },
    fileId: { content: 'text', isSilent: true },
    sendAt: { content: 'instant' },
    senderName: { content: 'text', isSilent: true },
    reactions: { content: 'json', isSilent: true },
    editedAt: { content: 'instant', isSilent: true },
    revokedAt: { content: 'instant', isSilent: true },
    seconds: { content: 'number', isSilent: true },
    peaks: { content: 'json', isSilent: true },
    carriedIds: { content: 'json', isSilent: true },
    createdBy: { content: 'member', isSilent: true },
    createdAt: { content: 'instant', isSilent: true },
  },
  timeline: {
    sort: ['customerId', 'createdAt'],
    at: ({ createdAt }) => createdAt,
    isShown: () => true,
    endsSilence: true,
    group: () => 'messages',
    Item: lazyAhead(async () => (await import('./message-entry')).MessageInTime),
    conflictWords: ({ subject, channel, direction, customerId }, { t }) => ({
      title: subject || t(`messages.kind.${channel}.${direction}`),
      href: `/customers/${customerId}?tab=messages`,
    }),
  },
};
