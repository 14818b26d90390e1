import { describe, expect, it } from 'vitest';
import type { TimedAppointment } from '../../../../sync/rules/appointment-overlap';
import { FIRST_SETTINGS, type Settings } from '../../../../sync/rules/settings';
import { firstFree, freeSlots, takenTimes } from './free-time';

const ZONE = 'Europe/Istanbul';
const MINE = { agentId: 'me', customerId: 'ayse' };
const at = (time: string, day = '23') => new Date(`2026-11-${day}T${time}:00.000+03:00`).toISOString();
const from = (time: string, day = '23') => Date.parse(at(time, day));
const busy = (start: string, end: string, change: Partial<TimedAppointment> = {}): TimedAppointment => ({
  id: `${start}${end}`,
  agentId: 'me',
  customerId: 'veli',
  startsAt: at(start),
  endsAt: at(end),
  status: 'confirmed',
  deletedAt: '',
  ...change,
});
/** An office that is open day and night. */
const ALWAYS_OPEN: Settings = {
  ...FIRST_SETTINGS,
  office: { ...FIRST_SETTINGS.office, hours: Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]) },
};
const offered = (others: readonly TimedAppointment[], time: string, minutes = 60, settings = ALWAYS_OPEN) =>
  firstFree(others, MINE, from(time), minutes, ZONE, settings);

describe('firstFree', () => {
  it('is the next half hour of an empty day', () => {
    expect(offered([], '11:10')).toBe(at('11:30'));
    expect(offered([], '11:30')).toBe(at('11:30'));
  });

  it('goes round what is taken, and needs room for the whole length', () => {
    const others = [busy('11:30', '12:30'), busy('13:00', '14:00')];
    expect(offered(others, '11:10')).toBe(at('14:00'));
    expect(offered(others, '11:10', 30)).toBe(at('12:30'));
  });

  it('asks for the customer as well, and for nobody else', () => {
    expect(offered([busy('11:30', '12:30', { agentId: 'other', customerId: 'ayse' })], '11:10')).toBe(at('12:30'));
    expect(offered([busy('11:30', '12:30', { agentId: 'other' })], '11:10')).toBe(at('11:30'));
  });

  it('takes what was cancelled or declined for free', () => {
    for (const status of ['cancelled', 'declined'] as const)
      expect(offered([busy('11:30', '12:30', { status })], '11:10')).toBe(at('11:30'));
    expect(offered([busy('11:30', '12:30', { status: 'requested' })], '11:10')).toBe(at('12:30'));
  });

  it.each([
    ['early', '01:40', at('09:00')],
    ['in the evening', '19:20', at('19:30')],
    ['late', '19:40', at('09:00', '24')],
  ])('offers nobody a visit at night: %s', (_when, time, expected) => {
    expect(offered([], time)).toBe(expected);
  });

  it('offers the next morning when the evening is full', () => {
    expect(offered([busy('18:00', '20:30')], '18:00')).toBe(at('09:00', '24'));
  });

  it('offers something when nobody has any time', () => {
    const always = busy('00:00', '01:00', { startsAt: at('00:00', '01'), endsAt: '2027-01-31T00:00:00.000Z' });
    expect(offered([always], '11:10')).toBe(at('11:30'));
  });

  it('is within the hours of work: not after them, on no day off and while nobody is away', () => {
    const offeredOn = (day: string, time: string, settings: Settings, isOnItsDay = false) =>
      firstFree([], MINE, from(time, day), 60, ZONE, settings, isOnItsDay);
    expect(offeredOn('23', '17:40', FIRST_SETTINGS)).toBe(at('09:00', '24'));
    // The 29th is a Sunday.
    expect(offeredOn('29', '02:12', FIRST_SETTINGS)).toBe(at('09:00', '30'));
    const away = { id: 'x', memberId: 'me', fromOn: '2026-11-23', toOn: '2026-11-24', fromTime: '', toTime: '' };
    const settings = { ...FIRST_SETTINGS, absences: new Map([['me', [away]]]) } as unknown as Settings;
    expect(offeredOn('23', '11:10', settings)).toBe(at('09:00', '25'));
    expect(offeredOn('29', '02:12', FIRST_SETTINGS, true)).toBe(at('09:00', '29'));
    expect(offeredOn('23', '11:10', FIRST_SETTINGS, true)).toBe(at('11:30'));
  });

  it('is any free time where nobody works in all these days', () => {
    const closed: Settings = { ...FIRST_SETTINGS, office: { ...FIRST_SETTINGS.office, hours: [] } };
    expect(offered([busy('11:30', '12:30')], '11:10', 60, closed)).toBe(at('12:30'));
  });
});

describe('freeSlots', () => {
  const slots = (
    others: readonly TimedAppointment[],
    agentIds: readonly string[],
    change: { settings?: Settings; ownId?: string; minutes?: number; count?: number; time?: string } = {},
  ) =>
    freeSlots(
      others,
      { agentIds, customerId: 'ayse', ownId: change.ownId ?? '' },
      from(change.time ?? '15:10'),
      change.minutes ?? 60,
      change.settings ?? FIRST_SETTINGS,
      change.count ?? 4,
    );

  it('are within the hours of work, a few of each day', () => {
    expect(slots([], ['me'])).toEqual([at('15:30'), at('16:00'), at('16:30'), at('09:00', '24')]);
  });

  it('are those at which all of several are free, and the customer', () => {
    const others = [busy('15:30', '16:30'), busy('16:30', '17:00', { agentId: 'other' })];
    expect(slots(others, ['me', 'other'])[0]).toBe(at('17:00'));
    expect(slots(others, ['me'])[0]).toBe(at('16:30'));
    expect(slots([busy('15:30', '17:30', { agentId: 'third', customerId: 'ayse' })], ['me'])[0]).toBe(
      at('09:00', '24'),
    );
  });

  it('leave out who is away, and the appointment that is being moved', () => {
    const away = { id: 'x', memberId: 'other', fromOn: '2026-11-23', toOn: '2026-11-24', fromTime: '', toTime: '' };
    const settings = { ...FIRST_SETTINGS, absences: new Map([['other', [away]]]) } as unknown as Settings;
    expect(slots([], ['me', 'other'], { settings })[0]).toBe(at('09:00', '25'));
    expect(slots([], ['me'], { settings })[0]).toBe(at('15:30'));
    expect(slots([busy('15:30', '16:30')], ['me'], { ownId: '15:3016:30' })[0]).toBe(at('15:30'));
  });

  it('are none where nobody has time', () => {
    const always = busy('00:00', '01:00', { startsAt: at('00:00', '01'), endsAt: '2027-01-31T00:00:00.000Z' });
    expect(slots([always], ['me'])).toEqual([]);
  });
});

describe('takenTimes', () => {
  const times = ['10:45', '11:00', '11:15', '11:45', '12:00'];
  const taken = (ownId: string) => [
    ...takenTimes([busy('11:00', '12:00')], { ...MINE, ownId }, '2026-11-23', times, 15, ZONE),
  ];

  it('are the quarter hours in which something goes on', () => {
    expect(taken('')).toEqual(['11:00', '11:15', '11:45']);
  });

  it('leave out the appointment that is being moved', () => {
    expect(taken('11:0012:00')).toEqual([]);
  });
});
