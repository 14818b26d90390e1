import { setBit, type Bits } from './bits';

/** Longer than any phone number, so that two of them never touch. */
const WIDTH = 16;

/**
 * Which slots carry a digit string, found by any part of it: one long text with a record of equal width for each, which
 * the engine searches faster than any tree of parts could be built. Dead slots stay in until the index is built anew.
 */
export class PartIndex {
  #text = '';
  #added: string[] = [];
  readonly #slots: number[] = [];

  /** `digits`: at most 15. */
  add(slot: number, digits: string): void {
    this.#added.push(digits.slice(0, WIDTH - 1).padEnd(WIDTH, ' '));
    this.#slots.push(slot);
  }

  mark(part: string, into: Bits): void {
    if (this.#added.length > 0) {
      this.#text += this.#added.join('');
      this.#added = [];
    }
    for (let at = this.#text.indexOf(part); at !== -1;) {
      const record = Math.floor(at / WIDTH);
      setBit(into, this.#slots[record] as number);
      at = this.#text.indexOf(part, (record + 1) * WIDTH);
    }
  }
}
