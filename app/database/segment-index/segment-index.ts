/**
 * What segments ask of the customers of this device, in memory: read from the stores when a segment first asks for it,
 * and anew for whoever was touched since. Whole appointments and calls are not kept, only what is asked of them.
 */
import { isInSegment, type SegmentRecord } from '../../../sync/rules/segment';
import { SegmentSieve } from '../../../sync/rules/segment-sieve';
import { partsAsked, type SegmentParts } from '../../../sync/rules/segment-record';
import type { SegmentRule } from '../../../sync/rules/segment-rule';
import { conditionsOf } from '../../../sync/rules/segment-conditions';
import { readRule } from '../../../sync/rules/segment-tests';
import type { SegmentQuestion } from './segment-question';
import { addParts, gather, readCustomers, readSome, type People, type SegmentStores } from './segment-reading';

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

  /** The index of customers was asked something; whoever asks comes first. */
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
