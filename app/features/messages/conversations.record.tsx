import { MessagesSquare } from 'lucide-react';
import type { RecordKind } from '../../records/record-kind';

export const conversationRecord: RecordKind<'conversations'> = {
  collection: 'conversations',
  icon: MessagesSquare,
  wordsOf: ({ channel, customerId }, customer, { t }) => ({
    title: `${customer} · ${t(`deliveries.channel.${channel}`)}`,
    href: `/customers/${customerId}?tab=messages`,
  }),
  fields: {
    customerId: { content: 'text', isSilent: true },
    channel: { content: 'choice', isSilent: true },
    createdBy: { content: 'member', isSilent: true },
    createdAt: { content: 'instant', isSilent: true },
    lineId: { content: 'text', isSilent: true },
    readUpTo: { content: 'json', isSilent: true },
    assigneeId: { content: 'member' },
    lastInboundAt: { content: 'instant', isSilent: true },
    lastOutboundAt: { content: 'instant', isSilent: true },
    handovers: { content: 'json', isSilent: true },
    labelIds: { content: 'labels' },
    closedUpTo: { content: 'instant' },
    blockedAt: { content: 'instant' },
  },
};
