import type { Bits } from './bits';
import { NumberIndex } from './number-index';
import { digitsKey, digitsOf, nationalDigits, phonePrefixes, prefixKeys } from './phone-digits';

/** Phone numbers of slots, found by how they begin, with or without the country's prefix. */
export class PhoneIndex {
  #whole = new NumberIndex();
  #national = new NumberIndex();

  add(slot: number, phones: readonly string[]): void {
    for (const phone of new Set(phones)) {
      const digits = digitsOf(phone);
      if (digits === '') continue;
      this.#whole.add(slot, digitsKey(digits));
      this.#national.add(slot, digitsKey(nationalDigits(digits)));
    }
  }

  /** Slots with exactly this number, whatever stands between its digits. */
  having(phone: string): Iterable<number> {
    const digits = digitsOf(phone);
    return digits === '' ? [] : this.#whole.inRange(digitsKey(digits), digitsKey(digits) + 1);
  }

  /** Marks slots with a number that begins with what was typed; none where that is no beginning of a number. */
  markPrefix(typed: string, into: Bits): void {
    const phone = phonePrefixes(typed);
    if (phone === null) return;
    if (phone.whole !== null) this.#whole.markRange(...prefixKeys(phone.whole), into);
    if (phone.national !== null) this.#national.markRange(...prefixKeys(phone.national), into);
  }
}
