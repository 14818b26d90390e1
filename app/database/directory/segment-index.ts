/**
 * What segments ask of the customers of this device, in memory: read from the stores when the first segment is asked
 * for, and anew for whoever was touched since. Whole appointments and calls are not kept, only what is asked of them.
 */
import type { AppointmentFields } from '../../../sync/collections/appointment';
import type { ConversationFields } from '../../../sync/collections/conversation';
import type { FileFields } from '../../../sync/collections/file';
import type { InteractionFields } from '../../../sync/collections/interaction';
import { isInSegment, type SegmentRecord } from '../../../sync/rules/segment';
import { SegmentSieve } from '../../../sync/rules/segment-sieve';
import { segmentRecord } from '../../../sync/rules/segment-record';
import type { SegmentRule } from '../../../sync/rules/segment-rule';
import { conditionsOf } from '../../../sync/rules/segment-conditions';
import { readRule } from '../../../sync/rules/segment-tests';
import { done, openExistingIndexedDb } from '../indexed-db';
import { isRemains } from '../is-remains';
import { SEGMENT_STORES, type SegmentQuestion, type SegmentStoreName } from './directory-messages';
import { eachStored } from './load-customers';
import type { MergedEntries } from './merged-entries';

type StoredFields = Record<string, unknown>;
export type SegmentStores = SegmentQuestion['stores'];

/**
 * From so many touched customers on, and from such a part of all, everything is read: that is cheaper than look-ups.
 */
const MANY = 400;
const LARGE_PART = 0.1;
/** Series are walked so far ahead when they are read. */
const GOOD_FOR_MS = 86_400_000;

/** Who is merged into whom: what hangs on any record of a person is asked of the one that stands for them. */
type People = Pick<MergedEntries, 'roots' | 'recordsOf' | 'lastContactAt'>;

export class SegmentIndex {
  #records = new Map<string, SegmentRecord>();
  /** Of the records as they stand; null once one changed. */
  #sieve: SegmentSieve | null = null;
  #touched = new Set<string>();
  #readAtMs = -Infinity;
  #reading: Promise<void> = Promise.resolve();

  constructor(private readonly people: () => People) {}

  /** Something of these customers changed. */
  touch(ids: Iterable<string>): void {
    for (const id of ids) this.#touched.add(id);
  }

  /** Who is merged into whom was not known yet. */
  readAnew(): void {
    this.#readAtMs = -Infinity;
  }

  /** The ids of those in the segment; nobody where the rule asks what this build does not know. */
  async find(question: SegmentQuestion, nowMs: number): Promise<string[]> {
    const { passing, records } = await this.#ask(question, nowMs);
    return records.filter((_, at) => passing[at] === 1).map(({ id }) => id);
  }

  /** How many are in the segment. */
  async count(question: SegmentQuestion, nowMs: number): Promise<number> {
    const { passing } = await this.#ask(question, nowMs);
    return passing.reduce((sum, passes) => sum + passes, 0);
  }

  async #ask({ rule, viewer, zone, stores }: SegmentQuestion, nowMs: number) {
    const { tree } = readRule(rule, { viewer, zone, nowMs });
    await this.#upToDate(stores, nowMs);
    const sieve = (this.#sieve ??= new SegmentSieve([...this.#records.values()]));
    return { passing: sieve.passing(tree, nowMs), records: sieve.records };
  }

  /** Whether the customer is in the segment, and which of its conditions they meet, those of groups in their place. */
  async membership({ rule, viewer, zone, stores }: SegmentQuestion, customerId: string, nowMs: number) {
    await this.#upToDate(stores, nowMs);
    const record = this.#records.get(customerId);
    const passes = (asked: SegmentRule) =>
      record !== undefined && isInSegment(record, readRule(asked, { viewer, zone, nowMs }).tree, nowMs);
    return {
      isIn: passes(rule),
      met: conditionsOf(rule).map((condition) => passes({ combinator: 'and', rules: [condition] })),
    };
  }

  /** One after the other. One that fails fails for whoever asked it alone; what it was to read is read by the next. */
  #upToDate(stores: SegmentStores, nowMs: number): Promise<void> {
    const refreshed = this.#reading.then(() => this.#refresh(stores, nowMs));
    this.#reading = refreshed.catch(() => undefined);
    return refreshed;
  }

  async #refresh(stores: SegmentStores, nowMs: number): Promise<void> {
    const touched = this.#touched;
    const isStale = Math.abs(nowMs - this.#readAtMs) > GOOD_FOR_MS;
    if (!isStale && touched.size === 0) return;
    this.#touched = new Set();
    try {
      await this.#read(touched, isStale, stores, nowMs);
    } catch (error) {
      this.touch(touched);
      throw error;
    }
  }

  async #read(touched: ReadonlySet<string>, isStale: boolean, stores: SegmentStores, nowMs: number): Promise<void> {
    this.#sieve = null;
    if (isStale || touched.size > Math.max(MANY, this.#records.size * LARGE_PART)) {
      this.#records = await readAll(stores, this.people(), nowMs);
      this.#readAtMs = nowMs;
    } else
      for (const [id, record] of await readSome(stores, [...touched], this.people(), nowMs))
        if (record === null) this.#records.delete(id);
        else this.#records.set(id, record);
  }
}

/** What hangs on one customer. */
type Hanging = Readonly<Record<HangingStore, readonly StoredFields[]>>;
type HangingStore = Exclude<SegmentStoreName, 'customers'>;
const HANGING: readonly HangingStore[] = ['appointments', 'interactions', 'conversations', 'files'];
const hanging = (of: (store: HangingStore) => readonly StoredFields[]) =>
  Object.fromEntries(HANGING.map((store) => [store, of(store)])) as unknown as Hanging;

async function readAll(stores: SegmentStores, people: People, nowMs: number): Promise<Map<string, SegmentRecord>> {
  const gathered = new Map<HangingStore, Map<string, StoredFields[]>>();
  // Each is a database of its own, and none need wait until another has been read.
  await Promise.all(
    HANGING.map(async (store) => {
      const ofCustomers = new Map<string, StoredFields[]>();
      gathered.set(store, ofCustomers);
      await eachStored(stores[store], (stored) => {
        const id = String(stored['customerId'] ?? '');
        const those = ofCustomers.get(id);
        if (those === undefined) ofCustomers.set(id, [stored]);
        else those.push(stored);
      });
    }),
  );
  const found = new Map<string, SegmentRecord>();
  await eachStored(stores.customers, (stored) => {
    const id = String(stored['id']);
    const records = people.recordsOf(id);
    const record = people.roots.has(id)
      ? null
      : recordOf(
          asPerson(stored, people),
          hanging((store) => {
            const those = gathered.get(store);
            return records.length === 1 ? (those?.get(id) ?? []) : records.flatMap((one) => those?.get(one) ?? []);
          }),
          nowMs,
        );
    if (record !== null) found.set(id, record);
  });
  return found;
}

async function readSome(stores: SegmentStores, ids: readonly string[], people: People, nowMs: number) {
  const found = new Map<string, SegmentRecord | null>();
  const opened = new Map<SegmentStoreName, IDBDatabase | null>();
  try {
    for (const store of SEGMENT_STORES) opened.set(store, await openExistingIndexedDb(stores[store]));
    const customers = opened.get('customers') ?? null;
    for (const id of ids) {
      const stored = customers === null ? undefined : await done<StoredFields | undefined>(docsOf(customers).get(id));
      const those = new Map<HangingStore, StoredFields[]>();
      for (const store of HANGING) {
        const hangs: StoredFields[] = [];
        for (const one of people.recordsOf(id)) hangs.push(...(await ofCustomer(opened.get(store) ?? null, one)));
        those.set(store, hangs);
      }
      const isGone = stored === undefined || stored['_deleted'] !== '0' || people.roots.has(id);
      const record = isGone
        ? null
        : recordOf(
            asPerson(stored, people),
            hanging((store) => those.get(store) ?? []),
            nowMs,
          );
      found.set(id, record);
    }
  } finally {
    for (const database of opened.values()) database?.close();
  }
  return found;
}

/** Last spoken to when any of their records was. */
function asPerson(stored: StoredFields, people: People): StoredFields {
  const latest = people.lastContactAt(String(stored['id']));
  return latest > String(stored['lastContactAt'] ?? '') ? { ...stored, lastContactAt: latest } : stored;
}

const docsOf = (database: IDBDatabase) => database.transaction('docs', 'readonly').objectStore('docs');

async function ofCustomer(database: IDBDatabase | null, id: string): Promise<StoredFields[]> {
  if (database === null) return [];
  const store = docsOf(database);
  const name = [...store.indexNames].find((one) => (store.index(one).keyPath as string[])[1] === 'customerId');
  if (name === undefined) return [];
  return done<StoredFields[]>(store.index(name).getAll(IDBKeyRange.bound(['0', id], ['0', id, []])));
}

function recordOf(customer: StoredFields, hangs: Hanging, nowMs: number): SegmentRecord | null {
  if (isRemains(customer) || (customer['deletedAt'] ?? '') !== '') return null;
  const standing = (those: readonly StoredFields[]) => those.filter((one) => !isRemains(one)) as unknown;
  const sync = customer['sync'] as
    { stamps?: Record<string, string>; pending?: Record<string, { stamp?: string }> } | undefined;
  return segmentRecord(
    {
      customer,
      stageStamp: sync?.pending?.['stage']?.stamp ?? sync?.stamps?.['stage'] ?? sync?.stamps?.['*'] ?? '',
      appointments: standing(hangs.appointments) as AppointmentFields[],
      interactions: standing(hangs.interactions) as InteractionFields[],
      conversations: standing(hangs.conversations) as ConversationFields[],
      files: standing(hangs.files) as FileFields[],
    },
    nowMs,
  );
}
