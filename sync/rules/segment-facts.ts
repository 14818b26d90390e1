/** Every fact that a segment may ask for, and what may be asked of it. */
import { CUSTOMER_SOURCES } from '../collections/customer';

/**
 * text    folded (turkish-text.ts)
 * set     any number of a list
 * choice  one of a list; `choices` where that is closed
 * past    an instant up to now; periods are those of the office's zone
 * future  an instant from now on
 * day     a day of the calendar, 'YYYY-MM-DD'
 * number  a whole number
 * presence whether there is one
 */
export type FactKind = 'text' | 'choice' | 'past' | 'future' | 'day' | 'number' | 'set' | 'presence';

const PERIODS = ['today', 'thisWeek', 'thisMonth'] as const;
export const OPERATORS = {
  text: ['contains', 'notContains', 'is', 'isNot', 'startsWith', 'none', 'any'],
  choice: ['in', 'notIn'],
  set: ['in', 'notIn', 'none', 'any'],
  past: [
    ...PERIODS,
    'lastWeek',
    'lastMonth',
    'thisYear',
    'lastYear',
    'between',
    'inLastDays',
    'notForDays',
    'none',
    'any',
  ],
  future: [...PERIODS, 'nextWeek', 'inNextDays', 'between', 'none', 'any'],
  day: [...PERIODS, 'nextWeek', 'overdue', 'inNextDays', 'between', 'none', 'any'],
  number: ['atLeast', 'atMost', 'is'],
  presence: ['any', 'none'],
} as const satisfies Record<FactKind, readonly string[]>;
export type Operator = (typeof OPERATORS)[FactKind][number];

const REACH_STATES = ['given', 'no', 'none', 'noAddress'] as const;
const choice = (...choices: readonly string[]) => ({ kind: 'choice', choices }) as const;
const open = { kind: 'choice', choices: null } as const;
const presence = { kind: 'presence' } as const;

/** What became of the mail of the last campaign, as far as one is to know it of a customer; 'none': there was none. */
export const CAMPAIGN_RESULTS = ['sent', 'delivered', 'bounced', 'complained', 'unsubscribed', 'none'] as const;
export type CampaignResult = (typeof CAMPAIGN_RESULTS)[number];

/**
 * In the order in which they are offered: every field of a customer, and what hangs on them. Not asked for: the
 * manager's note, which is hidden from agents, whose tablets would count others than the office; `marketingConsent` is
 * `reachEmail`.
 */
export const FACTS = {
  labels: { kind: 'set', choices: null },
  stage: open,
  stageSince: { kind: 'past' },
  createdAt: { kind: 'past' },
  lastContactAt: { kind: 'past' },
  lastContactKind: choice('call', 'visit', 'meeting', 'message', 'none'),
  unanswered: presence,
  source: choice(...CUSTOMER_SOURCES),
  countryId: open,
  city: { kind: 'text' },
  ownerId: open,
  teamId: open,
  sharedWith: { kind: 'set', choices: null },
  createdBy: open,
  language: choice('tr', 'en'),
  nextStep: choice('open', 'done', 'none'),
  nextStepOn: { kind: 'day' },
  nextStepText: { kind: 'text' },
  nextAppointmentAt: { kind: 'future' },
  lastAppointmentAt: { kind: 'past' },
  noShows: { kind: 'number' },
  files: presence,
  lastCampaign: { kind: 'text' },
  lastCampaignAt: { kind: 'past' },
  lastCampaignResult: choice(...CAMPAIGN_RESULTS),
  reachEmail: choice(...REACH_STATES),
  reachSms: choice(...REACH_STATES),
  reachWhatsapp: choice(...REACH_STATES),
  reachCall: choice(...REACH_STATES),
  remindersPaused: presence,
  name: { kind: 'text' },
  phone: { kind: 'text' },
  altPhone: { kind: 'text' },
  email: { kind: 'text' },
  occupation: { kind: 'text' },
  address: { kind: 'text' },
  notes: { kind: 'text' },
  lostReason: { kind: 'text' },
} as const satisfies Record<string, { kind: FactKind; choices?: readonly string[] | null }>;
export type FactId = keyof typeof FACTS;
export const FACT_IDS = Object.keys(FACTS) as FactId[];

type OfKind<K extends FactKind> = { [F in FactId]: (typeof FACTS)[F]['kind'] extends K ? F : never }[FactId];
export type TextFact = OfKind<'text'>;
export type ChoiceFact = OfKind<'choice' | 'presence'>;
export type SetFact = OfKind<'set'>;
/** Of a fact that is there or not: what its choice is called. */
export const IS_THERE = 'yes';
export type InstantFact = OfKind<'past' | 'future'>;

/** In place of a member: whoever asks; in place of a team: theirs. */
export const MINE = '@me';
export const MEMBER_FACTS: readonly FactId[] = ['ownerId', 'createdBy', 'sharedWith'];

export const isFact = (fact: string): fact is FactId => Object.hasOwn(FACTS, fact);
export const operatorsOf = (fact: FactId): readonly Operator[] => OPERATORS[FACTS[fact].kind];

/** What an operator asks for beside itself. */
export type ValueKind = 'nothing' | 'text' | 'choices' | 'days' | 'count' | 'span';
export function valueKindOf(operator: Operator): ValueKind {
  switch (operator) {
    case 'contains':
    case 'notContains':
    case 'startsWith':
    case 'isNot':
    case 'is':
      return 'text';
    case 'in':
    case 'notIn':
      return 'choices';
    case 'inLastDays':
    case 'inNextDays':
    case 'notForDays':
      return 'days';
    case 'atLeast':
    case 'atMost':
      return 'count';
    case 'between':
      return 'span';
    default:
      return 'nothing';
  }
}
