/** What segments ask of customers, read out of this device's stores past RxDB, and what hangs on them. */
import {
  customerRecord,
  SEGMENT_PARTS,
  withParts,
  type SegmentHanging,
  type SegmentPart,
  type SegmentParts,
} from '../../../sync/rules/segment-record';
import type { SegmentRecord } from '../../../sync/rules/segment';
import { done, openExistingIndexedDb } from '../indexed-db';
import { isRemains } from '../is-remains';
import type { SegmentQuestion } from './segment-question';
import { eachStored, SHORT_BATCH } from '../customer-index/load-customers';
import type { MergedEntries } from '../customer-index/merged-entries';
import { documentsIn, isStanding, STANDING } from '../rxdb-internals/stored-rows';

type StoredFields = Record<string, unknown>;
export type SegmentStores = SegmentQuestion['stores'];
/** Who is merged into whom: what hangs on any record of a person is asked of the one that stands for them. */
export type People = Pick<MergedEntries, 'roots' | 'rootOf' | 'recordsOf' | 'lastContactAt'>;

type HangingStore = keyof SegmentHanging;
/** By store, what hangs on whom; of stores that were not read there is nothing. */
type Gathered = ReadonlyMap<HangingStore, ReadonlyMap<string, readonly StoredFields[]>>;

const storesOf = (parts: SegmentParts): readonly HangingStore[] => [
  ...new Set<HangingStore>([...parts].flatMap((part: SegmentPart) => SEGMENT_PARTS[part])),
];

/** Everybody, as if nothing hung on them. */
export async function readCustomers(
  stores: SegmentStores,
  people: People,
  rest: () => Promise<void>,
): Promise<Map<string, SegmentRecord>> {
  const found = new Map<string, SegmentRecord>();
  const put = (stored: StoredFields) => {
    const record = people.roots.has(String(stored['id'])) ? null : recordOf(stored, people);
    if (record !== null) found.set(record.id, record);
  };
  await eachStored(stores.customers, put, SHORT_BATCH, rest);
  return found;
}

/** By who stands for the person. */
export async function gather(
  stores: SegmentStores,
  parts: SegmentParts,
  people: People,
  rest: () => Promise<void>,
): Promise<Gathered> {
  const gathered = new Map<HangingStore, Map<string, StoredFields[]>>();
  // Each is a database of its own, and none need wait until another has been read.
  await Promise.all(
    storesOf(parts).map(async (store) => {
      const ofCustomers = new Map<string, StoredFields[]>();
      gathered.set(store, ofCustomers);
      const put = (stored: StoredFields) => {
        const id = people.rootOf(String(stored['customerId'] ?? ''));
        const those = ofCustomers.get(id);
        if (those === undefined) ofCustomers.set(id, [stored]);
        else those.push(stored);
      };
      await eachStored(stores[store], put, SHORT_BATCH, rest);
    }),
  );
  return gathered;
}

/**
 * The records know nothing of these parts yet: those on whom nothing hangs stay as they are. What is asked meanwhile is
 * answered in between; it asks of other parts, or waits.
 */
export async function addParts(
  records: Map<string, SegmentRecord>,
  parts: SegmentParts,
  gathered: Gathered,
  nowMs: number,
): Promise<void> {
  let count = 0;
  for (const id of new Set([...gathered.values()].flatMap((ofCustomers) => [...ofCustomers.keys()]))) {
    const record = records.get(id);
    if (record !== undefined) records.set(id, withParts(record, parts, hangingOf(gathered, id), nowMs));
    count += 1;
    if (count % SHORT_BATCH === 0) await new Promise((resolve) => setTimeout(resolve));
  }
}

/** What hangs on one customer and stands. */
function hangingOf(gathered: Gathered, id: string): SegmentHanging {
  const of = (store: HangingStore) => (gathered.get(store)?.get(id) ?? []).filter((one) => !isRemains(one)) as unknown;
  return {
    appointments: of('appointments') as SegmentHanging['appointments'],
    interactions: of('interactions') as SegmentHanging['interactions'],
    conversations: of('conversations') as SegmentHanging['conversations'],
    files: of('files') as SegmentHanging['files'],
  };
}

export async function readSome(
  stores: SegmentStores,
  ids: readonly string[],
  parts: SegmentParts,
  people: People,
  nowMs: number,
): Promise<ReadonlyMap<string, SegmentRecord | null>> {
  const found = new Map<string, SegmentRecord | null>();
  const opened = new Map<HangingStore | 'customers', IDBDatabase | null>();
  try {
    for (const store of ['customers', ...storesOf(parts)] as const)
      opened.set(store, await openExistingIndexedDb(stores[store]));
    const customers = opened.get('customers') ?? null;
    for (const id of ids) {
      const stored =
        customers === null ? undefined : await done<StoredFields | undefined>(documentsIn(customers).get(id));
      const isGone = stored === undefined || !isStanding(stored) || people.roots.has(id);
      const record = isGone ? null : recordOf(stored, people);
      if (record === null) {
        found.set(id, null);
        continue;
      }
      const hanging = new Map<HangingStore, Map<string, StoredFields[]>>();
      for (const store of storesOf(parts)) {
        const hangs: StoredFields[] = [];
        for (const one of people.recordsOf(id)) hangs.push(...(await ofCustomer(opened.get(store) ?? null, one)));
        hanging.set(store, new Map([[id, hangs]]));
      }
      found.set(id, withParts(record, parts, hangingOf(hanging, id), nowMs));
    }
  } finally {
    for (const database of opened.values()) database?.close();
  }
  return found;
}

async function ofCustomer(database: IDBDatabase | null, id: string): Promise<StoredFields[]> {
  if (database === null) return [];
  const store = documentsIn(database);
  const name = [...store.indexNames].find((one) => (store.index(one).keyPath as string[])[1] === 'customerId');
  if (name === undefined) return [];
  return done<StoredFields[]>(store.index(name).getAll(IDBKeyRange.bound([STANDING, id], [STANDING, id, []])));
}

/** Null where they are not there any more. Last spoken to when any of their records was. */
function recordOf(stored: StoredFields, people: People): SegmentRecord | null {
  if (isRemains(stored) || (stored['deletedAt'] ?? '') !== '') return null;
  const latest = people.lastContactAt(String(stored['id']));
  const customer = latest > String(stored['lastContactAt'] ?? '') ? { ...stored, lastContactAt: latest } : stored;
  const sync = stored['sync'] as
    | { stamps?: Record<string, string>; pending?: Record<string, { stamp?: string }> }
    | undefined;
  return customerRecord(
    customer,
    sync?.pending?.['stage']?.stamp ?? sync?.stamps?.['stage'] ?? sync?.stamps?.['*'] ?? '',
  );
}
