import * as z from 'zod/mini';
import { EMAIL_PATTERN, matching, MAX_EMAIL_LENGTH } from '../rules/pattern';
import { documentId, instant, instantOrNone, text, units, type CollectionDefinition } from './definition';

export const CUSTOMER_STAGES = ['new', 'contacted', 'qualified', 'proposal', 'won', 'lost'] as const;
export type CustomerStage = (typeof CUSTOMER_STAGES)[number];

export const CUSTOMER_SOURCES = [
  'referral',
  'website',
  'instagram',
  'facebook',
  'google',
  'fair',
  'walk_in',
  'phone',
  'partner',
  'other',
] as const;
export type CustomerSource = (typeof CUSTOMER_SOURCES)[number];

export const customerShape = z.object({
  id: documentId,
  firstName: text(80),
  lastName: text(80),
  /** E.164, or '' */
  phone: matching(/^(\+[1-9]\d{5,14})?$/, 16),
  altPhone: matching(/^(\+[1-9]\d{5,14})?$/, 16),
  email: z.union([z.literal(''), matching(EMAIL_PATTERN, MAX_EMAIL_LENGTH)]),
  /** ISO 3166-1 alpha-2, or '' */
  countryId: matching(/^([A-Z]{2})?$/, 2),
  city: text(80),
  address: text(500),
  occupation: text(120),
  language: z.enum(['tr', 'en']),
  source: z.enum(CUSTOMER_SOURCES),
  stage: z.enum(CUSTOMER_STAGES),
  /** The agent who looks after the customer (a member id). */
  ownerId: documentId,
  /** Team of the owner; the server keeps it. */
  teamId: text(36),
  /** Other members who see the customer. */
  sharedWith: z.array(documentId).check(z.maxLength(50)),
  notes: text(20_000),
  /** Never leaves the server for agents. */
  managerNote: z.optional(text(20_000)),
  createdBy: documentId,
  createdAt: instant,
  /** Last real contact (call or visit), '' when there was none: the office derives it from what is logged. */
  lastContactAt: instantOrNone,
  deletedAt: instantOrNone,
});
export type CustomerFields = z.infer<typeof customerShape>;

export const customers: CollectionDefinition = {
  name: 'customers',
  writable: true,
  shape: customerShape,
  units: {
    ...units('text', [
      'firstName',
      'lastName',
      'phone',
      'altPhone',
      'email',
      'city',
      'address',
      'occupation',
      'notes',
      'managerNote',
    ]),
    ...units('latest', ['countryId', 'language', 'source', 'stage', 'ownerId', 'sharedWith']),
    ...units('once', ['createdBy', 'createdAt']),
    ...units('server', ['teamId', 'lastContactAt']),
    ...units('removal', ['deletedAt']),
  },
};
