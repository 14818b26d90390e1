import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Deps } from '../deps';
import { createJobRunner } from './job-runner';

afterEach(() => void vi.useRealTimers());

const pool = { query: () => Promise.resolve({ rows: [], rowCount: 0 }) };
const deps = { pool, now: () => Date.now(), log: { error: () => undefined } } as unknown as Deps;

describe('a job that is next due', () => {
  it('in two months is not looked at until then but once a day', async () => {
    vi.useFakeTimers();
    let looks = 0;
    const run = () => {
      looks += 1;
      return Promise.resolve(57 * 86_400_000);
    };
    const runner = createJobRunner(deps, [{ name: 'far', everyMs: 60_000, run }]);
    await runner.look('far');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(looks).toBe(1);
    await vi.advanceTimersByTimeAsync(2 * 86_400_000);
    expect(looks).toBe(3);
    await runner.stop();
  });

  it('in a minute is looked at then although it was woken in between and failed', async () => {
    vi.useFakeTimers();
    const looks: number[] = [];
    const begunAtMs = Date.now();
    const run = () => {
      looks.push(Date.now() - begunAtMs);
      // The second look finds the database away; the third is the one that the first asked for.
      return looks.length === 2
        ? Promise.reject(new Error('away'))
        : Promise.resolve(looks.length === 1 ? 60_000 : null);
    };
    const runner = createJobRunner(deps, [{ name: 'near', everyMs: 3_600_000, run }]);
    await runner.look('near');
    await vi.advanceTimersByTimeAsync(20_000);
    await runner.look('near');
    await vi.advanceTimersByTimeAsync(600_000);
    expect(looks).toEqual([0, 20_000, 60_000]);
    await runner.stop();
  });
});
