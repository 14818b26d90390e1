import { expect, it } from 'vitest';
import type { AppointmentFields } from '../../../sync/collections/appointment';
import type { Shown } from '../../../sync/rules/occurrences';
import { calendarIdOf } from './calendar-id';

const BEGUN = { id: 'root', startsAt: '2027-03-02T09:00:00.000Z', zone: 'Europe/Istanbul' };
const date = (on: string) =>
  ({ id: `of ${on}`, occurrence: { rootId: 'root', seriesId: 'root', on } }) as unknown as Shown<AppointmentFields>;

it('keeps the name of an appointment that recurs since for its first date, and gives the others their own', () => {
  expect(calendarIdOf({ ...date(''), id: 'root', occurrence: null }, undefined)).toBe('root');
  expect(calendarIdOf(date('2027-03-02T12:00'), BEGUN)).toBe('root');
  expect(calendarIdOf(date('2027-03-09T12:00'), BEGUN)).toBe('of 2027-03-09T12:00');
  expect(calendarIdOf(date('2027-03-02T12:00'), undefined)).toBe('of 2027-03-02T12:00');
});
