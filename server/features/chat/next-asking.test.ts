import { describe, expect, it } from 'vitest';
import { isAskedAbout, nextAskingMs } from './next-asking';

const [SECOND_MS, HOUR_MS] = [1000, 3_600_000];

/** The ages at which something that is never found is asked about within two days, looked after whenever it is due. */
function askings(): number[] {
  const ages = [0];
  for (;;) {
    const asked = ages.at(-1)!;
    const age = asked + nextAskingMs(asked);
    if (age > 48 * HOUR_MS) return ages;
    expect(isAskedAbout(age, asked)).toBe(true);
    expect(isAskedAbout(age - 2, asked)).toBe(false);
    ages.push(age);
  }
}

describe('how often a line is asked about what nobody answered', () => {
  it('is at once, and then every ten seconds, where nearly everything is found', () => {
    expect(isAskedAbout(0, null)).toBe(true);
    expect(askings().slice(0, 11)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100].map((at) => at * SECOND_MS));
  });

  it('is more and more seldom afterwards, and never later than by a tenth of its age', () => {
    const ages = askings();
    expect(ages.length).toBeLessThan(100);
    for (const [at, age] of ages.entries())
      if (at > 0) expect(age - ages[at - 1]!).toBeLessThanOrEqual(Math.max(10 * SECOND_MS, age * 0.1) + 1);
  });

  it('counts a look that came late once', () => {
    expect(isAskedAbout(47 * SECOND_MS, 0)).toBe(true);
    expect(isAskedAbout(49 * SECOND_MS, 47 * SECOND_MS)).toBe(false);
    expect(isAskedAbout(50 * SECOND_MS, 47 * SECOND_MS)).toBe(true);
  });
});
