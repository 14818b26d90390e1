import { describe, expect, it } from 'vitest';
import { newAppointmentAddress, readNewAppointment } from './new-appointment-address';

const nowMs = new Date(2026, 10, 23, 11, 10).getTime();
const read = (address: string, atMs = nowMs) =>
  readNewAppointment(new URLSearchParams(address.split('?')[1] ?? ''), atMs);

describe('the address of a new appointment', () => {
  it('offers the usual start where it names a time that no calendar has', () => {
    const usual = read('/appointments/new');
    for (const start of ['9999-12-31T23:59:59.000Z', '0000-01-01T00:00:00.000Z', '2026-02-30T10:00:00.000Z', 'x'])
      expect(read(`/appointments/new?start=${start}&end=${start}`)).toEqual(usual);
  });

  it('carries the chosen place', () => {
    const start = new Date('2026-11-24T11:00:00.000Z'),
      end = new Date('2026-11-24T12:30:00.000Z');
    expect(
      read(newAppointmentAddress({ start, end, isDay: false }, '0190aaaa-0000-7000-8000-000000000001', nowMs)),
    ).toEqual({
      customerId: '',
      copyOf: '',
      agentId: '0190aaaa-0000-7000-8000-000000000001',
      schedule: { startsAt: start.toISOString(), endsAt: end.toISOString() },
      fromMs: nowMs,
      isDayChosen: false,
    });
  });

  it('asks for the first free time of a day that was chosen without one, and of today from now on', () => {
    const day = new Date(2026, 11, 1),
      today = new Date(2026, 10, 23);
    const asked = (start: Date) => read(newAppointmentAddress({ start, end: null, isDay: true }, undefined, nowMs));
    expect([asked(day).schedule, asked(day).fromMs]).toEqual([null, day.getTime()]);
    expect([asked(day).isDayChosen, asked(today).isDayChosen]).toEqual([true, false]);
    expect([asked(today).schedule, asked(today).fromMs]).toEqual([null, nowMs]);
  });

  it('asks for the first free time when nothing was said or it makes no sense', () => {
    for (const search of [
      '',
      '?start=tomorrow',
      '?start=2026-11-24T11:00:00+03:00',
      '?end=2020-01-01T00:00:00.000Z',
      '?from=2020-01-01T00:00:00.000Z',
    ])
      expect(read(`/appointments/new${search}`)).toEqual({
        customerId: '',
        copyOf: '',
        agentId: '',
        schedule: null,
        fromMs: nowMs,
        isDayChosen: false,
      });
  });
});
