/**
 * What segments ask of the customers of this device, in memory: read from the stores when a segment first asks for it,
 * and anew for whoever was touched since. Whole appointments and calls are not kept, only what is asked of them.
 */
import { isInSegment, type SegmentRecord } from '../../../sync/rules/segment';
import { SegmentSieve } from '../../../sync/rules/segment-sieve';
import {
  customerRecord,
  partsAsked,
  SEGMENT_PARTS,
  withParts,
  type SegmentHanging,
  type SegmentPart,
  type SegmentParts,
} from '../../../sync/rules/segment-record';
import type { SegmentRule } from '../../../sync/rules/segment-rule';
import { conditionsOf } from '../../../sync/rules/segment-conditions';
import { readRule } from '../../../sync/rules/segment-tests';
import { done, openExistingIndexedDb } from '../indexed-db';
import { isRemains } from '../is-remains';
import type { SegmentQuestion } from './directory-messages';
import { eachStored, SHORT_BATCH } from './load-customers';
import type { MergedEntries } from './merged-entries';

type StoredFields = Record<string, unknown>;
export type SegmentStores = SegmentQuestion['stores'];
export type Membership = { readonly isIn: boolean; readonly met: readonly boolean[] };

/**
 * From so many touched customers on, and from such a part of all, everything is read: that is cheaper than look-ups.
 */
const MANY = 400;
const LARGE_PART = 0.1;
/** So long nobody has asked anything before what is read ahead goes on. */
const REST_MS = 400;
const LOOK_MS = 50;
/** Series are walked so far ahead when they are read. */
const GOOD_FOR_MS = 86_400_000;

/** Who is merged into whom: what hangs on any record of a person is asked of the one that stands for them. */
type People = Pick<MergedEntries, 'roots' | 'rootOf' | 'recordsOf' | 'lastContactAt'>;

export class SegmentIndex {
  #records = new Map<string, SegmentRecord>();
  /** What the records know of what hangs on their customers. */
  #parts: SegmentParts = new Set();
  /** Of the records as they stand; null once one changed. */
  #sieve: SegmentSieve | null = null;
  #touched = new Set<string>();
  #readAtMs = -Infinity;
  /** Whoever was touched is being read: what stands of them is old. */
  #isReadingTouched = false;
  /** Questions that wait for what is being read. */
  #waiting = 0;
  #askedAtMs = -Infinity;
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

  /** Reads what these will be asked of, so that the first of them need not wait for it. */
  async readAhead(questions: readonly SegmentQuestion[], nowMs: number): Promise<void> {
    // One after the other, so that a question that is asked meanwhile waits for one of them at most.
    for (const question of questions) {
      await this.#rest();
      await this.#upToDate(partsOf([question], nowMs), question.stores, nowMs);
    }
  }

  /** The directory was asked something; whoever asks comes first. */
  asked(): void {
    this.#askedAtMs = performance.now();
  }

  /** Until nobody asks any more, or somebody waits for this very thing. */
  readonly #rest = async (): Promise<void> => {
    while (this.#waiting === 0 && performance.now() - this.#askedAtMs < REST_MS)
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  };

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
    this.asked();
    this.#waiting += 1;
    try {
      await this.#upToDate(partsAsked(tree), stores, nowMs);
    } finally {
      this.#waiting -= 1;
    }
    const sieve = (this.#sieve ??= new SegmentSieve([...this.#records.values()]));
    return { passing: sieve.passing(tree, nowMs), records: sieve.records };
  }

  /**
   * Whether the customer is in each of these, and which of its conditions they meet, in the rule's order, those of
   * groups in their place. Of one customer alone, for whom nobody else is read.
   */
  async memberships(questions: readonly SegmentQuestion[], customerId: string, nowMs: number): Promise<Membership[]> {
    const [first] = questions;
    if (first === undefined) return [];
    const read = await readSome(first.stores, [customerId], partsOf(questions, nowMs), this.people(), nowMs);
    const record = read.get(customerId) ?? null;
    return questions.map(({ rule, viewer, zone }) => {
      const passes = (asked: SegmentRule) =>
        record !== null && isInSegment(record, readRule(asked, { viewer, zone, nowMs }).tree, nowMs);
      return {
        isIn: passes(rule),
        met: conditionsOf(rule).map((condition) => passes({ combinator: 'and', rules: [condition] })),
      };
    });
  }

  /**
   * One after the other. One that fails fails for whoever asked it alone; what it was to read is read by the next. What
   * is known already waits for nobody.
   */
  #upToDate(parts: SegmentParts, stores: SegmentStores, nowMs: number): Promise<void> {
    const isCurrent = !this.#isReadingTouched && this.#touched.size === 0 && !this.#isStale(nowMs);
    if (isCurrent && this.#missing(parts).size === 0) return Promise.resolve();
    const refreshed = this.#reading.then(() => this.#refresh(parts, stores, nowMs));
    this.#reading = refreshed.catch(() => undefined);
    return refreshed;
  }

  async #refresh(parts: SegmentParts, stores: SegmentStores, nowMs: number): Promise<void> {
    const touched = this.#touched;
    this.#touched = new Set();
    this.#isReadingTouched = true;
    try {
      await this.#readTouched(touched, stores, nowMs);
    } catch (error) {
      this.touch(touched);
      throw error;
    } finally {
      this.#isReadingTouched = false;
    }
    const missing = this.#missing(parts);
    if (missing.size === 0) return;
    const hanging = await gather(stores, missing, this.people(), this.#rest);
    await addParts(this.#records, missing, hanging, nowMs);
    this.#sieve = null;
    this.#parts = new Set([...this.#parts, ...missing]);
  }

  #missing(parts: SegmentParts): SegmentParts {
    return new Set([...parts].filter((part) => !this.#parts.has(part)));
  }

  #isStale(nowMs: number): boolean {
    return Math.abs(nowMs - this.#readAtMs) > GOOD_FOR_MS;
  }

  async #readTouched(touched: ReadonlySet<string>, stores: SegmentStores, nowMs: number): Promise<void> {
    if (this.#isStale(nowMs) || touched.size > Math.max(MANY, this.#records.size * LARGE_PART)) {
      const records = await readCustomers(stores, this.people(), this.#rest);
      this.#sieve = null;
      this.#records = records;
      this.#parts = new Set();
      this.#readAtMs = nowMs;
    } else if (touched.size > 0)
      for (const [id, record] of await readSome(stores, [...touched], this.#parts, this.people(), nowMs)) {
        this.#sieve = null;
        if (record === null) this.#records.delete(id);
        else this.#records.set(id, record);
      }
  }
}

const partsOf = (questions: readonly SegmentQuestion[], nowMs: number): SegmentParts =>
  new Set(questions.flatMap(({ rule, viewer, zone }) => [...partsAsked(readRule(rule, { viewer, zone, nowMs }).tree)]));

type HangingStore = keyof SegmentHanging;
/** By store, what hangs on whom; of stores that were not read there is nothing. */
type Gathered = ReadonlyMap<HangingStore, ReadonlyMap<string, readonly StoredFields[]>>;

const storesOf = (parts: SegmentParts): readonly HangingStore[] => [
  ...new Set<HangingStore>([...parts].flatMap((part: SegmentPart) => SEGMENT_PARTS[part])),
];

/** Everybody, as if nothing hung on them. */
async function readCustomers(
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
async function gather(
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
async function addParts(
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

async function readSome(
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
      const stored = customers === null ? undefined : await done<StoredFields | undefined>(docsOf(customers).get(id));
      const isGone = stored === undefined || stored['_deleted'] !== '0' || people.roots.has(id);
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

const docsOf = (database: IDBDatabase) => database.transaction('docs', 'readonly').objectStore('docs');

async function ofCustomer(database: IDBDatabase | null, id: string): Promise<StoredFields[]> {
  if (database === null) return [];
  const store = docsOf(database);
  const name = [...store.indexNames].find((one) => (store.index(one).keyPath as string[])[1] === 'customerId');
  if (name === undefined) return [];
  return done<StoredFields[]>(store.index(name).getAll(IDBKeyRange.bound(['0', id], ['0', id, []])));
}

/** Null where they are not there any more. Last spoken to when any of their records was. */
function recordOf(stored: StoredFields, people: People): SegmentRecord | null {
  if (isRemains(stored) || (stored['deletedAt'] ?? '') !== '') return null;
  const latest = people.lastContactAt(String(stored['id']));
  const customer = latest > String(stored['lastContactAt'] ?? '') ? { ...stored, lastContactAt: latest } : stored;
  const sync = stored['sync'] as
    { stamps?: Record<string, string>; pending?: Record<string, { stamp?: string }> } | undefined;
  return customerRecord(
    customer,
    sync?.pending?.['stage']?.stamp ?? sync?.stamps?.['stage'] ?? sync?.stamps?.['*'] ?? '',
  );
}
