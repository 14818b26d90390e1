/** Many records asked at once, test by test: while a rule is edited all of its tests but one have been asked before. */
import { passesTest, passesText, type SegmentRecord } from './segment';
import type { TextFact } from './segment-facts';
import type { SegmentTest, SegmentTree } from './segment-tests';
import { foldText } from './turkish-text';

/** One byte for each record: 1 where it passes. */
export type Passing = Readonly<Uint8Array>;
/** So many answers are kept, of 50 kB each where there are 50,000 records; more than a rule may have conditions. */
const MOST_KEPT = 48;

export class SegmentSieve {
  readonly #kept = new Map<string, Passing>();
  /** Of the texts that were asked for: most never are, and folding takes longer than asking. */
  readonly #folded = new Map<TextFact, readonly string[]>();

  /** The records must not change; where one does, a new sieve is asked. */
  constructor(readonly records: readonly SegmentRecord[]) {}

  /** The same as `isInSegment` of each record. `nowMs`: the instant that the tests were read with. */
  passing(tree: SegmentTree, nowMs: number): Passing {
    switch (tree.test) {
      case 'all':
      case 'any': {
        const isAll = tree.test === 'all';
        const passing = new Uint8Array(this.records.length).fill(isAll ? 1 : 0);
        for (const one of tree.of) {
          const those = this.passing(one, nowMs);
          if (isAll) for (let at = 0; at < passing.length; at += 1) passing[at]! &= those[at]!;
          else for (let at = 0; at < passing.length; at += 1) passing[at]! |= those[at]!;
        }
        return passing;
      }
      case 'not':
        return this.passing(tree.of, nowMs).map((passes) => 1 - passes);
      default:
        return this.#answer(tree, nowMs);
    }
  }

  #answer(test: SegmentTest, nowMs: number): Passing {
    const key = `${nowMs} ${JSON.stringify(test)}`;
    let answer = this.#kept.get(key);
    if (answer === undefined) {
      const { records } = this;
      const found = new Uint8Array(records.length);
      const texts = test.test === 'text' ? this.#foldedOf(test.fact) : null;
      for (let at = 0; at < found.length; at += 1)
        if (
          texts === null || test.test !== 'text' ? passesTest(records[at]!, test, nowMs) : passesText(texts[at]!, test)
        )
          found[at] = 1;
      answer = found;
    }
    // The one asked last goes last.
    this.#kept.delete(key);
    this.#kept.set(key, answer);
    if (this.#kept.size > MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value!);
    return answer;
  }

  #foldedOf(fact: TextFact): readonly string[] {
    let folded = this.#folded.get(fact);
    if (folded === undefined) this.#folded.set(fact, (folded = this.records.map(({ texts }) => foldText(texts[fact]))));
    return folded;
  }
}
