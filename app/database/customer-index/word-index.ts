import { setBit, type Bits } from './bits';
import { firstNot } from './sorted-slots';

/** More new words than this are sorted in together. */
const FEW = 50;

/** Which slots carry a word, found by the word's beginning. Dead slots stay in until the index is built anew. */
export class WordIndex {
  readonly #slotsOf = new Map<string, number[]>();
  readonly #sorted: string[] = [];
  #added: string[] = [];

  add(slot: number, words: readonly string[]): void {
    for (const word of words) {
      const slots = this.#slotsOf.get(word);
      if (slots === undefined) {
        this.#slotsOf.set(word, [slot]);
        this.#added.push(word);
      } else if (slots[slots.length - 1] !== slot) slots.push(slot);
    }
  }

  markWord(word: string, into: Bits): void {
    for (const slot of this.#slotsOf.get(word) ?? []) setBit(into, slot);
  }

  markPrefix(prefix: string, into: Bits): void {
    this.#sortIn();
    const words = this.#sorted;
    for (let at = this.#firstFrom(prefix); at < words.length && (words[at] as string).startsWith(prefix); at += 1) {
      const slots = this.#slotsOf.get(words[at] as string) as number[];
      for (let index = 0; index < slots.length; index += 1) setBit(into, slots[index] as number);
    }
  }

  #sortIn(): void {
    if (this.#added.length === 0) return;
    if (this.#added.length > FEW) {
      for (const word of this.#added) this.#sorted.push(word);
      this.#sorted.sort();
    } else for (const word of this.#added) this.#sorted.splice(this.#firstFrom(word), 0, word);
    this.#added = [];
  }

  #firstFrom(word: string): number {
    return firstNot(0, this.#sorted.length, (index) => (this.#sorted[index] as string) < word);
  }
}
