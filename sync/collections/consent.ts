import * as z from 'zod/mini';
import { CHANNELS, MAX_ADDRESS_LENGTH } from '../rules/address';
import { CONSENT_DECISIONS, CONSENT_SOURCES } from '../rules/consent';
import { collection, documentId, field, instant, instantOrNone, text } from './definition';

/** A drawn signature is some kilobytes of a path; whoever sends more than this is drawing something else. */
export const MAX_EVIDENCE_LENGTH = 12_000;
export const MAX_WORDING_LENGTH = 4_000;

/**
 * One yes or one no of a person about an address of theirs. Append-only: what was said stays as it was said, and what
 * counts follows from all of it (sync/rules/consent.ts).
 */
export const consents = collection({
  name: 'consents',
  noun: 'consent',
  audience: { kind: 'child', of: 'customers', by: 'customerId' },
  writable: true,
  appendOnly: true,
  since: 3,
  // A no counts, whoever looks after the customer by now.
  mustArrive: ({ decision }) => decision === 'withdrawn',
  fields: {
    /** '' where an address spoke that no customer of the office has; only admins are sent those. */
    customerId: field(z.union([z.literal(''), documentId]), 'once', { empty: '', indexed: 36 }),
    channel: field(z.enum(CHANNELS), 'once'),
    /** As it stood before the person who was asked; '' where the office knows its key alone. */
    address: field(text(MAX_ADDRESS_LENGTH), 'once', { empty: '' }),
    decision: field(z.enum(CONSENT_DECISIONS), 'once'),
    source: field(z.enum(CONSENT_SOURCES), 'once'),
    /** Which text was shown, and the text itself (sync/rules/consent-wording.ts). */
    wordingId: field(text(40), 'once', { empty: '' }),
    wording: field(text(MAX_WORDING_LENGTH), 'once', { empty: '' }),
    /** What proves it, '' for nothing: sync/rules/consent-evidence.ts. */
    evidence: field(text(MAX_EVIDENCE_LENGTH), 'once', { empty: '' }),
    /** When it was said. */
    occurredAt: field(instant, 'once', { indexed: 24 }),
    /** When the office heard it; '' on the device until then. */
    receivedAt: field(z.optional(instantOrNone), 'server', { empty: '' }),
    /** The member who wrote it down; '' where the person themselves said it to the office. */
    recordedBy: field(z.union([z.literal(''), documentId]), 'once', { empty: '' }),
    createdAt: field(instant, 'once'),
  },
  indexes: [['customerId', 'occurredAt']],
});
export const consentShape = consents.shape;
export type ConsentFields = z.infer<typeof consentShape>;
