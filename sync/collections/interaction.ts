import * as z from 'zod/mini';
import { documentId, instant, text, units, type CollectionDefinition } from './definition';

export const INTERACTION_KINDS = ['call', 'visit', 'note'] as const;
export type InteractionKind = (typeof INTERACTION_KINDS)[number];

export const INTERACTION_OUTCOMES = ['', 'reached', 'no_answer', 'call_back', 'not_interested'] as const;

/** A call, visit or note. Append-only: what was logged stays as it was logged. */
export const interactionShape = z.object({
  id: documentId,
  customerId: documentId,
  authorId: documentId,
  kind: z.enum(INTERACTION_KINDS),
  outcome: z.enum(INTERACTION_OUTCOMES),
  body: text(20_000),
  durationMinutes: z.int().check(z.minimum(0), z.maximum(1440)),
  occurredAt: instant,
  createdAt: instant,
});
export type InteractionFields = z.infer<typeof interactionShape>;

export const interactions: CollectionDefinition = {
  name: 'interactions',
  writable: true,
  shape: interactionShape,
  units: units('once', [
    'customerId',
    'authorId',
    'kind',
    'outcome',
    'body',
    'durationMinutes',
    'occurredAt',
    'createdAt',
  ]),
};

/** Whether an interaction counts as having been in touch with the customer: a note does not, nor an unanswered call. */
export function isContact(interaction: Pick<InteractionFields, 'kind' | 'outcome'>): boolean {
  return interaction.kind === 'visit' || (interaction.kind === 'call' && interaction.outcome !== 'no_answer');
}
