import * as z from 'zod/mini';
import { collection, documentId, field, instant, instantOrNone, text } from './definition';

export const INTERACTION_KINDS = ['call', 'visit', 'note'] as const;
export type InteractionKind = (typeof INTERACTION_KINDS)[number];
/** What a person logs. Of a kind of a later build nobody knows that: it is none, and no system kind either. */
export const isLoggedKind = (kind: string): kind is InteractionKind =>
  (INTERACTION_KINDS as readonly string[]).includes(kind);

/** What was decided about the customer, one for each change. */
export const DECISION_KINDS = ['stage', 'owner', 'source'] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];
/** What happened to the customer elsewhere; the office alone appends these. */
export const SYSTEM_KINDS = [...DECISION_KINDS, 'campaign', 'merge'] as const;
export type SystemKind = (typeof SYSTEM_KINDS)[number];
export const isSystemKind = (kind: string): kind is SystemKind => (SYSTEM_KINDS as readonly string[]).includes(kind);

/**
 * What a system entry is about: ids of stages, members or sources; the campaign that reached the customer, by its name
 * of that day; or the customer who was merged into this one (`is`) or taken out again (`was`). `byOffice`: no person
 * decided it.
 */
const factShape = z.object({
  was: z.optional(text(36)),
  is: z.optional(text(36)),
  reason: z.optional(text(500)),
  name: z.optional(text(120)),
  byOffice: z.optional(z.boolean()),
});

export const INTERACTION_OUTCOMES = ['', 'reached', 'no_answer', 'call_back', 'not_interested'] as const;

/**
 * A call, visit or note, or what the office appends of what happened elsewhere (`fact`; in `body` the same in words,
 * for builds that do not know it). Append-only: what was logged stays as it was logged.
 */
export const interactions = collection({
  name: 'interactions',
  noun: 'interaction',
  audience: { kind: 'child', of: 'customers', by: 'customerId' },
  writable: true,
  appendOnly: true,
  fields: {
    customerId: field(documentId, 'once', { indexed: 36 }),
    authorId: field(documentId, 'once'),
    kind: field(z.enum([...INTERACTION_KINDS, ...SYSTEM_KINDS]), 'once'),
    outcome: field(z.enum(INTERACTION_OUTCOMES), 'once', { empty: '' }),
    body: field(text(20_000), 'once', { empty: '' }),
    durationMinutes: field(z.int().check(z.minimum(0), z.maximum(1440)), 'once', { empty: 0 }),
    occurredAt: field(instant, 'once', { indexed: 24 }),
    createdAt: field(instant, 'once'),
    /** The earlier entry of the same person that this one takes back, or '' (sync/rules/last-contact.ts). */
    retracts: field(z.optional(z.union([z.literal(''), documentId])), 'once', { empty: '', since: 2 }),
    fact: field(z.optional(factShape), 'once', { empty: {}, since: 5 }),
    /** When the office heard of it; '' on the device until then, and of what it heard before it kept that. */
    receivedAt: field(z.optional(instantOrNone), 'server', { empty: '', since: 7 }),
  },
  indexes: [['customerId', 'occurredAt']],
});
export const interactionShape = interactions.shape;
export type InteractionFields = z.infer<typeof interactionShape>;

/** Whether an interaction counts as having been in touch with the customer: a note does not, nor an unanswered call. */
export function isContact(interaction: Pick<InteractionFields, 'kind' | 'outcome'>): boolean {
  return interaction.kind === 'visit' || (interaction.kind === 'call' && interaction.outcome !== 'no_answer');
}
