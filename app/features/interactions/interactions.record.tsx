import { NotebookPen } from 'lucide-react';
import { lazy } from 'react';
import type { InteractionFields } from '../../../sync/collections/interaction';
import type { RecordKind, TimelineGroup } from '../../records/record-kind';
import { lazyAhead } from '../../ui/lazy-ahead';
import { interactionTitle } from './interaction-words';
import { isShownEntry, laterOf } from './shown-entries';

const GROUPS: Readonly<Record<InteractionFields['kind'], TimelineGroup>> = {
  call: 'calls',
  visit: 'visits',
  note: 'notes',
  stage: 'changes',
  owner: 'changes',
  source: 'changes',
  campaign: 'messages',
  merge: 'changes',
};

export const interactionRecord: RecordKind<'interactions'> = {
  collection: 'interactions',
  icon: NotebookPen,
  wordsOf: ({ kind, outcome, customerId }, customer, { t }) => ({
    title: `${customer} · ${interactionTitle({ kind, outcome }, t)}`,
    href: `/customers/${customerId}?tab=timeline`,
  }),
  fields: {
    customerId: { content: 'text', isSilent: true },
    authorId: { content: 'member', isSilent: true },
    kind: { content: 'choice' },
    outcome: { content: 'choice' },
    body: { content: 'text' },
    durationMinutes: { content: 'number' },
    occurredAt: { content: 'instant' },
    createdAt: { content: 'instant', isSilent: true },
    retracts: { content: 'text', isSilent: true },
    fact: { content: 'json', isSilent: true },
    receivedAt: { content: 'instant', isSilent: true },
  },
  correction: { of: ['interaction.inFuture'], Dialog: lazy(() => import('./correct-interaction-dialog')) },
  timeline: {
    sort: ['customerId', 'occurredAt'],
    at: ({ occurredAt }) => occurredAt,
    isShown: isShownEntry,
    endsSilence: true,
    // What was taken back was no word with the customer.
    isQuiet: ({ id, kind }, beside) => kind === 'campaign' || laterOf(beside).has(id),
    follows: (later, earlier) =>
      later.kind === earlier.kind &&
      later.kind !== 'merge' &&
      later.fact?.was !== undefined &&
      later.fact.was === earlier.fact?.is,
    // What a later build tells of happened elsewhere: nobody spoke to the customer.
    group: ({ kind }) => (Object.hasOwn(GROUPS, kind) ? GROUPS[kind] : 'changes'),
    Item: lazyAhead(async () => (await import('./interaction-item')).InteractionInTime),
    conflictWords: ({ kind, customerId }, { t }) => ({
      title: t(`interactions.kind.${kind}`),
      href: `/customers/${customerId}?tab=timeline`,
    }),
  },
};
