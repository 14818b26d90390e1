/** What the customer directory answers, and the messages between a tab and its worker. */
import type { CustomerSource, CustomerStage } from '../../../sync/collections/customer';
import type { SegmentRule } from '../../../sync/rules/segment-rule';
import type { SegmentViewer } from '../../../sync/rules/segment-tests';
import type { CollectionName } from '../../../sync/collections/registry';
import type { WireDocument } from '../../../sync/protocol/messages';
import type { Checkpoint } from '../../../sync/protocol/messages';
import type { MoveProgress, StoreToMove } from '../store-move/move-progress';

/** The collections that segments are worked out from. */
export const SEGMENT_STORES = ['customers', 'appointments', 'interactions', 'conversations', 'files'] as const;
export type SegmentStoreName = (typeof SEGMENT_STORES)[number];

/** A rule with who asks and where it is asked; `stores`: the names of the stores that are looked into. */
export type SegmentQuestion = {
  rule: SegmentRule;
  viewer: SegmentViewer;
  /** IANA zone of the office. */
  zone: string;
  stores: Record<SegmentStoreName, string>;
};

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
  /** REACHES of app/database/directory/reach-kinds.ts. */
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

/** A page of documents that the worker must not write over what the device holds. */
export type FirstSyncLeftovers = { documents: WireDocument[]; gone: string[] };
export type FirstSyncPage = {
  checkpoint: Checkpoint;
  received: number;
  hasMore: boolean;
  leftovers: FirstSyncLeftovers;
};

/** Requests, each answered once. */
export type DirectoryRequests = {
  /** The code that answers everything but the first rows is fetched; what is asked meanwhile waits. */
  getReady: { input: null; output: null };
  load: { input: { storeName: string }; output: null };
  /** The first by name, straight from the store: for the screen that stands before the index does. */
  firstRows: { input: { storeName: string; count: number }; output: CustomerRow[] };
  /** `start` and `end` (exclusive): the rows that come with the answer. */
  query: {
    input: CustomerQuestion & { queryId: number; start: number; end: number };
    output: { total: number; rows: CustomerRow[] };
  };
  range: { input: { queryId: number; start: number; end: number }; output: CustomerRow[] };
  indexOf: { input: { queryId: number; id: string }; output: number };
  forget: { input: { queryId: number }; output: null };
  facetCounts: { input: null; output: FacetCounts };
  /** How many are in a segment. */
  segmentCount: { input: { segment: SegmentQuestion; nowMs: number }; output: number };
  /** What these will be asked of is read, so that the first of them need not wait for it. */
  readAhead: { input: { segments: readonly SegmentQuestion[]; nowMs: number }; output: null };
  /** Whether a customer is in each of these segments, and which of its conditions they meet, in the rule's order. */
  memberships: {
    input: { customerId: string; segments: readonly SegmentQuestion[]; nowMs: number };
    output: readonly { isIn: boolean; met: readonly boolean[] }[];
  };
  duplicates: { input: DuplicateQuestion & { limit: number }; output: CustomerRow[] };
  /** `touched`: customers of whom an appointment or what was logged changed. */
  upsert: { input: { entries: CustomerEntry[]; removed: string[]; touched: string[] }; output: null };
  /** Fetches pages from the checkpoint on and stores them; every page comes as an event and waits to be confirmed. */
  firstSync: {
    input: {
      collection: CollectionName;
      storeName: string;
      deviceId: string;
      checkpoint: Checkpoint | null;
      maxPages: number;
    };
    output: 'complete' | 'restarted' | 'stopped';
  };
  stopFirstSync: { input: null; output: null };
  /** Out of the stores of an earlier version; progress comes as events. */
  moveDocuments: { input: { fromVersion: number; stores: StoreToMove[] }; output: null };
  emptyOldStores: { input: { moved: string[]; unfinished: string[] }; output: null };
};
export type DirectoryRequestName = keyof DirectoryRequests;

export type ToWorker = {
  [N in DirectoryRequestName]: { call: number; name: N; input: DirectoryRequests[N]['input'] };
}[DirectoryRequestName];
export type FromWorker =
  | { kind: 'answer'; call: number; output: unknown }
  | { kind: 'failure'; call: number; name: string; message: string; code?: string; httpStatus?: number }
  /**
   * The index changed, or is complete for the first time. `roots`: where it changed, by customer that is merged into
   * another, who stands for it.
   */
  | { kind: 'changed'; ready: boolean; roots: ReadonlyMap<string, string> | null }
  | { kind: 'moving'; progress: MoveProgress }
  /** The office does not begin to answer. */
  | { kind: 'silent' }
  | { kind: 'page'; collection: CollectionName; page: FirstSyncPage };
