/**
 * The first synchronisation of a collection: pages are fetched and written straight into the IndexedDB store that
 * RxDB's Dexie storage keeps, in the shape it keeps them (rxdb 17.6, storage-dexie/dexie-helper.ts; first-sync.test.ts
 * holds the two equal). The next page is on its way while one is written. Runs in the worker, so the screen never
 * waits.
 */
import { holdsCustomers, type CollectionName } from '../../../sync/collections/registry';
import type { Checkpoint, PullOutput, WireDocument } from '../../../sync/protocol/messages';
import { restingSync } from '../../../sync/rules/local-document';
import { committed, openExistingIndexedDb } from '../indexed-db';
import type { SyncServer } from '../replication/sync-server';
import { toMaster, toStored, type AnyStored } from '../stored-document';
import { customerEntry } from '../customer-index/customer-entry';
import type { CustomerEntry } from '../customer-index/customer-question';
import type { FirstSyncPage } from './first-sync-page';
import { DOCUMENTS, firstRow } from '../rxdb-internals/stored-rows';

/** The first page is small, so that the list has something to show at once. */
const FIRST_PAGE_ROWS = 200;
const PAGE_ROWS = 2_500;
/** Rows per transaction: what the worker answers in between need not wait long. */
const TRANSACTION_ROWS = 1_000;

type Input = {
  collection: CollectionName;
  storeName: string;
  deviceId: string;
  checkpoint: Checkpoint | null;
  server: Pick<SyncServer, 'pull'>;
  signal: AbortSignal;
  /** Infinity for all there are. */
  maxPages: number;
  /** A page is stored durably, its leftovers apart. */
  onPage: (page: FirstSyncPage) => void;
  onCustomers: (entries: CustomerEntry[]) => void;
  /** Customers, or such of whom something was stored. */
  onTouched: (customerIds: string[]) => void;
};

/** `restarted`: the server's epoch or the caller's scope changed on the way; pulling must do it. */
export async function fillCollection({
  collection,
  storeName,
  deviceId,
  checkpoint,
  server,
  signal,
  maxPages,
  onPage,
  onCustomers,
  onTouched,
}: Input): Promise<'complete' | 'restarted' | 'stopped'> {
  const database = await openExistingIndexedDb(storeName);
  if (database === null) throw new Error(`${storeName} is not open`);
  const fetchPage = (from: Checkpoint | null, limit: number): Promise<PullOutput> => {
    const page = server.pull({ collection, deviceId, checkpoint: from, limit });
    // a page fetched ahead may fail while the one before it is being written; it is awaited later
    page.catch(() => undefined);
    return page;
  };
  // While the store writes one part, the next is made ready: what follows a part waits for it, and at most two are
  // under way.
  let stored: Promise<void> = Promise.resolve();
  const inTurn = async (work: () => void | Promise<void>) => {
    const before = stored;
    stored = before.then(work);
    stored.catch(() => undefined); // thrown when the next one waits for it, or at the end
    await before;
  };
  try {
    let next = fetchPage(checkpoint, checkpoint === null ? FIRST_PAGE_ROWS : PAGE_ROWS);
    for (let pages = 1; ; pages += 1) {
      const page = await next;
      if (signal.aborted) return 'stopped';
      if (page.restarted) return 'restarted';
      if (page.hasMore && pages < maxPages) next = fetchPage(page.checkpoint, PAGE_ROWS);
      const documents: WireDocument[] = [];
      for (let at = 0; at < page.documents.length; at += TRANSACTION_ROWS) {
        const part = page.documents.slice(at, at + TRANSACTION_ROWS);
        const isLast = at + TRANSACTION_ROWS >= page.documents.length;
        const rows = part.map((document) => firstStored(collection, document));
        const adding = addRows(database, rows, deviceId, isLast);
        adding.catch(() => undefined); // awaited in its turn
        await inTurn(async () => {
          const taken = await adding;
          const of = holdsCustomers(collection) ? 'id' : 'customerId';
          onTouched([...new Set(rows.map((row) => row[of]))].filter((id) => typeof id === 'string'));
          if (holdsCustomers(collection)) onCustomers(rows.filter(({ id }) => !taken.has(id)).map(customerEntry));
          if (taken.size > 0) documents.push(...part.filter(({ id }) => taken.has(id)));
        });
      }
      const received = page.documents.length + page.gone.length;
      void inTurn(() =>
        onPage({
          checkpoint: page.checkpoint,
          received,
          hasMore: page.hasMore,
          leftovers: { documents, gone: page.gone },
        }),
      ).catch(() => undefined);
      if (page.hasMore && pages < maxPages) continue;
      await stored;
      return page.hasMore ? 'stopped' : 'complete';
    }
  } finally {
    await stored.catch(() => undefined);
    database.close();
  }
}

function firstStored(collection: CollectionName, wire: WireDocument): AnyStored {
  const master = toMaster(wire);
  return toStored(collection, {
    id: wire.id,
    fields: master.fields,
    sync: { ...restingSync(master), seq: wire.seq ?? 0 },
  });
}

/**
 * Adds rows that are not there yet; resolves to the ids of those that are, which were left alone: a document on the
 * device may carry unsent work and goes through the rules. The last transaction of a page reaches the disk before it
 * counts, and with it those before it.
 */
async function addRows(
  database: IDBDatabase,
  rows: readonly AnyStored[],
  deviceId: string,
  toDisk: boolean,
): Promise<Set<string>> {
  const taken = new Set<string>();
  const transaction = database.transaction(DOCUMENTS, 'readwrite', { durability: toDisk ? 'strict' : 'relaxed' });
  const end = committed(transaction);
  const store = transaction.objectStore(DOCUMENTS);
  const nowMs = Date.now();
  for (const row of rows) {
    const request = store.add(firstRow(row, deviceId, nowMs));
    request.onerror = (event) => {
      if (request.error?.name !== 'ConstraintError') return;
      event.preventDefault();
      event.stopPropagation();
      taken.add(row.id);
    };
  }
  await end;
  return taken;
}
