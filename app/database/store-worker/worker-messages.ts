/** The messages between a tab and the worker that reads and fills the device's stores. */
import type { CollectionName } from '../../../sync/collections/registry';
import type { Checkpoint } from '../../../sync/protocol/messages';
import type {
  CustomerEntry,
  CustomerQuestion,
  CustomerRow,
  DuplicateQuestion,
  FacetCounts,
} from '../customer-index/customer-question';
import type { FirstSyncPage } from '../first-sync/first-sync-page';
import type { SegmentQuestion } from '../segment-index/segment-question';
import type { MoveProgress, StoreToMove } from '../store-move/move-progress';

/** Requests, each answered once. */
export type WorkerRequests = {
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
export type WorkerRequestName = keyof WorkerRequests;

export type ToWorker = {
  [N in WorkerRequestName]: { call: number; name: N; input: WorkerRequests[N]['input'] };
}[WorkerRequestName];
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
