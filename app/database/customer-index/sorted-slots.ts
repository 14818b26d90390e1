/**
 * Slots kept in an order. What is added waits until the order is asked for, so that loading 100,000 sorts once; what
 * died stays in its place until the index is built anew, and whoever walks the order passes over it.
 */
export class SortedSlots {
  #slots = new Uint32Array(0);
  #added: number[] = [];

  /** `compare` must be total (fall back on the slot) and never change its mind about a slot, dead or alive. */
  constructor(private readonly compare: (a: number, b: number) => number) {}

  add(slot: number): void {
    this.#added.push(slot);
  }

  /** Not to be written to. */
  inOrder(): Uint32Array {
    if (this.#added.length > 0) this.#sortIn();
    return this.#slots;
  }

  #sortIn(): void {
    const added = Uint32Array.from(this.#added).sort(this.compare);
    this.#added = [];
    const before = this.#slots;
    const merged = new Uint32Array(before.length + added.length);
    let copied = 0;
    for (let at = 0; at < added.length; at += 1) {
      const slot = added[at] as number;
      const place = firstNot(copied, before.length, (index) => this.compare(before[index] as number, slot) < 0);
      merged.set(before.subarray(copied, place), copied + at);
      merged[place + at] = slot;
      copied = place;
    }
    merged.set(before.subarray(copied), copied + added.length);
    this.#slots = merged;
  }
}

/**
 * The first index from `low` up to `high` for which `isBefore` is false, where it is true up to some point and false
 * after it.
 */
export function firstNot(low: number, high: number, isBefore: (index: number) => boolean): number {
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * A number whose order agrees with the order of texts as far as it goes (six letters); equal numbers must be compared
 * as text.
 * Sorting 100,000 names this way mostly compares numbers.
 */
export function textRank(text: string): number {
  let rank = 0;
  for (let at = 0; at < 6; at += 1) {
    const unit = at < text.length ? text.charCodeAt(at) : 0;
    if (unit >= 255) return (rank * 256 + 255) * 256 ** (5 - at); // beyond the digits of this number: text decides
    rank = rank * 256 + unit;
  }
  return rank;
}

/** The order of texts by their code units, the same everywhere; turkishSortKey makes texts for it. */
export const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
