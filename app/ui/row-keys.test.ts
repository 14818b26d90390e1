import { describe, expect, it } from 'vitest';
import { keyRows, type KeyedRow } from './row-keys';

const seeded = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
};
const counter = (from = 0) => {
  let next = from;
  return () => next++;
};
const rowsOf = (ids: string): KeyedRow[] => keyRows([], [...ids], counter());
const keysAfter = (before: string, after: string) =>
  keyRows(rowsOf(before), [...after], counter(100)).map(({ key }) => key);

describe('keys of rows', () => {
  it('stay with a row that stays, whatever comes above it', () => {
    expect(keysAfter('abc', 'xabc')).toEqual([100, 0, 1, 2]);
    expect(keysAfter('abc', 'axbc')).toEqual([0, 100, 1, 2]);
  });

  it('of rows that go are taken by those that come in their place', () => {
    expect(keysAfter('abc', 'xyz')).toEqual([0, 1, 2]);
    expect(keysAfter('abcd', 'xby')).toEqual([0, 1, 2]);
    expect(keysAfter('ab', 'wxyz')).toEqual([0, 1, 100, 101]);
  });

  it('are not taken from the other end of the list', () => {
    expect(keysAfter('abcd', 'cdef')).toEqual([2, 3, 100, 101]);
    expect(keysAfter('cdef', 'abcd')).toEqual([100, 101, 0, 1]);
  });

  it('are each given once and never change their order, whatever happens', () => {
    const random = seeded(7);
    const newKey = counter();
    let before: KeyedRow[] = [];
    let stayed = 0;
    for (let step = 0; step < 2_000; step += 1) {
      const ids = [...'abcdefghijklmnop'].filter(() => random() < 0.6);
      if (random() < 0.3) ids.sort(() => random() - 0.5);
      const after = keyRows(before, ids, newKey);
      expect(after.map(({ id }) => id)).toEqual(ids);
      expect(new Set(after.map(({ key }) => key)).size).toBe(ids.length);
      const places = new Map(before.map(({ key }, place) => [key, place]));
      const old = after.flatMap(({ key }) => places.get(key) ?? []);
      expect(old).toEqual([...old].sort((a, b) => a - b));
      for (const { id, key } of before) stayed += Number(after.some((one) => one.id === id && one.key === key));
      before = after;
    }
    expect(stayed).toBeGreaterThan(5_000);
  });
});
