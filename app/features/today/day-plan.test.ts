import { describe, expect, it } from 'vitest';
import type { AppointmentStatus } from '../../../sync/collections/appointment';
import type { Appointment } from '../appointments/use-appointments';
import { firstAfter, partOfDay, planDay, withoutOutcome } from './day-plan';

const entry = (id: string, from: string, to: string, status: AppointmentStatus = 'confirmed') => ({
  appointment: { id, startsAt: from, endsAt: to, status, deletedAt: '' } as Appointment,
});
const at = (time: string, day = '23') => `2026-11-${day}T${time}:00.000Z`;
const day = { fromAt: '2026-11-22T21:00:00.000Z', toAt: '2026-11-23T21:00:00.000Z' };
const nowMs = Date.parse(at('09:30'));
const ids = (entries: readonly { appointment: Appointment }[]) => entries.map((one) => one.appointment.id);

describe('planDay', () => {
  const breakfast = entry('breakfast', at('06:00'), at('07:00'));
  const now = entry('now', at('09:00'), at('10:00'));
  const noon = entry('noon', at('11:00'), at('12:00'));
  const night = entry('night', at('19:00'), at('20:00'));
  const tomorrow = entry('tomorrow', at('08:00', '24'), at('09:00', '24'));

  it('puts what is going on first', () => {
    const plan = planDay([breakfast, now, noon, night, tomorrow], day, nowMs);
    expect([ids(plan.over), plan.next?.appointment.id, plan.isNextRunning, ids(plan.later), plan.count]).toEqual([
      ['breakfast'],
      'now',
      true,
      ['noon', 'night'],
      4,
    ]);
  });

  it('goes on to the next once the present one was marked held', () => {
    const plan = planDay([{ appointment: { ...now.appointment, status: 'held' } }, noon], day, nowMs);
    expect([plan.next?.appointment.id, plan.isNextRunning, ids(plan.later)]).toEqual(['noon', false, ['now']]);
  });

  it('shows what waits for approval as it shows what is agreed: the customer expects somebody', () => {
    const plan = planDay([entry('asked', at('10:00'), at('10:30'), 'requested'), noon], day, nowMs);
    expect([plan.next?.appointment.id, ids(plan.later)]).toEqual(['asked', ['noon']]);
    expect(planDay([entry('asked', at('09:15'), at('10:30'), 'requested')], day, nowMs).isNextRunning).toBe(true);
  });

  it('passes over what nobody came to', () => {
    expect(planDay([entry('missed', at('09:00'), at('10:00'), 'no_show'), noon], day, nowMs).next).toBe(noon);
  });

  it('leaves out what was cancelled', () => {
    expect(planDay([entry('off', at('11:00'), at('12:00'), 'cancelled')], day, nowMs)).toMatchObject({
      next: null,
      count: 0,
      over: [],
      later: [],
    });
  });

  it('counts one that began before midnight and one that ends after it', () => {
    const plan = planDay(
      [
        entry('a', '2026-11-22T20:30:00.000Z', '2026-11-22T21:30:00.000Z'),
        entry('b', '2026-11-23T20:30:00.000Z', '2026-11-23T22:00:00.000Z'),
      ],
      day,
      nowMs,
    );
    expect(plan.count).toBe(2);
  });

  it('is over at the minute it ends', () => {
    expect(ids(planDay([now], day, Date.parse(at('10:00'))).over)).toEqual(['now']);
  });
});

it('asks for outcomes of what is over, latest first', () => {
  const entries = [
    entry('old', at('06:00', '20'), at('07:00', '20')),
    entry('held', at('06:00', '21'), at('07:00', '21'), 'held'),
    entry('new', at('08:00'), at('09:00')),
    entry('ahead', at('09:00'), at('10:00')),
  ];
  expect(ids(withoutOutcome(entries, nowMs))).toEqual(['new', 'old']);
});

it('knows the first of the days to come', () => {
  expect(
    firstAfter(
      [
        entry('today', at('11:00'), at('12:00')),
        entry('off', at('06:00', '24'), at('07:00', '24'), 'cancelled'),
        entry('next', at('08:00', '24'), at('09:00', '24'), 'requested'),
        entry('later', at('09:00', '24'), at('10:00', '24')),
      ],
      day.toAt,
    )?.appointment.id,
  ).toBe('next');
  expect(firstAfter([], day.toAt)).toBeNull();
});

it('greets by the hour', () => {
  expect([0, 4, 5, 11, 12, 17, 18, 23].map(partOfDay)).toEqual([
    'night',
    'night',
    'morning',
    'morning',
    'day',
    'day',
    'evening',
    'evening',
  ]);
});
