/** The device's engine: whether a customer is in a segment. The office's is server/features/segments/segment-sql.ts. */
import type { ChoiceFact, TextFact } from './segment-facts';
import type { Moment, SegmentTest, SegmentTree } from './segment-tests';
import { foldText } from './turkish-text';

/** What of a customer, of their appointments and of what was logged with them a segment may ask for. */
export type SegmentRecord = {
  readonly id: string;
  /** As they are written. */
  readonly texts: Readonly<Record<TextFact, string>>;
  readonly choices: Readonly<Record<ChoiceFact, string>>;
  /** Ids of those that are on. */
  readonly labels: readonly string[];
  /** Ids of members. */
  readonly sharedWith: readonly string[];
  /** Milliseconds since 1970; the last contact and campaign 0 where there was none. */
  readonly createdAt: number;
  readonly stageSince: number;
  readonly lastContactAt: number;
  /** The last contact as it is stored, '' where there was none. */
  readonly spokenAt: string;
  readonly lastCampaignAt: number;
  /** 'YYYY-MM-DD', '' where nothing is planned. */
  readonly nextStepOn: string;
  readonly noShows: number;
  /** When single appointments that take time begin, and occurrences of series; milliseconds since 1970, in no order. */
  readonly starts: readonly number[];
  readonly seriesStarts: readonly number[];
};

/**
 * Appointments further ahead are not looked at, nor are occurrences of series further back: the office keeps no others.
 */
export const LOOKAHEAD_DAYS = 700;
export const SERIES_LOOKBACK_DAYS = 30;
const DAY_MS = 86_400_000;

/** Whether the record passes. `nowMs`: the instant that the tests were read with. */
export function isInSegment(record: SegmentRecord, tree: SegmentTree, nowMs: number): boolean {
  switch (tree.test) {
    case 'all':
      return tree.of.every((one) => isInSegment(record, one, nowMs));
    case 'any':
      return tree.of.some((one) => isInSegment(record, one, nowMs));
    case 'not':
      return !isInSegment(record, tree.of, nowMs);
    default:
      return passesTest(record, tree, nowMs);
  }
}

/** Whether the record passes a single test. */
export function passesTest(record: SegmentRecord, test: SegmentTest, nowMs: number): boolean {
  switch (test.test) {
    case 'text':
      return passesText(foldText(record.texts[test.fact]), test);
    case 'choice':
      return test.among.includes(record.choices[test.fact]);
    case 'set':
      return record[test.fact].some((one) => test.among === null || test.among.includes(one));
    case 'moment': {
      const atMs = momentOf(record, test.fact, nowMs);
      return (
        atMs !== null && (test.fromMs === null || atMs >= test.fromMs) && (test.belowMs === null || atMs < test.belowMs)
      );
    }
    case 'day': {
      const day = record.nextStepOn;
      return day !== '' && (test.from === null || day >= test.from) && (test.below === null || day < test.below);
    }
    case 'number':
      return record.noShows >= test.from && record.noShows <= test.to;
  }
}

/** `text`: folded. */
export function passesText(text: string, { how, folded }: SegmentTest & { readonly test: 'text' }): boolean {
  if (how === 'is') return text === folded;
  return how === 'starts' ? text.startsWith(folded) : text.includes(folded);
}

function momentOf(record: SegmentRecord, moment: Moment, nowMs: number): number | null {
  switch (moment) {
    case 'createdAt':
      return record.createdAt;
    case 'stageSince':
      return record.stageSince;
    case 'lastContactAt':
      return record.lastContactAt === 0 ? null : record.lastContactAt;
    case 'lastCampaignAt':
      return record.lastCampaignAt === 0 ? null : record.lastCampaignAt;
    case 'quietSince':
      return record.lastContactAt === 0 ? record.createdAt : record.lastContactAt;
    case 'lastAppointmentAt':
      return lastOf(record, nowMs);
    case 'nextAppointmentAt':
      return nextOf(record, nowMs);
  }
}

function lastOf({ starts, seriesStarts }: SegmentRecord, nowMs: number): number | null {
  const sinceMs = nowMs - SERIES_LOOKBACK_DAYS * DAY_MS;
  let last = -Infinity;
  for (const start of starts) if (start <= nowMs && start > last) last = start;
  for (const start of seriesStarts) if (start <= nowMs && start >= sinceMs && start > last) last = start;
  return last === -Infinity ? null : last;
}

function nextOf({ starts, seriesStarts }: SegmentRecord, nowMs: number): number | null {
  let next = nowMs + LOOKAHEAD_DAYS * DAY_MS;
  let isThere = false;
  for (const those of [starts, seriesStarts])
    for (const start of those)
      if (start > nowMs && start <= next) {
        next = start;
        isThere = true;
      }
  return isThere ? next : null;
}
