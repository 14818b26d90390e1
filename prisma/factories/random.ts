/**
 * Chance that repeats: the same seed gives the same office, and the same schedule of a proof, on every machine; so a
 * failing one can be run again.
 */
export class Random {
  #state: number;

  /** Seeds that follow on each other are scattered: their first numbers have nothing in common. */
  constructor(seed: number) {
    this.#state = (seed ^ 0x9e3779b9) >>> 0;
    for (let at = 0; at < 4; at += 1) this.next();
  }

  /** The sequence as the seed begins it: what a demo office is made of, whose people tests know by name. */
  static unscattered(seed: number): Random {
    const random = new Random(seed);
    random.#state = seed >>> 0;
    return random;
  }

  /** mulberry32 by Tommy Ettinger (public domain): from 0 up to, not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(count: number): number {
    return Math.floor(this.next() * count);
  }
  /** A whole number, both ends included. */
  between(from: number, to: number): number {
    return from + this.below(to - from + 1);
  }
  chance(probability: number): boolean {
    return this.next() < probability;
  }
  /** Throws RangeError where there is nothing to pick from. */
  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('nothing to pick from');
    return items[this.below(items.length)] as T;
  }
  /** Picks by weight; weights need not add up to anything. Throws RangeError where there is nothing to pick from. */
  weighted<T>(items: readonly (readonly [item: T, weight: number])[]): T {
    let at = this.next() * items.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of items) if ((at -= weight) < 0) return item;
    const last = items.at(-1);
    if (last === undefined) throw new RangeError('nothing to pick from');
    return last[0];
  }
  some<T>(items: readonly T[], probability: number): T[] {
    return items.filter(() => this.chance(probability));
  }
  shuffled<T>(items: readonly T[]): T[] {
    const result = [...items];
    for (let at = result.length - 1; at > 0; at -= 1) {
      const other = this.below(at + 1);
      [result[at], result[other]] = [result[other] as T, result[at] as T];
    }
    return result;
  }
  /** A UUIDv7 that was made at `epochMs`. */
  uuid(epochMs: number): string {
    const time = Math.floor(epochMs).toString(16).padStart(12, '0');
    const [first, variant, second, third, fourth] = [
      this.#hex(3),
      (8 + this.below(4)).toString(16),
      this.#hex(3),
      this.#hex(6),
      this.#hex(6),
    ];
    return `${time.slice(0, 8)}-${time.slice(8)}-7${first}-${variant}${second}-${third}${fourth}`;
  }

  #hex(digits: number): string {
    return this.below(16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  }
}
