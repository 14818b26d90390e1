/** Slots kept in an order. What is added waits until the order is asked for, so that loading 100,000 sorts once. */
export class SortedSlots {
  #slots = new Uint32Array(0);
  #added: number[] = [];
  #hasDead = false;

  /** `compare` must be total (fall back on the id) and must not change its mind about a slot. */
  constructor(private readonly compare: (a: number, b: number) => number) {}

  add(slot: number): void { this.#added.push(slot); }
  noteDead(): void { this.#hasDead = true; }

  /** All live slots in order. Not to be written to. */
  inOrder(isLive: (slot: number) => boolean): Uint32Array {
    if (this.#hasDead) {
      this.#slots = this.#slots.filter(isLive);
      this.#added = this.#added.filter(isLive);
      this.#hasDead = false;
    }
    if (this.#added.length > 0) this.#settle();
    return this.#slots;
  }

  /** Where the first slot stands for which `isBefore` is false. */
  static search(slots: Uint32Array, isBefore: (slot: number) => boolean, from = 0): number {
    let low = from, high = slots.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(slots[middle] as number)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #settle(): void {
    const added = Uint32Array.from(this.#added).sort(this.compare);
    this.#added = [];
    const before = this.#slots;
    const merged = new Uint32Array(before.length + added.length);
    let copied = 0;
    for (let at = 0; at < added.length; at += 1) {
      const slot = added[at] as number;
      const place = SortedSlots.search(before, (other) => this.compare(other, slot) < 0, copied);
      merged.set(before.subarray(copied, place), copied + at);
      merged[place + at] = slot;
      copied = place;
    }
    merged.set(before.subarray(copied), copied + added.length);
    this.#slots = merged;
  }
}
