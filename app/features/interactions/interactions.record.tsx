import { NotebookPen } from 'lucide-react';
import { lazy } from 'react';
import type { RecordKind } from '../../records/record-kind';
import { interactionTitle } from './interaction-words';
import { isShownEntry } from './shown-entries';

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
  },
  correction: { of: ['interaction.inFuture'], Dialog: lazy(() => import('./correct-interaction-dialog')) },
  timeline: {
    sort: ['customerId', 'occurredAt'],
    at: ({ occurredAt }) => occurredAt,
    isShown: isShownEntry,
    endsSilence: true,
    Item: lazy(async () => ({ default: (await import('./interaction-item')).InteractionInTime })),
    conflictWords: ({ kind, customerId }, { t }) => ({
      title: t(`interactions.kind.${kind}`),
      href: `/customers/${customerId}?tab=timeline`,
    }),
  },
};
