import { setBit, type Bits } from './bits';
import { SortedSlots } from './sorted-slots';

/** Numbers of slots (a slot may have several), found by range. Dead slots stay in until the index is built anew. */
export class NumberIndex {
  #keys: number[] = [];
  #slots: number[] = [];
  /** Positions in the two arrays above, by key. */
  readonly #order = new SortedSlots((a, b) => (this.#keys[a] as number) - (this.#keys[b] as number) || a - b);

  add(slot: number, key: number): void {
    this.#order.add(this.#keys.length);
    this.#keys.push(key);
    this.#slots.push(slot);
  }

  /** Calls `found` with every slot that has a number from `from` up to below `below`. */
  forRange(from: number, below: number, found: (slot: number) => void): void {
    const order = this.#order.inOrder(() => true);
    for (let at = SortedSlots.search(order, (entry) => (this.#keys[entry] as number) < from); at < order.length; at += 1) {
      const entry = order[at] as number;
      if ((this.#keys[entry] as number) >= below) return;
      found(this.#slots[entry] as number);
    }
  }

  markRange(from: number, below: number, into: Bits): void { this.forRange(from, below, (slot) => setBit(into, slot)); }
}
