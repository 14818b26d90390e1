import { describe, expect, it } from 'vitest';
import { nextSlice } from './run-campaign';

describe('how many customers become recipients in one transaction', () => {
  it('follows how long the last took, so that devices never wait long', () => {
    expect(nextSlice(1_000, 600)).toBe(250);
    expect(nextSlice(4_000, 4_000)).toBe(150);
    expect(nextSlice(1_000, 75)).toBe(2_000);
  });

  it('grows to twice at most, and stays within its bounds', () => {
    expect(nextSlice(1_000, 0)).toBe(2_000);
    expect(nextSlice(4_000, 1)).toBe(5_000);
    expect(nextSlice(100, 60_000)).toBe(100);
  });
});
