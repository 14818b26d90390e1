import { describe, expect, it } from 'vitest';
import { isStorable, toStorable } from './storable';

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
});
