import { expect, it } from 'vitest';
import { FIRST_SETTINGS } from '../../../sync/rules/settings';
import { daysHere, workingDays } from './working-days';

const DAYS = Array.from({ length: 31 }, (_, at) => `2026-08-${String(at + 1).padStart(2, '0')}`);
const [FRIDAY, MONDAY] = ['2026-08-21T15:00:00.000Z', '2026-08-24T07:00:00.000Z'];
const worked = (...turns: readonly { at: string; isHere: boolean }[]) =>
  workingDays(FIRST_SETTINGS, 'm', daysHere(DAYS, turns, 'Europe/Istanbul'));

it('counts the days from when somebody came until they left', () => {
  const all = worked();
  const after = worked({ at: MONDAY, isHere: true });
  const before = worked({ at: '2026-07-01T09:00:00.000Z', isHere: true }, { at: FRIDAY, isHere: false });
  expect(after).toBeGreaterThan(4);
  expect(before).toBeGreaterThan(10);
  expect(after + before).toBe(all);
  expect(worked({ at: FRIDAY, isHere: false }, { at: MONDAY, isHere: true })).toBe(all);
  expect(worked({ at: '2026-09-01T09:00:00.000Z', isHere: true })).toBe(0);
});

it('goes by the clocks of the office', () => {
  // Late in the evening in London it is the next day in Istanbul.
  const came = [{ at: '2026-07-31T22:00:00.000Z', isHere: true }];
  expect(daysHere(DAYS, came, 'Europe/Istanbul')).toEqual(DAYS);
  const left = [{ at: '2026-08-01T21:30:00.000Z', isHere: false }];
  expect(daysHere(DAYS, left, 'Europe/Istanbul')).toEqual(DAYS.slice(0, 2));
});
