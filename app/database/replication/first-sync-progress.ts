import type { LeaderStatus } from './sync-status';

/** How far the first synchronisation is: pages that came before the whole was counted are counted in later. */
export class FirstSyncProgress {
  #counts: { done: number; total: number } | null = null;
  #uncounted = 0;

  constructor(private readonly onStatus: (change: Partial<LeaderStatus>) => void) {}

  get isCounted(): boolean {
    return this.#counts !== null;
  }

  expect(expected: readonly { count: number; isHere: boolean }[]): void {
    const done = expected.reduce((sum, { count, isHere }) => (isHere ? sum + count : sum), this.#uncounted);
    this.#counts = { done, total: expected.reduce((sum, { count }) => sum + count, 0) };
    this.#uncounted = 0;
    this.#say();
  }

  received(count: number): void {
    if (this.#counts === null) {
      this.#uncounted += count;
      return;
    }
    const { done, total } = this.#counts;
    this.#counts = { done: Math.min(total, done + count), total };
    this.#say();
  }

  end(): void {
    this.#counts = null;
  }

  #say(): void {
    this.onStatus({ phase: 'first-sync', firstSync: this.#counts });
  }
}
