import * as z from 'zod/mini';
import { EMAIL_PATTERN, MAX_EMAIL_LENGTH } from '../rules/email-pattern';
import { matching } from '../rules/pattern';
import { turkishSortKey } from '../rules/turkish-text';
import { collection, documentId, field, instant, instantOrNone, text, type DocumentFields } from './definition';

/** The id of a stage in `settings` (sync/rules/settings.ts). */
export type CustomerStage = string;
const stageId = matching(/^[a-z0-9][a-z0-9_-]*$/, 36);

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

const reachShape = z.object({ state: z.enum(['given', 'no']), reason: text(20), since: instant });
const lastCampaignShape = z.object({
  id: z.optional(documentId),
  name: z.optional(text(120)),
  at: z.optional(instant),
});
const reachesShape = z.object({
  email: z.optional(reachShape),
  sms: z.optional(reachShape),
  whatsapp: z.optional(reachShape),
  call: z.optional(reachShape),
});

export const MAX_LABELS = 200;
const MAX_TURNS = 1_000_000;
/** Of each label in `settings`, by its id, how often it was put on or taken off (rules/labels.ts). */
export const labelMarks = z
  .record(matching(/^[a-z0-9][a-z0-9_-]*$/, 36), z.int().check(z.minimum(0), z.maximum(MAX_TURNS)))
  .check(z.refine((marks) => Object.keys(marks).length <= MAX_LABELS));

/** So many may see one customer beside whose they are. */
export const MAX_GUESTS = 50;

export const customers = collection({
  name: 'customers',
  noun: 'customer',
  audience: { kind: 'customer' },
  writable: true,
  fields: {
    firstName: field(text(80), 'text', { empty: '' }),
    lastName: field(text(80), 'text', { empty: '' }),
    /** E.164, or '' */
    phone: field(matching(/^(\+[1-9]\d{5,14})?$/, 16), 'text', { empty: '' }),
    altPhone: field(matching(/^(\+[1-9]\d{5,14})?$/, 16), 'text', { empty: '' }),
    email: field(z.union([z.literal(''), matching(EMAIL_PATTERN, MAX_EMAIL_LENGTH)]), 'text', { empty: '' }),
    /** ISO 3166-1 alpha-2, or '' */
    countryId: field(matching(/^([A-Z]{2})?$/, 2), 'latest', { empty: '' }),
    city: field(text(80), 'text', { empty: '' }),
    address: field(text(500), 'text', { empty: '' }),
    occupation: field(text(120), 'text', { empty: '' }),
    language: field(z.enum(['tr', 'en']), 'latest'),
    source: field(z.enum(CUSTOMER_SOURCES), 'latest'),
    stage: field(stageId, 'latest'),
    /** Why the customer was lost; '' while nobody said, or they are not. */
    lostReason: field(z.optional(text(500)), 'latest', { empty: '', since: 5 }),
    /** The agent who looks after the customer (a member id). */
    ownerId: field(documentId, 'latest'),
    /** Team of the owner; the server keeps it. */
    teamId: field(text(36), 'server', { empty: '' }),
    /** Other members who see the customer. */
    sharedWith: field(z.array(documentId).check(z.maxLength(MAX_GUESTS)), 'latest', { empty: [] }),
    notes: field(text(20_000), 'text', { empty: '' }),
    managerNote: field(z.optional(text(20_000)), 'text', { empty: '', hiddenFrom: ['agent'] }),
    createdBy: field(documentId, 'once'),
    createdAt: field(instant, 'once'),
    /** Last real contact (call or visit), '' when there was none: the office derives it from what is logged. */
    lastContactAt: field(instantOrNone, 'server', { empty: '' }),
    /** What comes next: '' where nothing is to be done. */
    nextStepText: field(z.optional(text(200)), 'text', { unit: 'nextStep', empty: '', since: 2 }),
    /** 'YYYY-MM-DD' on the calendar of whoever does it; '' while nothing is planned. */
    nextStepDueOn: field(z.optional(matching(/^(\d{4}-\d{2}-\d{2})?$/, 10)), 'text', {
      unit: 'nextStep',
      empty: '',
      since: 2,
    }),
    /** 'HH:mm', or '' for any time of that day. */
    nextStepDueTime: field(z.optional(matching(/^(([01]\d|2[0-3]):[0-5]\d)?$/, 5)), 'text', {
      unit: 'nextStep',
      empty: '',
      since: 2,
    }),
    nextStepDoneAt: field(z.optional(instantOrNone), 'text', { unit: 'nextStep', empty: '', since: 2 }),
    /** Their appointments are kept from them: no reminder, no word of a move, until somebody lets them again. */
    remindersPaused: field(z.optional(z.boolean()), 'latest', { empty: false, since: 4 }),
    /** What stands for the addresses of this customer, by channel; the office derives it from everything it heard. */
    reach: field(z.optional(reachesShape), 'server', { empty: {}, since: 3 }),
    /** `reach.email` is a yes. */
    marketingConsent: field(z.optional(z.boolean()), 'server', { empty: false, since: 3 }),
    /** Of the labels in `settings`, how often each was put on or taken off (rules/labels.ts). */
    labels: field(z.optional(labelMarks), 'greatestPerKey', { empty: {}, since: 6 }),
    /** Which campaign reached them last; {} for none. */
    lastCampaign: field(z.optional(lastCampaignShape), 'server', { empty: {}, since: 5 }),
    /** What became of it (CAMPAIGN_RESULTS of rules/segment-facts.ts); '' where there was none. */
    lastCampaignResult: field(z.optional(text(20)), 'server', { empty: '', since: 7 }),
    /**
     * Of a record that is the same person as another: that one, which stands for both (rules/merged-customers.ts); ''
     * for one that stands for itself. Taking it back is one edit.
     */
    mergedInto: field(z.optional(z.union([z.literal(''), documentId])), 'state', { empty: '', since: 9 }),
    deletedAt: field(instantOrNone, 'removal', { empty: '' }),
  },
  /** "lastName firstName" in the order of the Turkish alphabet; the order of the customer list. */
  derived: { sortKey: { maxLength: 80, make: customerSortKey } },
  indexes: [['sortKey']],
});
export const customerShape = customers.shape;
export type CustomerFields = z.infer<typeof customerShape>;

export function customerSortKey(fields: DocumentFields): string {
  return turkishSortKey(`${String(fields['lastName'] ?? '')} ${String(fields['firstName'] ?? '')}`);
}
