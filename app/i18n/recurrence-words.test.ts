import { expect, test } from 'vitest';
import { endedBefore } from '../../sync/rules/recurrence';
import { createFormats } from './formats';
import { lastDay } from './recurrence-words';

const formats = createFormats('tr', 'Europe/Istanbul');
/** A Tuesday, half past six in the evening. */
const STARTS_AT = '2026-12-01T15:30:00.000Z';
const untilOf = (rrule: string) => {
  const [, year, month, day, hours] = /UNTIL=(\d{4})(\d\d)(\d\d)T(\d{6})/.exec(rrule)!;
  return `${year}-${month}-${day}T${hours!.replace(/(..)(..)(..)/, '$1:$2:$3')}.000Z`;
};

test('a part of a series after which another goes on ends with its own last date', () => {
  const cut = endedBefore('FREQ=WEEKLY;BYDAY=TU', '2026-12-22T15:30:00.000Z');
  expect(lastDay(cut, untilOf(cut), STARTS_AT, formats)).toBe('2026-12-15');
  const atOnce = endedBefore('FREQ=WEEKLY;BYDAY=TU', '2026-12-08T15:30:00.000Z');
  expect(lastDay(atOnce, untilOf(atOnce), STARTS_AT, formats)).toBe('2026-12-01');
});

test('the day that somebody picked as the last one is said as it was picked', () => {
  const picked = 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20261220T205959Z';
  expect(lastDay(picked, untilOf(picked), STARTS_AT, formats)).toBe('2026-12-20');
});

test('where no date of the rule is known its end is said as it stands', () => {
  const cut = endedBefore('FREQ=WEEKLY;BYDAY=TU', '2026-12-22T15:30:00.000Z');
  expect(lastDay(cut, untilOf(cut), '', formats)).toBe('2026-12-22');
});
