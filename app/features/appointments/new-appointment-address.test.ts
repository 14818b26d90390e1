import { describe, expect, it } from 'vitest';
import { newAppointmentAddress, readNewAppointment } from './new-appointment-address';

const nowMs = Date.parse('2026-11-23T08:10:00.000Z');
const read = (address: string) => readNewAppointment(new URLSearchParams(address.split('?')[1] ?? ''), nowMs);

describe('the address of a new appointment', () => {
  it('carries the chosen place', () => {
    const start = new Date('2026-11-24T11:00:00.000Z'), end = new Date('2026-11-24T12:30:00.000Z');
    expect(read(newAppointmentAddress({ start, end, isDay: false }, '0190aaaa-0000-7000-8000-000000000001', nowMs)))
      .toEqual({ customerId: '', agentId: '0190aaaa-0000-7000-8000-000000000001', startsAt: start.toISOString(), endsAt: end.toISOString() });
  });

  it('starts a day without a time at nine, on the clock of the device', () => {
    const day = new Date(2026, 11, 1);
    const startsAt = new Date(read(newAppointmentAddress({ start: day, end: null, isDay: true }, undefined, nowMs)).startsAt);
    expect([startsAt.getDate(), startsAt.getHours(), startsAt.getMinutes()]).toEqual([1, 9, 0]);
  });

  it('begins at the next half hour for an hour when nothing was said or it makes no sense', () => {
    for (const search of ['', '?start=tomorrow', '?start=2026-11-24T11:00:00+03:00', '?end=2020-01-01T00:00:00.000Z']) {
      expect(read(`/appointments/new${search}`)).toEqual({ customerId: '', agentId: '', startsAt: '2026-11-23T08:30:00.000Z', endsAt: '2026-11-23T09:30:00.000Z' });
    }
  });
});
