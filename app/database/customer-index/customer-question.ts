/** What the index of customers is asked, and what it answers. */
import type { CustomerSource, CustomerStage } from '../../../sync/collections/customer';
import type { SegmentQuestion } from '../segment-index/segment-question';

export type CustomerFilter = {
  text: string;
  addedThisWeek: boolean;
  notContactedForDays: number | null;
  /** With something to be done on this day ('YYYY-MM-DD') or before; null: whatever is to be done. */
  dueBy: string | null;
  /** Of each list: any of these; an empty list lets everything through. */
  sources: string[];
  countryIds: string[];
  stages: string[];
  ownerIds: string[];
  /** Ids of labels in `settings`. */
  labels: string[];
  /** The id of a saved segment, '' for none; `segment` is what it asks, null until that is known. */
  segmentId: string;
  segment: SegmentQuestion | null;
  /** REACHES of app/database/customer-index/reach-kinds.ts. */
  reaches: string[];
};
export const EVERYBODY: CustomerFilter = {
  text: '',
  addedThisWeek: false,
  notContactedForDays: null,
  dueBy: null,
  sources: [],
  countryIds: [],
  stages: [],
  ownerIds: [],
  labels: [],
  reaches: [],
  segmentId: '',
  segment: null,
};
/**
 * name: Turkish order, last name first; newest: by creation; lastContact: most recently spoken to first, never spoken
 * to last; due: what is to be done soonest first, those with nothing to do last.
 */
export type CustomerSort = 'name' | 'newest' | 'lastContact' | 'due';

export type CustomerRow = {
  id: string;
  firstName: string;
  lastName: string;
  phone: string;
  email: string;
  city: string;
  countryId: string;
  stage: CustomerStage;
  source: CustomerSource;
  ownerId: string;
  /** Ids of those that are on, by blanks. */
  labels: string;
  lastContactAt: string;
  createdAt: string;
  outbox: string;
  /** What is to be done next; '' where nothing is, or it is done. */
  nextStepText: string;
  nextStepDueOn: string;
  nextStepDueTime: string;
  /** 'c' where a card waits for a decision, else ''. */
  conflicted: string;
};
/** What the index keeps of a customer beyond the row. */
export type CustomerEntry = CustomerRow & {
  altPhone: string;
  sortKey: string;
  removed: boolean;
  /** The customer who stands for this one, '' for themselves. */
  mergedInto: string;
  /** Names, addresses and numbers of those that are merged into this one, by which it is found as well. */
  alsoText: string;
  alsoPhones: string;
  /** What stands for the addresses there are, by blanks: `email-given sms-none`. */
  reaches: string;
};

export type CustomerQuestion = {
  filter: CustomerFilter;
  sort: CustomerSort;
  /** Monday 00:00 in the office's zone, and now; the worker reads no clock. */
  weekStartMs: number;
  nowMs: number;
};
export type FacetCounts = {
  total: number;
  sources: Record<string, number>;
  countryIds: Record<string, number>;
  stages: Record<string, number>;
  ownerIds: Record<string, number>;
  labels: Record<string, number>;
  reaches: Record<string, number>;
};
export type DuplicateQuestion = { phone: string; email: string; firstName: string; lastName: string };
