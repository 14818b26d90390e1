/**
 * Answers about lists of customers, in the worker and on this side. What a list showed last stands here as long as no
 * customer changes: whoever comes back to it sees its rows at once, instead of an empty list until they are asked for.
 */
import type { CustomerRow } from './customer-index/customer-question';
import type { StoreWorker } from './store-worker/store-worker';

/** `version`: of the worker's answers when it was asked. */
export type RowsAnswer = {
  readonly key: string;
  readonly queryId: number;
  readonly version: number;
  /** Until when it holds though nothing changes; for ever where time alone changes nothing. Milliseconds since 1970. */
  readonly untilMs: number;
  readonly total: number;
  readonly rows: Map<number, CustomerRow>;
};
type Worker = Pick<StoreWorker, 'version' | 'ready' | 'ask'>;

const MOST_KEPT = 3;
const shelves = new WeakMap<Worker, { kept: RowsAnswer[]; users: Map<number, number> }>();

function shelfOf(worker: Worker) {
  let shelf = shelves.get(worker);
  if (shelf === undefined) shelves.set(worker, (shelf = { kept: [], users: new Map() }));
  return shelf;
}

/** What stands for the list, where nothing has changed since. */
export function keptRows(worker: Worker, key: string): RowsAnswer | null {
  const found = shelfOf(worker).kept.find((one) => one.key === key);
  return found?.version === worker.version && worker.ready && Date.now() < found.untilMs ? found : null;
}

export function keepRows(worker: Worker, answer: RowsAnswer): void {
  const shelf = shelfOf(worker);
  const others = shelf.kept.filter(({ key }) => key !== answer.key);
  const before = shelf.kept;
  shelf.kept = [answer, ...others].slice(0, MOST_KEPT);
  for (const { queryId } of before) forgetUnused(worker, queryId);
}

/** Keeps the worker's side of an answer while it is shown. Returns what lets it go. */
export function holdRows(worker: Worker, queryId: number): () => void {
  const { users } = shelfOf(worker);
  users.set(queryId, (users.get(queryId) ?? 0) + 1);
  return () => {
    const left = (users.get(queryId) ?? 1) - 1;
    if (left > 0) users.set(queryId, left);
    else users.delete(queryId);
    forgetUnused(worker, queryId);
  };
}

/** The worker lets go of an answer that is neither shown nor kept. */
export function forgetUnused(worker: Worker, queryId: number): void {
  const { kept, users } = shelfOf(worker);
  if (!users.has(queryId) && !kept.some((one) => one.queryId === queryId)) void worker.ask('forget', { queryId });
}

/** The rows with those of `before` in the place of equal ones: what did not change is not drawn again. */
export function sameRows(rows: readonly CustomerRow[], before: Iterable<CustomerRow>): CustomerRow[] {
  const byId = new Map<string, CustomerRow>();
  for (const row of before) byId.set(row.id, row);
  return rows.map((row) => {
    const was = byId.get(row.id);
    return was !== undefined && isSame(row, was) ? was : row;
  });
}

function isSame(a: CustomerRow, b: CustomerRow): boolean {
  return (Object.keys(a) as (keyof CustomerRow)[]).every((field) => a[field] === b[field]);
}
