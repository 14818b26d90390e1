import { setBit, type Bits } from './bits';

/** Which slots carry a word, found by the word's beginning. Dead slots stay in until the index is built anew. */
export class WordIndex {
  readonly #slotsOf = new Map<string, number[]>();
  #sorted: string[] = [];
  #isSorted = true;

  add(slot: number, words: Iterable<string>): void {
    for (const word of words) {
      const slots = this.#slotsOf.get(word);
      if (slots !== undefined) slots.push(slot);
      else {
        this.#slotsOf.set(word, [slot]);
        this.#sorted.push(word);
        this.#isSorted = false;
      }
    }
  }

  withWord(word: string): readonly number[] { return this.#slotsOf.get(word) ?? []; }

  markPrefix(prefix: string, into: Bits): void {
    if (!this.#isSorted) {
      this.#sorted.sort(); // nearly sorted already: cheap
      this.#isSorted = true;
    }
    const words = this.#sorted;
    let low = 0, high = words.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((words[middle] as string) < prefix) low = middle + 1;
      else high = middle;
    }
    for (; low < words.length && (words[low] as string).startsWith(prefix); low += 1) {
      for (const slot of this.#slotsOf.get(words[low] as string) as number[]) setBit(into, slot);
    }
  }
}
