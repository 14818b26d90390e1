import type { Pool } from 'pg';
import { describe, expect, it } from 'vitest';
import { drained } from './drained';

const JOBS = ['send-sms', 'tend-deliveries'];

/** An office in which `standing(minute)` is held and each job has run `runs(minute)` times; a minute is ten pauses. */
function watch(standing: (minute: number) => number, runs: (job: string, minute: number) => number) {
  let nowMs = 0;
  const minute = () => Math.floor(nowMs / 60_000);
  const query = (sql: string) => {
    if (sql.includes('AS held')) return Promise.resolve({ rows: [{ n: 0, held: standing(minute()) }] });
    if (sql.startsWith('SELECT name, runs'))
      return Promise.resolve({ rows: JOBS.map((name) => ({ name, runs: runs(name, minute()) })) });
    return Promise.resolve({ rows: sql.includes('AS what') ? [{ what: 'sms sending' }] : [] });
  };
  const pause = () => Promise.resolve((nowMs += 6_000));
  const pool = { query } as unknown as Pool;
  return drained(pool, JOBS, () => Promise.resolve(), undefined, { now: () => nowMs, pause }).then(minute);
}

describe('drained', () => {
  it('is over when nothing is left, also after a time in which the workers hardly ran', async () => {
    expect(
      await watch(
        (minute) => (minute < 9 ? 4 : 0),
        () => 1,
      ),
    ).toBe(9);
  });

  it('gives up where every job ran again and again and changed nothing', async () => {
    await expect(
      watch(
        () => 4,
        (_job, minute) => minute * 5,
      ),
    ).rejects.toThrow('what is due does not leave: it is');
  });

  it('does not give up for what one of the jobs has not looked at', async () => {
    const runs = (job: string, minute: number) => (job === 'send-sms' ? minute * 5 : 1);
    expect(await watch((minute) => (minute < 9 ? 4 : 0), runs)).toBe(9);
  });

  it('does not wait for ever', async () => {
    await expect(
      watch(
        () => 4,
        () => 1,
      ),
    ).rejects.toThrow(/what is due does not leave.*sms sending/);
  });
});
