import { expect, it } from 'vitest';
import { silentDays } from './silence';

it('says whose last entry is three days old or older, or was never made', () => {
  const at = '2026-11-26T12:00:00.000Z';
  expect(silentDays({ lastLoggedAt: '2026-11-23T12:00:00.000Z' }, at)).toBe(3);
  expect(silentDays({ lastLoggedAt: '2026-11-23T12:00:00.001Z' }, at)).toBe(null);
  expect(silentDays({ lastLoggedAt: '' }, at)).toBe(Infinity);
});
