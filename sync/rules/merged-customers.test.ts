import { describe, expect, it } from 'vitest';
import { recordsOf, rootsOf } from './merged-customers';

const roots = (merged: Record<string, string>) => Object.fromEntries(rootsOf(new Map(Object.entries(merged))));

describe('who stands for whom', () => {
  it('is the end of the chain', () => {
    expect(roots({ a: 'b', b: 'c', x: 'c' })).toEqual({ a: 'c', b: 'c', x: 'c' });
    expect(roots({})).toEqual({});
  });

  it('is each of a circle itself, and the first of them for what leads into it', () => {
    expect(roots({ a: 'b', b: 'a' })).toEqual({});
    expect(roots({ a: 'b', b: 'c', c: 'b', x: 'a' })).toEqual({ a: 'b', x: 'b' });
  });

  it('has all records of a person, the one that stands for them first', () => {
    const merged = rootsOf(new Map(Object.entries({ z: 'b', b: 'c', x: 'y' })));
    expect(recordsOf(merged, 'c')).toEqual(['c', 'b', 'z']);
    expect(recordsOf(merged, 'q')).toEqual(['q']);
  });
});
