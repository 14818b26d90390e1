/** What the worker answers, apart from the worker itself, so that tests run it in their own process. */
import { ServerRefusal, type SyncServer } from '../replication/sync-server';
import { CustomerIndex } from '../customer-index/customer-index';
import type { CustomerRow } from '../customer-index/customer-question';
import type { WorkerRequestName, WorkerRequests, FromWorker, ToWorker } from './worker-messages';
import { fillCollection } from '../first-sync/fill-collection';
import { firstCustomers } from '../customer-index/first-customers';
import { loadCustomers } from '../customer-index/load-customers';
import { SegmentIndex } from '../segment-index/segment-index';
import { emptyOldStores, moveDocuments } from '../store-move/move-documents';

/** Changes are announced together, at most this often. */
const ANNOUNCE_MS = 30;

type Handlers = {
  [N in WorkerRequestName]: (
    input: WorkerRequests[N]['input'],
  ) => Promise<WorkerRequests[N]['output']> | WorkerRequests[N]['output'];
};

/** Returns what to do with each message. */
export function answerQuestions(
  say: (message: FromWorker) => void,
  connect: () => Pick<SyncServer, 'pull'>,
): (message: ToWorker) => Promise<void> {
  let index = new CustomerIndex();
  const segments = new SegmentIndex(() => index.people);
  let toldRoots: ReadonlyMap<string, string> = new Map();
  let ready = false;
  let announcing: ReturnType<typeof setTimeout> | null = null;
  let stopFilling = new AbortController();
  const answers = new Map<number, Uint32Array>();
  /** Ids told about while the store is being read: what was read of them may be older. */
  const loads = new Set<Set<string>>();

  let quietUntilMs = 0;
  const announce = () => {
    announcing ??= setTimeout(
      () => {
        announcing = null;
        quietUntilMs = performance.now() + ANNOUNCE_MS;
        if (index.isWorn) {
          index = index.rebuilt();
          answers.clear(); // their slots are void; whoever holds one asks again because of the announcement
        }
        const { roots } = index.people;
        say({ kind: 'changed', ready, roots: roots === toldRoots ? null : roots });
        toldRoots = roots;
      },
      Math.max(0, quietUntilMs - performance.now()),
    );
  };
  const rows = (slots: Uint32Array): CustomerRow[] => Array.from(slots, (slot) => index.rowOf(slot));

  const handlers: Handlers = {
    async load({ storeName }) {
      const told = new Set<string>();
      loads.add(told);
      try {
        await loadCustomers(storeName, (entry) => {
          if (!told.has(entry.id)) index.upsert(entry);
        });
      } finally {
        loads.delete(told);
      }
      index.prepare();
      if (index.people.roots.size > 0) segments.readAnew();
      ready = true;
      announce();
      return null;
    },
    getReady: () => null,
    firstRows: ({ storeName, count }) => firstCustomers(storeName, count),
    async query({ queryId, start, end, ...question }) {
      segments.asked();
      const { segment } = question.filter;
      const only = segment === null ? null : await segments.find(segment, question.nowMs);
      const slots = index.query(question, only);
      answers.set(queryId, slots);
      return { total: slots.length, rows: rows(slots.subarray(start, end)) };
    },
    range: ({ queryId, start, end }) => rows(answers.get(queryId)?.subarray(start, end) ?? new Uint32Array(0)),
    indexOf({ queryId, id }) {
      const slot = index.slotOf(id);
      return slot === undefined ? -1 : (answers.get(queryId)?.indexOf(slot) ?? -1);
    },
    forget({ queryId }) {
      answers.delete(queryId);
      return null;
    },
    segmentCount: ({ segment, nowMs }) => segments.count(segment, nowMs),
    memberships: ({ customerId, segments: asked, nowMs }) => segments.memberships(asked, customerId, nowMs),
    async readAhead({ segments: asked, nowMs }) {
      await segments.readAhead(asked, nowMs);
      return null;
    },
    facetCounts: () => index.facetCounts(),
    duplicates: ({ limit, ...question }) => index.duplicates(question, limit),
    upsert({ entries, removed, touched }) {
      const ids = [...entries.map(({ id }) => id), ...removed, ...touched];
      const touchPeople = () => segments.touch(ids.flatMap((id) => [id, index.people.rootOf(id)]));
      touchPeople();
      for (const entry of entries) index.upsert(entry);
      for (const id of removed) index.remove(id);
      // Whoever was merged or taken out just now counts for somebody else.
      touchPeople();
      for (const told of loads) for (const id of [...removed, ...entries.map((entry) => entry.id)]) told.add(id);
      announce();
      return null;
    },
    firstSync({ collection, ...input }) {
      stopFilling = new AbortController();
      return fillCollection({
        ...input,
        collection,
        server: connect(),
        signal: stopFilling.signal,
        onPage: (page) => say({ kind: 'page', collection, page }),
        onTouched: (ids) => {
          segments.touch(ids);
          announce();
        },
        onCustomers: (entries) => {
          // Only what is not there yet: a person may have edited one of them in the moment since it was stored.
          for (const entry of entries) if (!index.has(entry.id)) index.upsert(entry);
          announce();
        },
      });
    },
    stopFirstSync() {
      stopFilling.abort();
      return null;
    },
    async moveDocuments(input) {
      await moveDocuments({ ...input, onProgress: (progress) => say({ kind: 'moving', progress }) });
      return null;
    },
    async emptyOldStores({ moved, unfinished }) {
      await emptyOldStores(moved, unfinished);
      return null;
    },
  };

  return async ({ call, name, input }) => {
    try {
      say({ kind: 'answer', call, output: await (handlers[name] as (input: unknown) => unknown)(input) });
    } catch (error) {
      const refusal = error instanceof ServerRefusal ? { code: error.code, httpStatus: error.httpStatus } : {};
      const { name: kind, message } = error instanceof Error ? error : new Error(String(error));
      say({ kind: 'failure', call, name: kind, message, ...refusal });
    }
  };
}
