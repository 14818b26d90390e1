import { setBit, type Bits } from './bits';
import { GrowingNumbers } from './growing-numbers';
import { fold } from './search-words';
import { byText, firstNot, SortedSlots, textRank } from './sorted-slots';
import { WordIndex } from './word-index';

/** Shorter words are not looked for in domains: "g" would find everybody at gmail.com. */
const MIN_DOMAIN_LETTERS = 4;

/** E-mail addresses of slots, folded, found by how they or their domains begin. */
export class EmailIndex {
  /** By slot; '' where there is none. */
  readonly #folded: string[] = [];
  readonly #rank = new GrowingNumbers();
  readonly #domains = new WordIndex();
  readonly #order = new SortedSlots(
    (a, b) =>
      this.#rank.at(a) - this.#rank.at(b) || byText(this.#folded[a] as string, this.#folded[b] as string) || a - b,
  );

  /** Slots come one after the other, without a gap. */
  add(slot: number, email: string): void {
    const folded = fold(email);
    this.#folded.push(folded);
    this.#rank.push(textRank(folded));
    if (folded === '') return;
    this.#domains.add(slot, [folded.slice(folded.indexOf('@') + 1)]);
    this.#order.add(slot);
  }

  /** Slots with exactly this address. */
  having(email: string): Iterable<number> {
    const folded = fold(email.trim());
    return folded === '' ? [] : this.#from(folded, folded);
  }

  /** Marks slots whose address, or its domain, begins with this folded word. */
  markPrefix(folded: string, into: Bits): void {
    if (folded.startsWith('@')) this.#domains.markPrefix(folded.slice(1), into);
    else if (folded.length >= MIN_DOMAIN_LETTERS) this.#domains.markPrefix(folded, into);
    for (const slot of this.#from(folded, `${folded}\uffff`)) setBit(into, slot);
  }

  /** Slots whose folded address is `from`, or between it and `to`. */
  #from(from: string, to: string): Uint32Array {
    const order = this.#order.inOrder();
    const email = (index: number) => this.#folded[order[index] as number] as string;
    const first = firstNot(0, order.length, (index) => email(index) < from);
    return order.subarray(
      first,
      firstNot(first, order.length, (index) => email(index) <= to),
    );
  }
}
