/**
 * All customers of this device, in memory, arranged so that any filter, search and sort over 100,000 of them is
 * answered in a few milliseconds. A customer has a slot; a change that matters to an order or a search gets a new slot
 * and the old one is dead. Sets of slots are bits, orders are arrays of slots, so that an answer is: and the sets
 * together, walk the order.
 */
import { customerRow } from './customer-entry';
import { addAll, clearBit, countBits, hasBit, keepCommon, noBits, roomFor, setBit, type Bits } from './bits';
import type {
  CustomerEntry,
  CustomerFilter,
  CustomerQuestion,
  CustomerRow,
  CustomerSort,
  DuplicateQuestion,
  FacetCounts,
} from './customer-question';
import { EmailIndex } from './email-index';
import { GrowingNumbers } from './growing-numbers';
import { MergedEntries } from './merged-entries';
import { PhoneIndex } from './phone-index';
import { fold, piecesOf, searchWords } from './search-words';
import { byText, SortedSlots, textRank } from './sorted-slots';
import { WordIndex } from './word-index';

const DAY_MS = 86_400_000;
/** Built anew when this many slots are dead and they are more than half. */
const MIN_DEAD = 2_000;
/** After every day with something to do. */
const NEVER = 1e12;

const one = (value: string): readonly string[] => [value];
/** The values of a customer. */
const FACETS = {
  sources: ({ source }: CustomerEntry) => one(source),
  countryIds: ({ countryId }: CustomerEntry) => one(countryId),
  stages: ({ stage }: CustomerEntry) => one(stage),
  ownerIds: ({ ownerId }: CustomerEntry) => one(ownerId),
  labels: ({ labels }: CustomerEntry) => (labels === '' ? [] : labels.split(' ')),
  reaches: ({ reaches }: CustomerEntry) => reaches.split(' '),
} as const;
type Facet = keyof typeof FACETS;
const FACET_NAMES = Object.keys(FACETS) as Facet[];

/** A change to any of these needs a new slot. */
const INDEXED = [
  'firstName',
  'lastName',
  'sortKey',
  'phone',
  'altPhone',
  'email',
  'city',
  'countryId',
  'stage',
  'source',
  'ownerId',
  'labels',
  'lastContactAt',
  'createdAt',
  'nextStepDueOn',
  'nextStepDueTime',
  'reaches',
  'alsoText',
  'alsoPhones',
] as const satisfies readonly (keyof CustomerEntry)[];

export class CustomerIndex {
  #entries: CustomerEntry[] = [];
  #slotOf = new Map<string, number>();
  #live: Bits = noBits(1024);
  readonly #createdMs = new GrowingNumbers();
  /** 0 where there was none. */
  readonly #lastContactMs = new GrowingNumbers();
  /** Last contact, or creation where there was none: what "not contacted for" counts from. */
  readonly #quietSinceMs = new GrowingNumbers();
  /** See dueNumber; 0 where nothing is to be done. */
  readonly #due = new GrowingNumbers();
  readonly #nameRank = new GrowingNumbers();
  #facets = this.#noFacets();
  #words = new WordIndex();
  #emails = new EmailIndex();
  #phones = new PhoneIndex();
  #orders = this.#noOrders();
  #people = new MergedEntries();

  /** Who is merged into whom. */
  get people(): Pick<MergedEntries, 'roots' | 'rootOf' | 'recordsOf' | 'lastContactAt'> {
    return this.#people;
  }
  get size(): number {
    return this.#slotOf.size;
  }
  has(id: string): boolean {
    return this.#slotOf.has(id);
  }
  rowOf(slot: number): CustomerRow {
    return customerRow(this.#entries[slot] as CustomerEntry);
  }
  slotOf(id: string): number | undefined {
    return this.#slotOf.get(id);
  }

  upsert(entry: CustomerEntry): void {
    for (const one of this.#people.put(entry, this.#known)) this.#place(one);
  }

  remove(id: string): void {
    for (const one of this.#people.remove(id, this.#known)) this.#place(one);
    this.#drop(id);
  }

  readonly #known = (id: string): CustomerEntry | undefined => {
    const slot = this.#slotOf.get(id);
    return slot === undefined ? undefined : this.#entries[slot];
  };

  #place(entry: CustomerEntry): void {
    const slot = this.#slotOf.get(entry.id);
    if (entry.removed) this.#drop(entry.id);
    else if (slot === undefined) this.#add(entry);
    else if (INDEXED.every((field) => (this.#entries[slot] as CustomerEntry)[field] === entry[field]))
      this.#entries[slot] = entry;
    else {
      this.#kill(slot);
      this.#add(entry);
    }
  }

  #drop(id: string): void {
    const slot = this.#slotOf.get(id);
    if (slot === undefined) return;
    this.#kill(slot);
    this.#slotOf.delete(id);
  }

  /** Whether rebuilding is worth its time; slots given out before are void afterwards. */
  get isWorn(): boolean {
    const dead = this.#entries.length - this.#slotOf.size;
    return dead > MIN_DEAD && dead > this.#slotOf.size;
  }

  /** The same customers in a new index without dead slots. */
  rebuilt(): CustomerIndex {
    const fresh = new CustomerIndex();
    fresh.#people = this.#people;
    for (const slot of this.#slotOf.values()) fresh.#add(this.#entries[slot] as CustomerEntry);
    return fresh;
  }

  /** Sorts now what the first question would otherwise wait for. */
  prepare(): void {
    this.#orders.name.inOrder();
    this.#matching('0');
  }

  /** Slots of the customers that pass, in order; `only`: of these ids. */
  query({ filter, sort, weekStartMs, nowMs }: CustomerQuestion, only: readonly string[] | null = null): Uint32Array {
    const order = this.#orders[sort].inOrder();
    const passing = this.#passing(filter, weekStartMs, nowMs, only);
    if (passing === null && order.length === this.size) return order.slice();
    return this.#inOrder(order, passing ?? this.#live);
  }

  #inOrder(order: Uint32Array, passing: Bits): Uint32Array {
    const found = new Uint32Array(countBits(passing));
    for (let at = 0, count = 0; count < found.length && at < order.length; at += 1) {
      const slot = order[at] as number;
      if (hasBit(passing, slot)) found[count++] = slot;
    }
    return found;
  }

  facetCounts(): FacetCounts {
    const counts: FacetCounts = {
      total: this.size,
      sources: {},
      countryIds: {},
      stages: {},
      ownerIds: {},
      labels: {},
      reaches: {},
    };
    for (const facet of FACET_NAMES) {
      for (const [value, bits] of this.#facets[facet]) {
        const count = countBits(bits);
        if (count > 0) counts[facet][value] = count;
      }
    }
    return counts;
  }

  /** Same phone, then same e-mail, then same full name. */
  duplicates({ phone, email, firstName, lastName }: DuplicateQuestion, limit: number): CustomerRow[] {
    const found = new Set<number>();
    for (const slot of this.#phones.having(phone)) found.add(slot);
    for (const slot of this.#emails.having(email)) found.add(slot);
    if (firstName.trim() !== '' && lastName.trim() !== '')
      for (const slot of this.#named(`${firstName} ${lastName}`)) found.add(slot);
    return [...found]
      .filter((slot) => hasBit(this.#live, slot))
      .slice(0, limit)
      .map((slot) => this.rowOf(slot));
  }

  /** Slots with exactly this full name, folded. */
  #named(name: string): number[] {
    const pieces = piecesOf(name);
    let having: Bits | null = null;
    for (const piece of pieces) {
      const bits = noBits(this.#entries.length);
      this.#words.markWord(piece, bits);
      if (having === null) having = bits;
      else keepCommon(having, bits);
    }
    const found: number[] = [];
    for (let slot = 0; having !== null && slot < this.#entries.length; slot += 1) {
      if (!hasBit(having, slot)) continue;
      const { firstName, lastName } = this.#entries[slot] as CustomerEntry;
      if ([...piecesOf(firstName), ...piecesOf(lastName)].join(' ') === pieces.join(' ')) found.push(slot);
    }
    return found;
  }

  /** Bits of those who pass; null when everybody does. */
  #passing(filter: CustomerFilter, weekStartMs: number, nowMs: number, only: readonly string[] | null): Bits | null {
    let passing: Bits | null = null;
    const narrow = (bits: Bits) => {
      passing ??= this.#live.slice();
      keepCommon(passing, bits);
    };
    for (const facet of FACET_NAMES) {
      if (filter[facet].length === 0) continue;
      const any = noBits(this.#entries.length);
      for (const value of filter[facet]) {
        const bits = this.#facets[facet].get(value);
        if (bits !== undefined) addAll(any, bits.subarray(0, any.length));
      }
      narrow(any);
    }
    if (filter.addedThisWeek) narrow(this.#between(this.#createdMs, weekStartMs, Infinity));
    if (filter.notContactedForDays !== null)
      narrow(this.#between(this.#quietSinceMs, -Infinity, nowMs - filter.notContactedForDays * DAY_MS));
    if (filter.dueBy !== null) narrow(this.#between(this.#due, 1, dueNumber(filter.dueBy, '') + 1));
    if (only !== null) narrow(this.#having(only));
    for (const word of searchWords(filter.text)) narrow(this.#matching(word));
    return passing;
  }

  #having(ids: readonly string[]): Bits {
    const bits = noBits(this.#entries.length);
    for (const id of ids) {
      const slot = this.#slotOf.get(id);
      if (slot !== undefined) setBit(bits, slot);
    }
    return bits;
  }

  #between({ values, length }: GrowingNumbers, from: number, below: number): Bits {
    const bits = noBits(length);
    for (let slot = 0; slot < length; slot += 1) {
      const value = values[slot] as number;
      if (value >= from && value < below) setBit(bits, slot);
    }
    return bits;
  }

  /**
   * Name or city (each of the word's pieces begins one of their words), e-mail or its domain, or a part of a phone
   * number.
   */
  #matching(word: string): Bits {
    const slots = this.#entries.length;
    const any = noBits(slots);
    const pieces = piecesOf(word);
    pieces.forEach((piece, at) => {
      const having = at === 0 ? any : noBits(slots);
      this.#words.markPrefix(piece, having);
      if (at > 0) keepCommon(any, having);
    });
    this.#emails.markPrefix(fold(word), any);
    this.#phones.mark(word, any);
    return any;
  }

  #add(entry: CustomerEntry): void {
    const slot = this.#entries.length;
    this.#entries.push(entry);
    this.#slotOf.set(entry.id, slot);
    this.#live = roomFor(this.#live, slot + 1);
    setBit(this.#live, slot);
    const createdMs = Date.parse(entry.createdAt) || 0;
    this.#createdMs.push(createdMs);
    const lastContactMs = entry.lastContactAt === '' ? 0 : Date.parse(entry.lastContactAt) || 0;
    this.#lastContactMs.push(lastContactMs);
    this.#quietSinceMs.push(lastContactMs === 0 ? createdMs : lastContactMs);
    this.#due.push(dueNumber(entry.nextStepDueOn, entry.nextStepDueTime));
    this.#nameRank.push(textRank(entry.sortKey));
    for (const facet of FACET_NAMES) {
      for (const value of FACETS[facet](entry)) {
        const bits = roomFor(this.#facets[facet].get(value) ?? noBits(slot + 1), slot + 1);
        this.#facets[facet].set(value, bits);
        setBit(bits, slot);
      }
    }
    for (const text of [entry.firstName, entry.lastName, entry.city, entry.alsoText])
      this.#words.add(slot, piecesOf(text));
    this.#emails.add(slot, entry.email);
    this.#phones.add(slot, [entry.phone, entry.altPhone, ...entry.alsoPhones.split(' ')]);
    this.#orders.name.add(slot);
    this.#orders.newest.add(slot);
    this.#orders.lastContact.add(slot);
    this.#orders.due.add(slot);
  }

  #kill(slot: number): void {
    const entry = this.#entries[slot] as CustomerEntry;
    clearBit(this.#live, slot);
    for (const facet of FACET_NAMES)
      for (const value of FACETS[facet](entry)) clearBit(this.#facets[facet].get(value) as Bits, slot);
  }

  #noFacets(): Record<Facet, Map<string, Bits>> {
    return {
      sources: new Map(),
      countryIds: new Map(),
      stages: new Map(),
      ownerIds: new Map(),
      labels: new Map(),
      reaches: new Map(),
    };
  }

  #noOrders(): Record<CustomerSort, SortedSlots> {
    const entry = (slot: number) => this.#entries[slot] as CustomerEntry;
    const byId = (a: number, b: number) => byText(entry(a).id, entry(b).id) || a - b;
    const up = (numbers: GrowingNumbers, a: number, b: number) => numbers.at(a) - numbers.at(b);
    return {
      name: new SortedSlots(
        (a, b) => up(this.#nameRank, a, b) || byText(entry(a).sortKey, entry(b).sortKey) || byId(a, b),
      ),
      newest: new SortedSlots((a, b) => up(this.#createdMs, b, a) || byId(a, b)),
      lastContact: new SortedSlots((a, b) => up(this.#lastContactMs, b, a) || byId(a, b)),
      due: new SortedSlots((a, b) => (this.#due.at(a) || NEVER) - (this.#due.at(b) || NEVER) || byId(a, b)),
    };
  }
}

/** A day and a time of it as a number in the same order, '' as its end: 2026-11-26 15:00 is 202611261500. */
function dueNumber(dueOn: string, dueTime: string): number {
  return dueOn === ''
    ? 0
    : Number(dueOn.replaceAll('-', '')) * 10_000 + (dueTime === '' ? 2400 : Number(dueTime.replace(':', '')));
}
