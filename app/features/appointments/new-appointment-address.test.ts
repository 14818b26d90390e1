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
      agentId: '0190aaaa-0000-7000-8000-000000000001',
      startsAt: start.toISOString(),
      endsAt: end.toISOString(),
    });
  });

  it('starts a day without a time at nine, on the clock of the device', () => {
    const day = new Date(2026, 11, 1);
    const startsAt = new Date(
      read(newAppointmentAddress({ start: day, end: null, isDay: true }, undefined, nowMs)).startsAt,
    );
    expect([startsAt.getDate(), startsAt.getHours(), startsAt.getMinutes()]).toEqual([1, 9, 0]);
  });

  it('begins at the next half hour for an hour when nothing was said or it makes no sense', () => {
    for (const search of ['', '?start=tomorrow', '?start=2026-11-24T11:00:00+03:00', '?end=2020-01-01T00:00:00.000Z']) {
      expect(read(`/appointments/new${search}`)).toEqual({
        customerId: '',
        agentId: '',
        startsAt: new Date(2026, 10, 23, 11, 30).toISOString(),
        endsAt: new Date(2026, 10, 23, 12, 30).toISOString(),
      });
    }
  });

  it.each([
    ['early', new Date(2026, 10, 23, 1, 40), new Date(2026, 10, 23, 9, 0)],
    ['at nine', new Date(2026, 10, 23, 9, 0), new Date(2026, 10, 23, 9, 0)],
    ['in the evening', new Date(2026, 10, 23, 19, 20), new Date(2026, 10, 23, 19, 30)],
    ['late', new Date(2026, 10, 30, 19, 40), new Date(2026, 11, 1, 9, 0)],
  ])('offers nobody a visit at night: %s', (_when, now, offered) => {
    expect(read('/appointments/new', now.getTime()).startsAt).toBe(offered.toISOString());
    const today = new Date(now.getFullYear(), now.getMonth(), now.getDate());
    expect(
      read(newAppointmentAddress({ start: today, end: null, isDay: true }, undefined, now.getTime())).startsAt,
    ).toBe(offered.toISOString());
  });
});
