import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CALENDAR_VIEWS,
  calendarSearch,
  readCalendarPlace,
  shownDays,
  stepDate,
  viewFor,
  type CalendarPlace,
} from './calendar-url';

const otherwise: CalendarPlace = {
  view: 'week',
  date: '2026-11-23',
  agentIds: ['0190aaaa-0000-7000-8000-000000000001'],
};
const read = (text: string) => readCalendarPlace(new URLSearchParams(text), otherwise);

describe('the address of the calendar', () => {
  it('leads to a day that exists and can be stepped from, whatever stands in it', () => {
    const hostile = [
      '9999-12-31',
      '0000-01-01',
      '2026-02-30',
      '2026-13-01',
      '+012026-01-01',
      '2200-01-01',
      '1969-12-31',
    ];
    for (const date of hostile) expect(read(`date=${encodeURIComponent(date)}`).date).toBe(otherwise.date);
    const anything = fc.oneof(
      fc.string(),
      fc.date({ noInvalidDate: true }).map((at) => at.toISOString().slice(0, 10)),
    );
    fc.assert(
      fc.property(anything, anything, anything, (date, view, agent) => {
        const place = readCalendarPlace(new URLSearchParams({ date, view, agent }), otherwise);
        for (const one of CALENDAR_VIEWS) {
          const { from, to } = shownDays(one, place.date);
          const steps = [stepDate(one, place.date, 1), stepDate(one, place.date, -1)];
          for (const day of [from, to, ...steps]) expect(day).toMatch(/^\d{4}-\d\d-\d\d$/);
        }
      }),
    );
    for (const edge of ['1970-01-01', '2199-12-31']) expect(read(`date=${edge}`).date).toBe(edge);
  });

  it('comes back as it was written', () => {
    const everyone: CalendarPlace = { view: 'month', date: '2026-02-01', agentIds: [] };
    const two: CalendarPlace = {
      ...otherwise,
      agentIds: [...otherwise.agentIds, '0190aaaa-0000-7000-8000-000000000002'],
    };
    for (const place of [everyone, two, otherwise]) expect(read(calendarSearch(place))).toEqual(place);
  });

  it('forgives what makes no sense', () => {
    expect(read('')).toEqual(otherwise);
    expect(read('view=year&date=2026-13-40')).toEqual(otherwise);
    expect(read('date=23.11.2026&agent=all').agentIds).toEqual([]);
  });
});

describe('the days shown', () => {
  it('begins weeks on Monday', () => {
    expect(shownDays('week', '2026-11-22')).toEqual({ from: '2026-11-16', to: '2026-11-22' });
    expect(shownDays('week', '2026-11-23')).toEqual({ from: '2026-11-23', to: '2026-11-29' });
  });

  it('are three where a week has no room, from any day on', () => {
    expect([viewFor('week', true), viewFor('days', false), viewFor('month', true), viewFor('day', false)]).toEqual([
      'days',
      'week',
      'month',
      'day',
    ]);
    expect(shownDays('days', '2026-11-29')).toEqual({ from: '2026-11-29', to: '2026-12-01' });
    expect(stepDate('days', '2026-11-29', 1)).toBe('2026-12-02');
  });

  it('are a team’s where there is one, on a phone too', () => {
    expect([viewFor('team', true), viewFor('team', false), viewFor('team', true, false)]).toEqual([
      'team',
      'team',
      'day',
    ]);
  });

  it('fills a month up to whole weeks', () => {
    expect(shownDays('month', '2026-11-15')).toEqual({ from: '2026-10-26', to: '2026-12-06' });
    expect(shownDays('month', '2027-02-10')).toEqual({ from: '2027-02-01', to: '2027-02-28' });
  });

  it('steps by the period shown', () => {
    expect(stepDate('month', '2026-03-31', 1)).toBe('2026-04-01');
    expect(stepDate('month', '2026-01-10', -1)).toBe('2025-12-01');
    expect(stepDate('week', '2026-12-30', 1)).toBe('2027-01-06');
    expect(stepDate('day', '2026-03-01', -1)).toBe('2026-02-28');
    expect(stepDate('agenda', '2026-11-01', 1)).toBe('2026-11-15');
  });
});
