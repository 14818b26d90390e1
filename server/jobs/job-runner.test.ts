import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Deps } from '../deps';
import { createJobRunner } from './job-runner';

afterEach(() => void vi.useRealTimers());

describe('a job that is next due', () => {
  it('in two months is not looked at until then but once a day', async () => {
    vi.useFakeTimers();
    const pool = { query: () => Promise.resolve({ rows: [], rowCount: 0 }) };
    const deps = { pool, now: Date.now, log: { error: () => undefined } } as unknown as Deps;
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
});
