import type { LeaderStatus } from '../replication/sync-status';

/** How far the first synchronisation is. What it says never falls, though the office may count anew and find more. */
export class FirstSyncProgress {
  #counts: { done: number; total: number } | null = null;
  #highest = 0;

  constructor(private readonly onStatus: (change: Partial<LeaderStatus>) => void) {}

  get isCounted(): boolean {
    return this.#counts !== null;
  }

  /** `held`: how many of them are here already. */
  expect(expected: readonly { count: number; held: number }[]): void {
    const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
    const total = sum(expected.map(({ count }) => count));
    this.#counts = { done: sum(expected.map(({ count, held }) => Math.min(count, held))), total };
    this.#say();
  }

  received(count: number): void {
    if (this.#counts === null) return;
    const { done, total } = this.#counts;
    this.#counts = { done: Math.min(total, done + count), total };
    this.#say();
  }

  end(): void {
    this.#counts = null;
    this.#highest = 0;
  }

  #say(): void {
    const { done, total } = this.#counts!;
    this.#highest = Math.max(this.#highest, total === 0 ? 0 : done / total);
    this.onStatus({
      connection: 'online',
      phase: 'first-sync',
      firstSync: { done: Math.min(total, Math.ceil(this.#highest * total)), total },
    });
  }
}
