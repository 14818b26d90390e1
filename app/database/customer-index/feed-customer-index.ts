import type { SahaCollections } from '../saha-database';
import { customerEntry } from './customer-entry';
import type { StoreWorker } from '../store-worker/store-worker';
import type { CustomerEntry } from './customer-question';
import { changesOf } from '../rxdb-internals/changes-of';

/** Changes of a moment go to the worker together. */
const GATHER_MS = 10;

/** Tells the index of every change to a customer, from whichever tab it comes. Returns how to stop. */
export function feedCustomerIndex(collections: SahaCollections, worker: StoreWorker): () => void {
  let changed = new Map<string, CustomerEntry | null>();
  let touched = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | null = null;

  const tell = () => {
    timer = null;
    const entries: CustomerEntry[] = [],
      removed: string[] = [];
    for (const [id, entry] of changed)
      if (entry === null) removed.push(id);
      else entries.push(entry);
    const ids = [...touched];
    changed = new Map();
    touched = new Set();
    void worker.ask('upsert', { entries, removed, touched: ids });
  };

  const subscription = changesOf(collections.customers).subscribe((bulk) => {
    for (const event of bulk.events)
      changed.set(event.documentId, event.operation === 'DELETE' ? null : customerEntry(event.documentData));
    if (changed.size > 0) timer ??= setTimeout(tell, GATHER_MS);
  });
  // What hangs on a customer is asked of them in segments.
  const { appointments, interactions, conversations, files } = collections;
  for (const collection of [appointments, interactions, conversations, files])
    subscription.add(
      changesOf(collection).subscribe((bulk) => {
        for (const event of bulk.events)
          for (const stored of [event.documentData, event.previousDocumentData])
            if (typeof stored?.customerId === 'string') touched.add(stored.customerId);
        if (touched.size > 0) timer ??= setTimeout(tell, GATHER_MS);
      }),
    );
  return () => {
    subscription.unsubscribe();
    if (timer !== null) {
      clearTimeout(timer);
      tell();
    }
  };
}
