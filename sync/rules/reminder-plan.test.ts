import { describe, expect, it } from 'vitest';
import { isQuiet, withoutQuiet } from './quiet-hours';
import { planNotice, planReminders, reminderObstacle } from './reminder-plan';
import { FIRST_REMINDER_RULE } from './setting-defaults';

const RULE = { ...FIRST_REMINDER_RULE, isOn: true };
const AT_EASE = { ...RULE, quietFrom: '', quietTo: '' };
const appointment = (startsAt: string, zone = 'Europe/Istanbul', more = {}) => ({
  startsAt,
  zone,
  status: 'confirmed' as const,
  deletedAt: '',
  remind: '',
  ...more,
});
const duesOf = (rule: typeof RULE, one: ReturnType<typeof appointment>) =>
  planReminders(rule, one).map(({ minutes, windows }) => [minutes, windows[0]?.from ?? null]);

describe('reminders are planned', () => {
  it('so long before the beginning, as long as they are of use', () => {
    expect(planReminders(RULE, appointment('2027-03-10T11:00:00.000Z'))).toMatchObject([
      { minutes: 1440, channels: ['sms', 'email'], windows: [{ from: '2027-03-09T11:00:00.000Z' }] },
      { minutes: 120, windows: [{ from: '2027-03-10T09:00:00.000Z', until: '2027-03-10T10:00:00.000Z' }] },
    ]);
  });
  it('after quiet hours where that is soon enough, and the evening before where it is not', () => {
    // 09:00 in İstanbul: two hours before is 07:00, an hour later somebody may be written to. 08:30: too late by then.
    expect(duesOf(RULE, appointment('2027-03-10T06:30:00.000Z'))[1]).toEqual([120, '2027-03-10T05:00:00.000Z']);
    expect(duesOf(RULE, appointment('2027-03-10T05:30:00.000Z'))[1]).toEqual([120, '2027-03-09T17:30:00.000Z']);
  });
  it('by the clocks of the appointment’s zone, which may change that night', () => {
    // Berlin, the night to 28 March 2027: a day is 23 hours long and quiet hours end at 06:00 UTC instead of 07:00.
    const quiet = { quietFrom: '21:00', quietTo: '08:00' };
    const night = withoutQuiet(
      quiet,
      Date.parse('2027-03-27T12:00:00.000Z'),
      Date.parse('2027-03-28T12:00:00.000Z'),
      'Europe/Berlin',
    );
    expect(
      night.map(({ fromMs, untilMs }) => [new Date(fromMs).toISOString(), new Date(untilMs).toISOString()]),
    ).toEqual([
      ['2027-03-27T12:00:00.000Z', '2027-03-27T20:00:00.000Z'],
      ['2027-03-28T06:00:00.000Z', '2027-03-28T12:00:00.000Z'],
    ]);
  });
  it('outside quiet hours in every zone, at every hour of nights in which clocks change', () => {
    const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'Europe/Istanbul'];
    const hours = [
      { quietFrom: '21:00', quietTo: '08:00' },
      { quietFrom: '00:30', quietTo: '02:30' },
      { quietFrom: '23:45', quietTo: '01:45' },
    ];
    const wrong: string[] = [];
    let asked = 0;
    for (const zone of zones)
      for (const quiet of hours)
        for (const day of ['2027-03-14', '2027-03-28', '2027-04-04', '2027-04-30', '2027-10-31', '2027-11-07']) {
          const [fromMs, untilMs] = [Date.parse(day) - 43_200_000, Date.parse(day) + 2 * 86_400_000];
          const spans = withoutQuiet(quiet, fromMs, untilMs, zone);
          for (let atMs = fromMs; atMs < untilMs; atMs += 900_000) {
            const isIn = spans.some((span) => span.fromMs <= atMs && atMs < span.untilMs);
            if (isIn) asked += 1;
            if (isIn && isQuiet(quiet, atMs, zone)) wrong.push(`${zone} ${new Date(atMs).toISOString()}`);
          }
        }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(10_000);
  });
  it('by the appointment’s own choice', () => {
    const starts = '2027-03-10T11:00:00.000Z';
    expect(duesOf(AT_EASE, appointment(starts, 'UTC', { remind: '2880 60' }))).toEqual([
      [2880, '2027-03-08T11:00:00.000Z'],
      [60, '2027-03-10T10:00:00.000Z'],
    ]);
    expect(duesOf(AT_EASE, appointment(starts, 'UTC', { remind: 'off' }))).toEqual([]);
  });
});

describe('a word of something new', () => {
  const nowMs = Date.parse('2027-03-09T19:30:00.000Z');
  it('waits for the morning, and is not said to somebody at the door', () => {
    const at = (startsAt: string) => planNotice(RULE, 'moved', { startsAt, zone: 'Europe/Istanbul' }, nowMs);
    expect(at('2027-03-10T11:00:00.000Z')?.windows).toEqual([
      { from: '2027-03-10T05:00:00.000Z', until: '2027-03-10T10:55:00.000Z' },
    ]);
    expect(at('2027-03-10T04:00:00.000Z')).toMatchObject({ windows: [], reason: 'quiet_hours' });
    expect(at('2027-03-09T19:34:00.000Z')).toMatchObject({ windows: [], reason: 'too_late' });
  });
});

describe('nobody is reminded', () => {
  it.each([
    [{ status: 'cancelled' }, {}, 'cancelled'],
    [{ status: 'requested' }, {}, 'not_open'],
    [{ status: 'held' }, {}, 'over'],
    [{ deletedAt: '2027-01-01T00:00:00.000Z' }, {}, 'deleted'],
    [{}, { remindersPaused: true }, 'paused'],
    [{}, { stage: 'lost' }, 'stage'],
    [{}, {}, ''],
  ] as const)('%o %o: %s', (own, customer, reason) => {
    const rule = { ...RULE, neverStages: ['lost'] };
    expect(
      reminderObstacle(rule, { ...appointment('2027-03-10T11:00:00.000Z'), ...own }, { stage: 'new', ...customer }),
    ).toBe(reason);
  });
});
