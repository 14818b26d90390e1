import { expect, it } from 'vitest';
import { sizeParts } from './byte-size';

it.each([[0, 0, 'kilobyte'], [1_500, 1.5, 'kilobyte'], [999_999, 999.999, 'kilobyte'], [1_000_000, 1, 'megabyte'], [2_500_000_000, 2.5, 'gigabyte']])('%d bytes', (bytes, value, unit) => {
  expect(sizeParts(bytes)).toEqual({ value, unit });
});
