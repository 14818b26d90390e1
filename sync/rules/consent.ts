/**
 * Who may be written to. Consent belongs to an address on a channel, not to a customer: whoever has the address shares
 * its yes and its no. Pure; SQL says the same (`consent_of`, `refresh_lifts`, `reach_of`, `delivery_obstacle`), and a
 * test holds both against a model written apart.
 */
import type { Channel } from './address';

export const CONSENT_DECISIONS = ['given', 'withdrawn'] as const;
export type ConsentDecision = (typeof CONSENT_DECISIONS)[number];

/** How the office came to know. `confirmed`: answered from the address itself, which proves that it works. */
export const CONSENT_SOURCES = [
  'in_person',
  'paper',
  'phone',
  'website',
  'email',
  'message',
  'event',
  'unsubscribe_link',
  'resubscribe_link',
  'confirmed',
  'provider',
  'iys',
  'import',
] as const;
export type ConsentSource = (typeof CONSENT_SOURCES)[number];

/** By which a member heard it; the others are the office's own. */
export const CAPTURE_SOURCES: readonly ConsentSource[] = [
  'in_person',
  'paper',
  'phone',
  'website',
  'email',
  'message',
  'event',
];

/** By which a manager may lift a block; an answer from the address itself is what ends a bounce. */
export const LIFT_SOURCES = [
  'in_person',
  'paper',
  'phone',
  'website',
  'email',
  'message',
  'event',
  'confirmed',
] as const satisfies readonly ConsentSource[];

/** What lifts a block is typed: the words that prove it, and those that were agreed to. */
export const MAX_LIFT_EVIDENCE_LENGTH = 500;
export const MAX_LIFT_WORDING_LENGTH = 2_000;

/** One yes or no. Instants are ISO 8601 in UTC. */
export type ConsentEntry = {
  readonly id: string;
  readonly channel: Channel;
  readonly decision: ConsentDecision;
  readonly source: ConsentSource;
  /** What proves it: a signature's file, a recording, a form's number; '' for none. */
  readonly evidence: string;
  readonly occurredAt: string;
  /** When it reached the office; '' as long as it has not. */
  readonly receivedAt: string;
};

/** In order of weight: a card names the heaviest. */
export const SUPPRESSION_REASONS = [
  'unsubscribed',
  'iys',
  'stopped',
  'manual',
  'erased',
  'bounced',
  'complained',
] as const;
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number];
export type SuppressionEntry = {
  readonly channel: Channel;
  readonly reason: SuppressionReason;
  readonly since: string;
};

export const PURPOSES = ['campaign', 'bulk', 'reminder', 'message', 'report', 'system'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What is written to many of one's own accord needs a yes, and says how to end it. */
export const isAdvertising = (purpose: Purpose): boolean => purpose === 'campaign' || purpose === 'bulk';

/** What stands for one address on one channel; null where nothing is known. */
export type Reach = {
  readonly state: 'given' | 'no';
  readonly reason: SuppressionReason | 'withdrawn' | 'consent';
  readonly since: string;
};
/** By channel; a channel of which nothing is known is absent. */
export type Reaches = Readonly<Partial<Record<Channel, Reach>>>;

/** A device's clock may run ahead; what it says counts at the latest from when the office heard it. */
export function countsAt(entry: Pick<ConsentEntry, 'occurredAt' | 'receivedAt'>): string {
  return entry.receivedAt !== '' && entry.receivedAt < entry.occurredAt ? entry.receivedAt : entry.occurredAt;
}

/** The entry that counts among those of one address: the newest on the channel, on a tie a no. */
export function newestConsent(entries: readonly ConsentEntry[], channel: Channel): ConsentEntry | null {
  let newest: ConsentEntry | null = null;
  for (const entry of entries) {
    if (entry.channel !== channel) continue;
    const order = newest === null ? 1 : compare(countsAt(entry), countsAt(newest));
    if (order > 0 || (order === 0 && entry.decision === 'withdrawn')) newest = entry;
  }
  return newest;
}

/**
 * Whether `entry` ends `suppression`: a yes with evidence that happened later; of a bounce only a proof that it works.
 */
export function lifts(entry: ConsentEntry, suppression: SuppressionEntry): boolean {
  return (
    entry.channel === suppression.channel &&
    entry.decision === 'given' &&
    entry.evidence !== '' &&
    countsAt(entry) > suppression.since &&
    suppression.reason !== 'complained' &&
    (suppression.reason !== 'bounced' || entry.source === 'confirmed')
  );
}

/** Whether a reason of suppression stands in the way of this purpose: a way out of advertising is no way out of all. */
export function blocks(reason: SuppressionReason, purpose: Purpose): boolean {
  return (reason !== 'unsubscribed' && reason !== 'iys') || isAdvertising(purpose);
}

/** What suppresses the address on the channel now, heaviest first. */
export function standingSuppressions(
  entries: readonly ConsentEntry[],
  suppressions: readonly SuppressionEntry[],
  channel: Channel,
): SuppressionEntry[] {
  return suppressions
    .filter((one) => one.channel === channel && !entries.some((entry) => lifts(entry, one)))
    .sort((a, b) => SUPPRESSION_REASONS.indexOf(b.reason) - SUPPRESSION_REASONS.indexOf(a.reason));
}

/** What a card shows and a segment asks for. */
export function reachOf(
  entries: readonly ConsentEntry[],
  suppressions: readonly SuppressionEntry[],
  channel: Channel,
): Reach | null {
  const [standing] = standingSuppressions(entries, suppressions, channel);
  if (standing !== undefined) return { state: 'no', reason: standing.reason, since: standing.since };
  const newest = newestConsent(entries, channel);
  if (newest === null) return null;
  return newest.decision === 'given'
    ? { state: 'given', reason: 'consent', since: countsAt(newest) }
    : { state: 'no', reason: 'withdrawn', since: countsAt(newest) };
}

/**
 * What a device may say: what the office last said of the address, and what this device holds that was said of it (not
 * yet sent, or sent while the office's word is still on its way). A no on either side wins, so that a tablet never says
 * yes over a no it knew; in sync it says what the office says.
 */
export function reachOnDevice(office: Reach | null, held: readonly ConsentEntry[], channel: Channel): Reach | null {
  const said = newestConsent(held, channel);
  if (said === null) return office;
  if (said.decision === 'given')
    return office === null ? { state: 'given', reason: 'consent', since: countsAt(said) } : office;
  const isOlder = said.receivedAt !== '' && office !== null && (office.state === 'no' || office.since > countsAt(said));
  return isOlder ? office : { state: 'no', reason: 'withdrawn', since: countsAt(said) };
}

/** Why nothing of this purpose may go there, or '' where it may, as far as consent and suppression say. */
export function consentObstacle(
  purpose: Purpose,
  entries: readonly ConsentEntry[],
  suppressions: readonly SuppressionEntry[],
  channel: Channel,
): SuppressionReason | 'consent_missing' | 'consent_withdrawn' | '' {
  const standing = standingSuppressions(entries, suppressions, channel).find(({ reason }) => blocks(reason, purpose));
  if (standing !== undefined) return standing.reason;
  if (!isAdvertising(purpose)) return '';
  const newest = newestConsent(entries, channel);
  return newest === null ? 'consent_missing' : newest.decision === 'given' ? '' : 'consent_withdrawn';
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
