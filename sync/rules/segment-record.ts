/** What stored documents say of a customer to whoever asks for segments. */
import type { AppointmentFields } from '../collections/appointment';
import type { ConversationFields } from '../collections/conversation';
import type { DocumentFields } from '../collections/definition';
import type { FileFields } from '../collections/file';
import { isContact, type InteractionFields } from '../collections/interaction';
import { takesTime } from './appointment-status';
import { labelsOn, type LabelMarks } from './labels';
import { latestOf, takenBack } from './last-contact';
import { shownBetween } from './occurrences';
import { IS_THERE } from './segment-facts';
import { LOOKAHEAD_DAYS, SERIES_LOOKBACK_DAYS, type SegmentRecord } from './segment';
import type { SegmentTest, SegmentTree } from './segment-tests';
import { isOverride, isSeries } from './series';
import { stampMs } from './stamp';

/** What hangs on a customer: all of theirs. */
export type SegmentHanging = {
  readonly appointments: readonly AppointmentFields[];
  readonly interactions: readonly Logged[];
  readonly conversations: readonly ConversationFields[];
  readonly files: readonly FileFields[];
};

/** Parts of a record that are worked out from what hangs on its customer, and from what each of them is. */
export const SEGMENT_PARTS = {
  starts: ['appointments'],
  contact: ['interactions', 'appointments'],
  unanswered: ['conversations'],
  files: ['files'],
} as const satisfies Record<string, readonly (keyof SegmentHanging)[]>;
export type SegmentPart = keyof typeof SEGMENT_PARTS;
export type SegmentParts = ReadonlySet<SegmentPart>;
export const ALL_PARTS: SegmentParts = new Set(Object.keys(SEGMENT_PARTS) as SegmentPart[]);

/** The part that a fact is of; what is not here stands on the customer. */
const PART_OF: Readonly<Partial<Record<SegmentFact, SegmentPart>>> = {
  nextAppointmentAt: 'starts',
  lastAppointmentAt: 'starts',
  noShows: 'starts',
  lastContactKind: 'contact',
  unanswered: 'unanswered',
  files: 'files',
};
type SegmentFact = SegmentTest['fact'];

/** The parts that a rule asks of. */
export function partsAsked(tree: SegmentTree): SegmentParts {
  switch (tree.test) {
    case 'all':
    case 'any':
      return new Set(tree.of.flatMap((one) => [...partsAsked(one)]));
    case 'not':
      return partsAsked(tree.of);
    default: {
      const part = PART_OF[tree.fact];
      return new Set(part === undefined ? [] : [part]);
    }
  }
}

/** `outbox`: '' once the office has it. */
type Logged = InteractionFields & { readonly outbox?: string };

const DAY_MS = 86_400_000;
/** A record stays good for as many days as a tablet is open. */
const SPARE_DAYS = 30;

/** The record of a customer on whom nothing hangs. */
export function customerRecord(customer: DocumentFields, stageStamp: string): SegmentRecord {
  const text = (field: string) => (typeof customer[field] === 'string' ? (customer[field] as string) : '');
  const createdAt = Date.parse(text('createdAt')) || 0;
  const hasPhone = text('phone') !== '' || text('altPhone') !== '';
  const known = (customer['reach'] ?? {}) as Readonly<Record<string, { readonly state?: string } | undefined>>;
  const reach = (channel: string, hasAddress: boolean) =>
    hasAddress ? (known[channel]?.state ?? 'none') : 'noAddress';
  const spokenAt = text('lastContactAt');
  const campaign = (customer['lastCampaign'] ?? {}) as { readonly name?: string; readonly at?: string };
  const isDone = text('nextStepDoneAt') !== '';
  const hasStep = text('nextStepText') !== '' || text('nextStepDueOn') !== '';
  return {
    id: text('id'),
    texts: {
      // Many a customer has one name alone, and it is asked for without a blank beside it.
      name: [text('firstName'), text('lastName')].filter((part) => part !== '').join(' '),
      city: text('city'),
      phone: text('phone'),
      altPhone: text('altPhone'),
      email: text('email'),
      occupation: text('occupation'),
      address: text('address'),
      notes: text('notes'),
      lostReason: text('lostReason'),
      nextStepText: isDone ? '' : text('nextStepText'),
      lastCampaign: campaign.name ?? '',
    },
    choices: {
      stage: text('stage'),
      source: text('source'),
      countryId: text('countryId'),
      ownerId: text('ownerId'),
      teamId: text('teamId'),
      createdBy: text('createdBy'),
      remindersPaused: customer['remindersPaused'] === true ? IS_THERE : '',
      language: text('language'),
      lastContactKind: lastContactKind([], [], spokenAt),
      unanswered: '',
      files: '',
      lastCampaignResult: text('lastCampaignResult') || 'none',
      nextStep: hasStep ? (isDone ? 'done' : 'open') : 'none',
      reachEmail: reach('email', text('email') !== ''),
      reachSms: reach('sms', hasPhone),
      reachWhatsapp: reach('whatsapp', hasPhone),
      reachCall: reach('call', hasPhone),
    },
    labels: labelsOn(customer['labels'] as LabelMarks | undefined),
    sharedWith: (customer['sharedWith'] ?? []) as readonly string[],
    createdAt,
    stageSince: stampMs(stageStamp) || createdAt,
    spokenAt,
    lastContactAt: Date.parse(spokenAt) || 0,
    lastCampaignAt: Date.parse(campaign.at ?? '') || 0,
    nextStepOn: isDone ? '' : text('nextStepDueOn'),
    noShows: 0,
    starts: [],
    seriesStarts: [],
  };
}

/** The same record with these parts worked out anew. `nowMs`: until when series are walked follows from it. */
export function withParts(
  record: SegmentRecord,
  parts: SegmentParts,
  { appointments, interactions, conversations, files }: SegmentHanging,
  nowMs: number,
): SegmentRecord {
  const choices = { ...record.choices };
  if (parts.has('contact')) choices.lastContactKind = lastContactKind(interactions, appointments, record.spokenAt);
  if (parts.has('unanswered')) choices.unanswered = isWaiting(record.id, conversations) ? IS_THERE : '';
  if (parts.has('files')) choices.files = files.some(isKept) ? IS_THERE : '';
  if (!parts.has('starts')) return { ...record, choices };
  return { ...record, choices, noShows: appointments.filter(isNoShow).length, ...startsOf(appointments, nowMs) };
}

/**
 * Of the latest call or visit that nobody took back (of two at one instant the one with the greater id), meeting held,
 * or message: what the office says is later than what this device knows of was one, unless it was taken back here and
 * the office has not heard of it yet. Once it has, what stands at that very instant is something else.
 */
function lastContactKind(
  interactions: readonly Logged[],
  appointments: readonly AppointmentFields[],
  lastContactAt: string,
): string {
  const isTakenBack = takenBack(interactions);
  let last: Logged | null = null;
  for (const one of interactions) {
    if (!isContact(one) || isTakenBack.has(one.id)) continue;
    if (last === null || one.occurredAt > last.occurredAt || (one.occurredAt === last.occurredAt && one.id > last.id))
      last = one;
  }
  const loggedAt = last?.occurredAt ?? '';
  const heldAt = latestOf(
    appointments.filter((one) => one.status === 'held' && one.deletedAt === '').map(({ startsAt }) => startsAt),
  );
  const wasOf = (one: Logged) => one.occurredAt === lastContactAt && (isTakenBack.get(one.id)?.outbox ?? '') !== '';
  if (lastContactAt > loggedAt && lastContactAt > heldAt && !interactions.some(wasOf)) return 'message';
  if (heldAt > loggedAt) return 'meeting';
  return last?.kind ?? 'none';
}

/**
 * The customer had the last word, and nobody called that dealt with. What was written with all records of a person on
 * one channel is one thread: who is answered under one of them waits under none. It is closed and blocked as that of
 * the record is that stands for them, where there is one: so it is in the list of threads.
 */
function isWaiting(id: string, conversations: readonly ConversationFields[]): boolean {
  return [...new Set(conversations.map(({ channel }) => channel))].some((channel) => {
    const thread = conversations.filter((one) => one.channel === channel);
    const own = thread.filter(({ customerId }) => customerId === id);
    const told = own.length === 0 ? thread : own;
    if (told.some(({ blockedAt = '' }) => blockedAt !== '')) return false;
    const came = latestOf(thread.map(({ lastInboundAt = '' }) => lastInboundAt));
    const went = latestOf(thread.map(({ lastOutboundAt = '' }) => lastOutboundAt));
    return came > went && came > latestOf(told.map(({ closedUpTo = '' }) => closedUpTo));
  });
}

const isKept = ({ deletedAt, state = '' }: FileFields) => deletedAt === '' && state !== 'refused';

/** What is only read from the series is none of its own. */
function isNoShow(one: AppointmentFields): boolean {
  return (
    one.status === 'no_show' &&
    one.deletedAt === '' &&
    !isSeries(one) &&
    (!isOverride(one) || (one.own ?? []).includes('status'))
  );
}

function startsOf(
  appointments: readonly AppointmentFields[],
  nowMs: number,
): Pick<SegmentRecord, 'starts' | 'seriesStarts'> {
  const recurs = (one: AppointmentFields) => isSeries(one) || isOverride(one);
  const begins = (those: readonly AppointmentFields[]) =>
    those.filter(takesTime).map(({ startsAt }) => Date.parse(startsAt));
  const recurring = appointments.filter(recurs);
  const fromMs = nowMs - (SERIES_LOOKBACK_DAYS + 1) * DAY_MS;
  const toMs = nowMs + (LOOKAHEAD_DAYS + SPARE_DAYS) * DAY_MS;
  return {
    starts: begins(appointments.filter((one) => !recurs(one))),
    seriesStarts: recurring.length === 0 ? [] : begins(shownBetween(recurring, fromMs, toMs)),
  };
}
