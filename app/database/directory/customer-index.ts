/**
 * All customers of this device, in memory, arranged so that any filter, search and sort over 100,000 of them is answered in a few
 * milliseconds. A customer has a slot; a change that matters to an order or a search gets a new slot and the old one is
 * dead. Sets of slots are bits, orders are arrays of slots, so that an answer is: and the sets together, walk the order.
 */
import { foldText } from '../../../sync/rules/turkish-text';
import { addAll, clearBit, countBits, hasBit, keepCommon, noBits, roomFor, setBit, type Bits } from './bits';
import type { CustomerEntry, CustomerFilter, CustomerQuestion, CustomerRow, CustomerSort, DuplicateQuestion, FacetCounts } from './directory-messages';
import { NumberIndex } from './number-index';
import { digitsKey, digitsOf, nationalDigits, phonePrefixes, prefixKeys } from './phone-digits';
import { piecesOf, searchWords } from './search-words';
import { SortedSlots } from './sorted-slots';
import { WordIndex } from './word-index';

const DAY_MS = 86_400_000;
/** Built anew when this many slots are dead and they are more than half. */
const MIN_DEAD = 2_000;

/** Shorter words are not looked for in domains: "g" would find everybody at gmail.com. */
const MIN_DOMAIN_LETTERS = 4;

const FACETS = { sources: 'source', countryIds: 'countryId', stages: 'stage', ownerIds: 'ownerId' } as const;
type Facet = keyof typeof FACETS;
const FACET_NAMES = Object.keys(FACETS) as Facet[];

/** A change to any of these needs a new slot. */
const INDEXED = [
  'firstName', 'lastName', 'sortKey', 'phone', 'altPhone', 'email', 'city', 'countryId', 'stage', 'source', 'ownerId', 'lastContactAt', 'createdAt',
] as const satisfies readonly (keyof CustomerEntry)[];

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export class CustomerIndex {
  #entries: CustomerEntry[] = [];
  #slotOf = new Map<string, number>();
  #live: Bits = noBits(1024);
  #createdMs: number[] = [];
  /** Last contact, or creation where there was none: what "not contacted for" counts from. */
  #contactMs: number[] = [];
  #foldedEmail: string[] = [];
  #facets = this.#noFacets();
  #words = new WordIndex();
  #domains = new WordIndex();
  #wholePhones = new NumberIndex();
  #nationalPhones = new NumberIndex();
  #orders = this.#noOrders();

  get size(): number { return this.#slotOf.size; }
  has(id: string): boolean { return this.#slotOf.has(id); }
  rowOf(slot: number): CustomerRow {
    const { id, firstName, lastName, phone, email, city, countryId, stage, source, ownerId, lastContactAt, createdAt, outbox } = this.#entries[slot] as CustomerEntry;
    return { id, firstName, lastName, phone, email, city, countryId, stage, source, ownerId, lastContactAt, createdAt, outbox };
  }
  slotOf(id: string): number | undefined { return this.#slotOf.get(id); }

  upsert(entry: CustomerEntry): void {
    const slot = this.#slotOf.get(entry.id);
    if (entry.removed) this.remove(entry.id);
    else if (slot === undefined) this.#add(entry);
    else if (INDEXED.every((field) => (this.#entries[slot] as CustomerEntry)[field] === entry[field])) this.#entries[slot] = entry;
    else {
      this.#kill(slot);
      this.#add(entry);
    }
  }

  remove(id: string): void {
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
    for (const slot of this.#slotOf.values()) fresh.#add(this.#entries[slot] as CustomerEntry);
    return fresh;
  }

  /** Slots of the customers that pass, in order. */
  query({ filter, sort, weekStartMs, nowMs }: CustomerQuestion): Uint32Array {
    const order = this.#orders[sort].inOrder(this.#isLive);
    const passing = this.#passing(filter, weekStartMs, nowMs);
    if (passing === null) return order.slice();
    const found = new Uint32Array(countBits(passing));
    for (let at = 0, count = 0; count < found.length && at < order.length; at += 1) {
      const slot = order[at] as number;
      if (hasBit(passing, slot)) found[count++] = slot;
    }
    return found;
  }

  facetCounts(): FacetCounts {
    const counts: FacetCounts = { total: this.size, sources: {}, countryIds: {}, stages: {}, ownerIds: {} };
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
    const digits = digitsOf(phone);
    if (digits !== '') this.#wholePhones.forRange(digitsKey(digits), digitsKey(digits) + 1, (slot) => found.add(slot));
    const folded = foldText(email.trim());
    if (folded !== '') {
      const order = this.#orders.email.inOrder(this.#isLive);
      for (let at = this.#firstEmailFrom(order, folded); at < order.length && this.#foldedEmail[order[at] as number] === folded; at += 1) found.add(order[at] as number);
    }
    const name = piecesOf(`${firstName} ${lastName}`);
    const [rarest] = name.map((piece) => this.#words.withWord(piece)).sort((a, b) => a.length - b.length);
    if (firstName.trim() !== '' && lastName.trim() !== '') {
      for (const slot of rarest ?? []) {
        const other = this.#entries[slot] as CustomerEntry;
        if (piecesOf(`${other.firstName} ${other.lastName}`).join(' ') === name.join(' ')) found.add(slot);
      }
    }
    return [...found].filter(this.#isLive).slice(0, limit).map((slot) => this.rowOf(slot));
  }

  readonly #isLive = (slot: number): boolean => hasBit(this.#live, slot);

  /** Bits of those who pass; null when everybody does. */
  #passing(filter: CustomerFilter, weekStartMs: number, nowMs: number): Bits | null {
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
    if (filter.addedThisWeek) narrow(this.#where(this.#createdMs, (ms) => ms >= weekStartMs));
    if (filter.notContactedForDays !== null) {
      const beforeMs = nowMs - filter.notContactedForDays * DAY_MS;
      narrow(this.#where(this.#contactMs, (ms) => ms < beforeMs));
    }
    for (const word of searchWords(filter.text)) narrow(this.#matching(word));
    return passing;
  }

  #where(values: readonly number[], passes: (value: number) => boolean): Bits {
    const bits = noBits(this.#entries.length);
    for (let slot = 0; slot < values.length; slot += 1) if (passes(values[slot] as number)) setBit(bits, slot);
    return bits;
  }

  /** Name or city (each of the word's pieces begins one of their words), e-mail or its domain, or a phone number. */
  #matching(word: string): Bits {
    const slots = this.#entries.length;
    const any = noBits(slots);
    const folded = foldText(word);
    const pieces = piecesOf(word);
    pieces.forEach((piece, at) => {
      const having = at === 0 ? any : noBits(slots);
      this.#words.markPrefix(piece, having);
      if (at > 0) keepCommon(any, having);
    });
    if (folded.startsWith('@')) this.#domains.markPrefix(folded.slice(1), any);
    else if (folded.length >= MIN_DOMAIN_LETTERS) this.#domains.markPrefix(folded, any);
    const order = this.#orders.email.inOrder(this.#isLive);
    for (let at = this.#firstEmailFrom(order, folded); at < order.length && (this.#foldedEmail[order[at] as number] as string).startsWith(folded); at += 1) {
      setBit(any, order[at] as number);
    }
    const phone = phonePrefixes(word);
    if (phone !== null) {
      if (phone.whole !== null) this.#wholePhones.markRange(...prefixKeys(phone.whole), any);
      if (phone.national !== null) this.#nationalPhones.markRange(...prefixKeys(phone.national), any);
    }
    return any;
  }

  #firstEmailFrom(order: Uint32Array, email: string): number {
    return SortedSlots.search(order, (slot) => (this.#foldedEmail[slot] as string) < email);
  }

  #add(entry: CustomerEntry): void {
    const slot = this.#entries.length;
    this.#entries.push(entry);
    this.#slotOf.set(entry.id, slot);
    this.#live = roomFor(this.#live, slot + 1);
    setBit(this.#live, slot);
    const createdMs = Date.parse(entry.createdAt) || 0;
    this.#createdMs.push(createdMs);
    this.#contactMs.push(entry.lastContactAt === '' ? createdMs : Date.parse(entry.lastContactAt) || 0);
    for (const facet of FACET_NAMES) {
      const bits = roomFor(this.#facets[facet].get(entry[FACETS[facet]]) ?? noBits(slot + 1), slot + 1);
      this.#facets[facet].set(entry[FACETS[facet]], bits);
      setBit(bits, slot);
    }
    this.#words.add(slot, new Set(piecesOf(`${entry.firstName} ${entry.lastName} ${entry.city}`)));
    const email = foldText(entry.email);
    this.#foldedEmail.push(email);
    if (email !== '') {
      this.#domains.add(slot, [email.slice(email.indexOf('@') + 1)]);
      this.#orders.email.add(slot);
    }
    for (const phone of new Set([entry.phone, entry.altPhone])) {
      const digits = digitsOf(phone);
      if (digits === '') continue;
      this.#wholePhones.add(slot, digitsKey(digits));
      this.#nationalPhones.add(slot, digitsKey(nationalDigits(digits)));
    }
    this.#orders.name.add(slot);
    this.#orders.newest.add(slot);
    this.#orders.lastContact.add(slot);
  }

  #kill(slot: number): void {
    const entry = this.#entries[slot] as CustomerEntry;
    clearBit(this.#live, slot);
    for (const facet of FACET_NAMES) clearBit(this.#facets[facet].get(entry[FACETS[facet]]) as Bits, slot);
    for (const order of Object.values(this.#orders)) order.noteDead();
  }

  #noFacets(): Record<Facet, Map<string, Bits>> {
    return { sources: new Map(), countryIds: new Map(), stages: new Map(), ownerIds: new Map() };
  }

  #noOrders(): Record<CustomerSort | 'email', SortedSlots> {
    const entry = (slot: number) => this.#entries[slot] as CustomerEntry;
    const byId = (a: number, b: number) => byText(entry(a).id, entry(b).id) || a - b;
    return {
      name: new SortedSlots((a, b) => byText(entry(a).sortKey, entry(b).sortKey) || byId(a, b)),
      newest: new SortedSlots((a, b) => byText(entry(b).createdAt, entry(a).createdAt) || byId(a, b)),
      lastContact: new SortedSlots((a, b) => byText(entry(b).lastContactAt, entry(a).lastContactAt) || byId(a, b)),
      email: new SortedSlots((a, b) => byText(this.#foldedEmail[a] as string, this.#foldedEmail[b] as string) || a - b),
    };
  }
}
