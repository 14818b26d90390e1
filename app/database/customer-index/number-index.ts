import { setBit, type Bits } from './bits';
import { firstNot } from './sorted-slots';

/** Numbers of slots (a slot may have several), found by range. Dead slots stay in until the index is built anew. */
export class NumberIndex {
  #keys = new Float64Array(0);
  #slots = new Uint32Array(0);
  #added: { key: number; slot: number }[] = [];

  add(slot: number, key: number): void {
    this.#added.push({ key, slot });
  }

  /** The slots that have a number from `from` up to below `below`. */
  inRange(from: number, below: number): Uint32Array {
    if (this.#added.length > 0) this.#sortIn();
    const keys = this.#keys;
    const first = firstNot(0, keys.length, (index) => (keys[index] as number) < from);
    return this.#slots.subarray(
      first,
      firstNot(first, keys.length, (index) => (keys[index] as number) < below),
    );
  }

  markRange(from: number, below: number, into: Bits): void {
    const found = this.inRange(from, below);
    for (let at = 0; at < found.length; at += 1) setBit(into, found[at] as number);
  }

  #sortIn(): void {
    const added = this.#added.sort((a, b) => a.key - b.key);
    this.#added = [];
    const keys = new Float64Array(this.#keys.length + added.length),
      slots = new Uint32Array(keys.length);
    let copied = 0;
    added.forEach(({ key, slot }, at) => {
      const place = firstNot(copied, this.#keys.length, (index) => (this.#keys[index] as number) <= key);
      keys.set(this.#keys.subarray(copied, place), copied + at);
      slots.set(this.#slots.subarray(copied, place), copied + at);
      keys[place + at] = key;
      slots[place + at] = slot;
      copied = place;
    });
    keys.set(this.#keys.subarray(copied), copied + added.length);
    slots.set(this.#slots.subarray(copied), copied + added.length);
    this.#keys = keys;
    this.#slots = slots;
  }
}
