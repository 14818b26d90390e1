import { ShieldCheck } from 'lucide-react';
import type { RecordKind } from '../../records/record-kind';
import { lazyAhead } from '../../ui/lazy-ahead';

export const consentRecord: RecordKind<'consents'> = {
  collection: 'consents',
  icon: ShieldCheck,
  wordsOf: ({ channel, decision, customerId }, customer, { t }) => ({
    title: `${customer} · ${t(`consents.said.${decision}`, { channel: t(`consents.channel.${channel}`) })}`,
    href: `/customers/${customerId}?tab=consents`,
  }),
  fields: {
    customerId: { content: 'text', isSilent: true },
    channel: { content: 'choice' },
    address: { content: 'text' },
    decision: { content: 'choice' },
    source: { content: 'choice' },
    wordingId: { content: 'text', isSilent: true },
    wording: { content: 'text' },
    evidence: { content: 'text', isSilent: true },
    occurredAt: { content: 'instant' },
    receivedAt: { content: 'instant', isSilent: true },
    recordedBy: { content: 'member' },
    createdAt: { content: 'instant', isSilent: true },
  },
  timeline: {
    sort: ['customerId', 'occurredAt'],
    at: ({ occurredAt }) => occurredAt,
    isShown: () => true,
    endsSilence: false,
    group: () => 'consents',
    Item: lazyAhead(async () => (await import('./consent-entry')).ConsentInTime),
    conflictWords: ({ channel, decision, customerId }, { t }) => ({
      title: t(`consents.said.${decision}`, { channel: t(`consents.channel.${channel}`) }),
      href: `/customers/${customerId}?tab=consents`,
    }),
  },
};
