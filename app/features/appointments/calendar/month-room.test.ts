import { expect, it } from 'vitest';
import { dayInZone } from '../../../i18n/day-in-zone';
import type { CalendarEntry } from './calendar-entries';
import { mostLinesOfDay, withinRoom } from './month-room';

const dayOf = dayInZone('Europe/Istanbul');

const entry = (startsAt: string, endsAt: string) =>
  ({ appointment: { startsAt, endsAt }, customer: 'Ayşe' }) as CalendarEntry;
const at = (clock: string, day = '2026-11-10') => `${day}T${clock}:00.000Z`;
const hours = (count: number) =>
  Array.from({ length: count }, (_, nth) => {
    const hour = String(6 + nth).padStart(2, '0');
    return entry(at(`${hour}:00`), at(`${hour}:30`));
  });

it('gives a grid the earliest of each day, and says how many more there are', () => {
  const all = hours(9);
  const { shown, left } = withinRoom(all, 4, dayOf);
  expect(shown).toEqual(all.slice(0, 4));
  expect([...left]).toEqual([['2026-11-10', 5]]);
});

it('gives it everything where there is room', () => {
  const all = hours(4);
  const { shown, left } = withinRoom(all, 4, dayOf);
  expect(shown).toEqual(all);
  expect(left.size).toBe(0);
});

it('among those that begin together takes the longer first, then by name, as the grid does', () => {
  const named = (customer: string, endsAt = at('10:00')) => ({ ...entry(at('09:00'), endsAt), customer });
  const [zeki, ali, long, canan] = [named('Zeki'), named('Ali'), named('Veli', at('11:00')), named('Canan')];
  const all = [...hours(2), zeki, ali, long, canan, entry(at('11:00'), at('12:00'))];
  const { shown, left } = withinRoom(all, 4, dayOf);
  expect(shown).toEqual([...all.slice(0, 2), ali, long]);
  expect([...left]).toEqual([['2026-11-10', 3]]);
});

it('what runs past midnight counts in both days, of the zone', () => {
  const night = entry(at('20:00'), at('22:00')); // 23:00 to 01:00 in Istanbul
  const next = Array.from({ length: 3 }, (_, nth) =>
    entry(at(`0${6 + nth}:00`, '2026-11-11'), at('09:00', '2026-11-11')),
  );
  const { shown, left } = withinRoom([...hours(4), night, ...next], 2, dayOf);
  // It is among the first of its second day, and so not among what is left of its first.
  expect(shown).toContain(night);
  expect(left.get('2026-11-10')).toBe(2);
  expect(left.get('2026-11-11')).toBe(2);
});

it('what ends at midnight takes nothing of the next day', () => {
  const evening = entry(at('20:00'), at('21:00'));
  const { left } = withinRoom([evening, entry(at('06:00', '2026-11-11'), at('07:00', '2026-11-11'))], 1, dayOf);
  expect(left.size).toBe(0);
});

it.each([
  [820, 5, 5],
  [820, 4, 7],
  [1080, 6, 6],
  [2160, 4, 20],
  [60, 5, 1],
])('in a window of %i px a day of a month of %i weeks is given %i lines', (heightPx, weeks, lines) => {
  expect(mostLinesOfDay(heightPx, weeks)).toBe(lines);
});
