import { expect, it } from 'vitest';
import { PARTS } from '../cli/scenarios.mjs';
import { inTurn } from './in-turn';

const MISTAKES = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

it('every mistake is put in by some parts, and all of them where no part is said', () => {
  const parts = Array.from({ length: PARTS }, (_, at) => inTurn(MISTAKES, String(at + 1)));
  expect(new Set(parts.flat())).toEqual(new Set(MISTAKES));
  expect(Math.max(...parts.map(({ length }) => length))).toBe(2);
  expect(Math.min(...parts.map(({ length }) => length))).toBe(1);
  expect(inTurn(MISTAKES, '')).toEqual(MISTAKES);
});
