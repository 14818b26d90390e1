import { describe, expect, it } from 'vitest';
import { isoInstant } from './pool';

describe('isoInstant', () => {
  it.each([
    ['2026-11-22 15:36:00+00', '2026-11-22T15:36:00.000Z'],
    ['2026-11-22 15:36:00.1+00', '2026-11-22T15:36:00.100Z'],
    ['2026-11-22 15:36:00.123+00', '2026-11-22T15:36:00.123Z'],
    ['2026-11-22 15:36:00.123999+00', '2026-11-22T15:36:00.123Z'],
    ['infinity', 'infinity'],
    ['0044-03-15 12:00:00+00 BC', '0044-03-15 12:00:00+00 BC'],
  ])('%s', (text, instant) => {
    expect(isoInstant(text)).toBe(instant);
  });
});
