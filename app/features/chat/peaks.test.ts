import { expect, it } from 'vitest';
import { clockWords } from './clock-words';
import { peaksOf } from './peaks';

it('are as many as fit, the loudest of each stretch, in proportion to the loudest of all', () => {
  expect(peaksOf([])).toEqual([]);
  expect(peaksOf([0.1, 0.2, 0.4])).toEqual([25, 50, 100]);
  const long = peaksOf(Array.from({ length: 1_000 }, (_, at) => (at === 500 ? 0.8 : 0.2)));
  expect(long).toHaveLength(64);
  expect(long.filter((peak) => peak === 100)).toHaveLength(1);
  expect(new Set(long)).toEqual(new Set([25, 100]));
});

it('of silence are low', () => {
  expect(peaksOf([0, 0.001])).toEqual([0, 5]);
});

it('are read beside minutes and seconds', () => {
  expect([0, 9.4, 67, 600].map(clockWords)).toEqual(['0:00', '0:09', '1:07', '10:00']);
});
