import { describe, expect, it } from 'vitest';
import { datesOf } from '../../../../sync/rules/clash-search';
import { FIRST_SETTINGS, type Settings } from '../../../../sync/rules/settings';
import { workOfDates } from './work-of-dates';

const ZONE = 'Europe/Istanbul';
const at = (time: string, on: string) => new Date(`${on}T${time}:00.000+03:00`).toISOString();
const tuesdays = (time: string, count: number) =>
  datesOf(
    { startsAt: at(time, '2027-06-01'), endsAt: at(time.replace(':00', ':45'), '2027-06-01'), zone: ZONE },
    `FREQ=WEEKLY;BYDAY=TU;COUNT=${count}`,
  );
const beside = (start: string, end: string, on: string, location: string) => ({
  id: `${on} ${start}`,
  agentId: 'me',
  startsAt: at(start, on),
  endsAt: at(end, on),
  location,
  status: 'confirmed' as const,
  deletedAt: '',
});
const away: Settings = {
  ...FIRST_SETTINGS,
  absences: new Map([
    ['me', [{ id: 'x', memberId: 'me', fromOn: '2027-06-08', toOn: '2027-06-16', fromTime: '', toTime: '', note: '' }]],
  ]),
} as Settings;
const CANDIDATE = { agentId: 'me', location: 'Kadıköy' };

describe('what speaks softly against the dates of a series', () => {
  it('is nothing within hours', () => {
    expect(workOfDates(tuesdays('10:00', 4), CANDIDATE, [], FIRST_SETTINGS)).toEqual([]);
  });

  it('names the dates of an absence, not the others', () => {
    expect(workOfDates(tuesdays('10:00', 4), CANDIDATE, [], away)).toEqual([
      { warning: { kind: 'away' }, startsAt: [at('10:00', '2027-06-08'), at('10:00', '2027-06-15')] },
    ]);
  });

  it('names the dates without time for the way, on either side', () => {
    const around = [
      beside('09:00', '09:50', '2027-06-08', 'Beşiktaş'),
      beside('10:50', '11:30', '2027-06-15', 'Beşiktaş'),
      beside('10:50', '11:30', '2027-06-22', 'Kadıköy'),
      beside('11:30', '12:30', '2027-06-01', 'Beşiktaş'),
    ];
    const [travel, ...others] = workOfDates(tuesdays('10:00', 4), CANDIDATE, around, FIRST_SETTINGS);
    expect(others).toEqual([]);
    expect(travel?.warning.kind).toBe('travel');
    expect(travel?.startsAt).toEqual([at('10:00', '2027-06-08'), at('10:00', '2027-06-15')]);
  });

  it('is said once of each kind, with all of its dates', () => {
    const [outside] = workOfDates(tuesdays('23:00', 3), CANDIDATE, [], FIRST_SETTINGS);
    expect(outside?.warning.kind).toBe('outside');
    expect(outside?.startsAt).toHaveLength(3);
  });
});
