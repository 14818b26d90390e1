import { describe, expect, it } from 'vitest';
import { isStorable, MAX_NODES, nodeBudget, toStorable } from './storable';

function nested(depth: number): unknown {
  let value: unknown = 'x';
  for (let at = 0; at < depth; at += 1) value = [value];
  return value;
}

describe('what PostgreSQL can keep', () => {
  it('is every text but NUL and half a pair, however deep it lies', () => {
    for (const value of ['', 'Işık 😀', 7, null, { a: ['b', { c: true }] }, nested(16)]) {
      expect(isStorable(value)).toBe(true);
      expect(toStorable(value)).toBe(value);
    }
    for (const value of ['a\0', '\ud83d', { a: ['\0'] }, { '\0': 1 }, nested(17), nested(100_000)])
      expect(isStorable(value)).toBe(false);
  });

  it('is made of what it cannot by replacing as little as possible', () => {
    expect(toStorable({ ad: 'Işık\0', notes: ['tamam', 'yarım \ud83d'], '\0': 1 })).toEqual({
      ad: 'Işık\ufffd',
      notes: ['tamam', 'yarım \ufffd'],
      '\ufffd': 1,
    });
    expect(isStorable(toStorable(nested(100)))).toBe(true);
  });

  it('has so many values and no more, as one list, in many and by name', () => {
    const of = (count: number) => Array.from({ length: count }, () => 0);
    // The list itself is one of them.
    expect(isStorable(of(MAX_NODES - 1))).toBe(true);
    expect(isStorable(of(MAX_NODES))).toBe(false);
    expect(isStorable(of(8_000_000))).toBe(false);
    expect(isStorable(Array.from({ length: MAX_NODES / 2 }, () => [0]))).toBe(false);
    expect(isStorable(Object.fromEntries(of(MAX_NODES).map((_, at) => [`a${String(at)}`, 0])))).toBe(false);
    const shared = nodeBudget();
    expect([isStorable(of(MAX_NODES / 2), 0, shared), isStorable(of(MAX_NODES / 2), 0, shared)]).toEqual([true, false]);
    expect(toStorable(of(MAX_NODES))).toBe(null);
  });
});
