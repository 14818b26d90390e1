import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepAsking } from './keep-asking';

/** A worker that changes when told to, and whose answers take `takesMs`. */
function changingWorker(takesMs: number) {
  const listeners = new Set<() => void>();
  let open = 0;
  const worker = {
    version: 0,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    change: () => {
      worker.version += 1;
      for (const listener of listeners) listener();
    },
    mostAtOnce: 0,
    asked: 0,
    ask: async () => {
      worker.asked += 1;
      open += 1;
      worker.mostAtOnce = Math.max(worker.mostAtOnce, open);
      const seen = worker.version;
      await new Promise((resolve) => setTimeout(resolve, takesMs));
      open -= 1;
      return seen;
    },
    listeners,
  };
  return worker;
}

describe('keepAsking', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('tells something while changes outrun answers, one question at a time, and at last the last state', async () => {
    const worker = changingWorker(700);
    const told: number[] = [];
    const stop = keepAsking(worker, { ask: worker.ask, tell: (seen) => told.push(seen) });
    for (let at = 0; at < 50; at += 1) {
      await vi.advanceTimersByTimeAsync(200);
      worker.change();
    }
    expect(told.length).toBeGreaterThan(10);
    expect(worker.mostAtOnce).toBe(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told.at(-1)).toBe(worker.version);
    const { asked } = worker;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(worker.asked).toBe(asked);
    stop();
  });

  it('asks a few times a second while changes pour in, and at once after a pause', async () => {
    const worker = changingWorker(5);
    const stop = keepAsking(worker, { ask: worker.ask, tell: () => undefined });
    const pour = async (ms: number) => {
      for (let at = 0; at < ms; at += 20) {
        worker.change();
        await vi.advanceTimersByTimeAsync(20);
      }
    };
    await pour(2_000);
    const before = worker.asked;
    await pour(4_000);
    expect(worker.asked - before).toBeGreaterThanOrEqual(8);
    expect(worker.asked - before).toBeLessThanOrEqual(12);
    await vi.advanceTimersByTimeAsync(2_000);
    const { asked } = worker;
    worker.change();
    await vi.advanceTimersByTimeAsync(1);
    expect(worker.asked).toBe(asked + 1);
    // Two changes of one's own do not make a flood.
    worker.change();
    await vi.advanceTimersByTimeAsync(120);
    expect(worker.asked).toBe(asked + 2);
    stop();
  });

  it('asks when something can be asked, and tells nothing once it is stopped', async () => {
    const worker = changingWorker(300);
    const told: number[] = [];
    const unwanted: number[] = [];
    let canAsk = false;
    const stop = keepAsking(worker, {
      ask: () => (canAsk ? worker.ask() : null),
      tell: (seen) => told.push(seen),
      unwanted: (seen) => unwanted.push(seen),
    });
    await vi.advanceTimersByTimeAsync(5);
    canAsk = true;
    worker.change();
    // At once: nothing was asked that one would have to rest from.
    await vi.advanceTimersByTimeAsync(1);
    expect(worker.asked).toBe(1);
    await vi.advanceTimersByTimeAsync(350);
    expect(told).toEqual([1]);
    worker.change();
    await vi.advanceTimersByTimeAsync(150);
    expect(worker.asked).toBe(2);
    stop();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told).toEqual([1]);
    expect(unwanted).toEqual([2]);
    expect(worker.listeners.size).toBe(0);
  });

  it('asks again after a question that failed', async () => {
    const worker = changingWorker(10);
    const told: number[] = [];
    const failed: unknown[] = [];
    const onFailure = (error: unknown) => failed.push(error);
    process.once('unhandledRejection', onFailure);
    let isBroken = true;
    const stop = keepAsking(worker, {
      ask: () => (isBroken ? Promise.reject(new Error('broken')) : worker.ask()),
      tell: (seen) => told.push(seen),
    });
    await vi.advanceTimersByTimeAsync(200);
    isBroken = false;
    worker.change();
    await vi.advanceTimersByTimeAsync(200);
    expect(told).toEqual([1]);
    expect(failed).toHaveLength(1);
    stop();
    process.off('unhandledRejection', onFailure);
  });
});
