import type { Bits } from './bits';
import { NumberIndex } from './number-index';
import { digitsKey, digitsOf, nationalDigits, phoneQuestion, prefixKeys } from './phone-digits';
import { PartIndex } from './part-index';

/** Phone numbers of slots, found by how they begin, with or without the country's prefix, and by any part of them. */
export class PhoneIndex {
  #whole = new NumberIndex();
  #national = new NumberIndex();
  #parts = new PartIndex();

  add(slot: number, phones: readonly string[]): void {
    for (const phone of new Set(phones)) {
      const digits = digitsOf(phone);
      if (digits === '') continue;
      this.#whole.add(slot, digitsKey(digits));
      this.#national.add(slot, digitsKey(nationalDigits(digits)));
      this.#parts.add(slot, digits);
    }
  }

  /** Slots with exactly this number, whatever stands between its digits. */
  having(phone: string): Iterable<number> {
    const digits = digitsOf(phone);
    return digits === '' ? [] : this.#whole.inRange(digitsKey(digits), digitsKey(digits) + 1);
  }

  /** Marks slots with a number that what was typed is the beginning or a part of. */
  mark(typed: string, into: Bits): void {
    const phone = phoneQuestion(typed);
    if (phone === null) return;
    if (phone.whole !== null) this.#whole.markRange(...prefixKeys(phone.whole), into);
    if (phone.national !== null) this.#national.markRange(...prefixKeys(phone.national), into);
    if (phone.part !== null) this.#parts.mark(phone.part, into);
  }
}
