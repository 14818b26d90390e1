import { startTransition, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { startOfWeekMs } from '../../sync/rules/segment-periods';
import { useDatabase } from './database-context';
import type {
  CustomerFilter,
  CustomerRow,
  CustomerSort,
  DuplicateQuestion,
  FacetCounts,
} from './customer-index/customer-question';
import { EVERYBODY } from './customer-index/customer-question';
import { keepAsking } from './store-worker/keep-asking';
import { forgetUnused, holdRows, keepRows, keptRows, sameRows, type RowsAnswer } from './kept-rows';
import type { SahaDatabase } from './saha-database';
import { databaseName, storeName } from './rxdb-internals/store-names';
import { useRowsBeforeDocuments } from './use-rows-before-documents';

export { EVERYBODY };
export type { CustomerFilter, CustomerRow, CustomerSort, FacetCounts };

/** Rows that come with the answer, and rows fetched around a gap while scrolling. */
const FIRST_ROWS = 100;
const RANGE_ROWS = 100;
const MAX_DUPLICATES = 5;
/** Who has been quiet for some days, or was added this week, is so for a while. */
const KEPT_IN_TIME_MS = 60_000;

export type CustomerRows = {
  total: number;
  /** False while the index is being built: until then the list holds its first rows by name only. */
  ready: boolean;
  /** `undefined` where the row has not been loaded. */
  rowAt(index: number): CustomerRow | undefined;
  /** Asks for rows `start` to `end` (exclusive); the component renders again when they are there. */
  loadRange(start: number, end: number): void;
  /** The first `count` customers of this list, by id. */
  idsOf(count: number): Promise<string[]>;
  /** Where a customer stands in this list, -1 when not in it. */
  indexOf(id: string): Promise<number>;
};

let lastQueryId = 0;
/** The version of rows that were read before the index stood. */
const BEFORE_INDEX = -1;
const ANYBODY_BY_NAME = JSON.stringify([EVERYBODY, 'name']);

/**
 * The customers that pass `filter`, in the order of `sort`; live. `beforeDocuments`: on a page that has just been
 * opened, its rows are all that the screen is waiting for, and the documents' code comes after them. `weekZone`: whose
 * Monday begins a week, an IANA zone; whoever filters by week says so.
 */
export function useCustomerRows(
  filter: CustomerFilter,
  sort: CustomerSort,
  { beforeDocuments = false, weekZone = '' }: { beforeDocuments?: boolean; weekZone?: string } = {},
): CustomerRows {
  const db = useDatabase();
  const { worker } = db;
  const key = JSON.stringify([{ ...EVERYBODY, ...filter }, sort]);
  const [answer, setAnswer] = useState(() => keptRows(worker, key));
  const [loaded, setLoaded] = useState(0);
  const current = useRef(answer);
  const visible = useRef({ start: 0, end: FIRST_ROWS });
  const [isWithoutFirstRows, setWithoutFirstRows] = useState(false);
  useRowsBeforeDocuments(beforeDocuments && key === ANYBODY_BY_NAME && !isWithoutFirstRows, answer !== null);

  useEffect(() => {
    const [asked, order] = JSON.parse(key) as [CustomerFilter, CustomerSort];
    // What passes these changes with the time alone.
    const isTimeless = !asked.addedThisWeek && asked.notContactedForDays === null && asked.segmentId === '';
    const ask = async (): Promise<RowsAnswer> => {
      const found = keptRows(worker, key);
      if (found !== null) return found;
      const queryId = (lastQueryId += 1);
      const { version } = worker;
      // While the same list changes under the reader, what is on the screen comes with the answer, so that nothing
      // blinks.
      const { start, end } = current.current?.key === key ? visible.current : { start: 0, end: FIRST_ROWS };
      const nowMs = Date.now();
      const weekStartMs = asked.addedThisWeek ? startOfWeekMs(nowMs, weekZone) : 0;
      const question = { filter: asked, sort: order, weekStartMs, nowMs, queryId, start, end };
      const { total, rows } = await worker.ask('query', question);
      const shown = sameRows(rows, current.current?.rows.values() ?? []);
      const untilMs = isTimeless ? Number.POSITIVE_INFINITY : nowMs + KEPT_IN_TIME_MS;
      const told = { key, queryId, version, untilMs, total, rows: new Map(shown.map((row, at) => [start + at, row])) };
      keepRows(worker, told);
      return told;
    };
    const askFirst = async (): Promise<RowsAnswer | null> => {
      const queryId = (lastQueryId += 1);
      const store = storeName(databaseName(db.me.memberId), 'customers');
      try {
        const rows = await worker.ask('firstRows', { storeName: store, count: FIRST_ROWS });
        const byPlace = new Map(rows.map((row, at) => [at, row]));
        return { key, queryId, version: BEFORE_INDEX, untilMs: 0, total: rows.length, rows: byPlace };
      } catch {
        setWithoutFirstRows(true); // the index says more
        return null;
      }
    };
    return keepAsking<RowsAnswer | null>(worker, {
      ask: () => {
        if (asked.segmentId !== '' && asked.segment === null) return null;
        return worker.ready ? ask() : key === ANYBODY_BY_NAME ? askFirst() : null;
      },
      tell: (found) => {
        if (found === null) return;
        // Where rows stand already, a letter that is typed meanwhile is drawn before others.
        const draw = current.current === null ? (now: () => void) => now() : startTransition;
        current.current = found;
        draw(() => setAnswer(found));
      },
      unwanted: (found) => {
        if (found !== null) forgetUnused(worker, found.queryId);
      },
    });
  }, [db, worker, key, weekZone]);

  // An answer is let go when another has taken its place on the screen.
  const queryId = answer?.queryId;
  useEffect(() => (queryId === undefined ? undefined : holdRows(worker, queryId)), [worker, queryId]);

  const loadRange = useCallback(
    (start: number, end: number) => {
      visible.current = { start: Math.max(0, start - RANGE_ROWS), end: end + RANGE_ROWS };
      const asked = current.current;
      if (asked === null || !worker.ready) return;
      let from = Math.max(0, start);
      while (from < end && asked.rows.has(from)) from += 1;
      if (from >= Math.min(end, asked.total)) return;
      const to = Math.min(asked.total, Math.max(end, from + RANGE_ROWS));
      void worker.ask('range', { queryId: asked.queryId, start: from, end: to }).then((rows) => {
        rows.forEach((row, at) => asked.rows.set(from + at, row));
        if (current.current === asked && rows.length > 0) setLoaded((count) => count + 1);
      });
    },
    [worker],
  );

  const indexOf = useCallback(
    async (id: string) => {
      const asked = current.current;
      return asked === null || !worker.ready ? -1 : worker.ask('indexOf', { queryId: asked.queryId, id });
    },
    [worker],
  );

  const idsOf = useCallback(
    async (count: number) => {
      const asked = current.current;
      if (asked === null || !worker.ready) return [];
      const rows = await worker.ask('range', { queryId: asked.queryId, start: 0, end: count });
      return rows.map(({ id }) => id);
    },
    [worker],
  );

  const shown = answer?.key === key ? answer : null;
  const ready = worker.ready && shown !== null && shown.version !== BEFORE_INDEX;
  return useMemo(
    () => ({
      total: shown?.total ?? 0,
      ready,
      rowAt: (index: number) => shown?.rows.get(index),
      loadRange,
      idsOf,
      indexOf,
      loaded,
    }),
    [shown, ready, loadRange, idsOf, indexOf, loaded],
  );
}

/** How many customers there are of each source, country, stage and owner; null until the index is built. */
export function useFacetCounts(): FacetCounts | null {
  const { worker } = useDatabase();
  const [counts, setCounts] = useState<FacetCounts | null>(null);
  useEffect(
    () =>
      keepAsking(worker, {
        ask: () => (worker.ready ? worker.ask('facetCounts', null) : null),
        tell: setCounts,
      }),
    [worker],
  );
  return counts;
}

/** Customers with the same phone, the same e-mail or the same full name, most telling first; at most five. */
export function findDuplicates(db: SahaDatabase, question: DuplicateQuestion): Promise<CustomerRow[]> {
  return db.worker.ask('duplicates', { ...question, limit: MAX_DUPLICATES });
}
