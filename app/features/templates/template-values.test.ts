import { describe, expect, it } from 'vitest';
import type { Identity, StoredByCollection, StoredCustomer } from '../../database/saha-database';
import { templateValues } from './template-values';

const NOW_MS = Date.parse('2026-11-23T09:00:00.000Z');
const customer = { firstName: 'Ada', lastName: 'Kaya', language: 'tr' } as StoredCustomer;
const me = { fullName: 'Zeynep Yılmaz', email: 'z@saha.example' } as Identity;
const booked = (values: object) =>
  ({
    id: '01a0dd40-0000-7000-8000-000000000001',
    kind: 'meeting',
    startsAt: '2026-11-25T12:30:00.000Z',
    endsAt: '2026-11-25T13:30:00.000Z',
    zone: 'Europe/Istanbul',
    location: 'Konak',
    status: 'confirmed',
    createdAt: '2026-11-01T09:00:00.000Z',
    deletedAt: '',
    recurrence: '',
    occurrenceOn: '',
    seriesId: '',
    rootId: '',
    own: [],
    ...values,
  }) as unknown as StoredByCollection['appointments'];
const read = (...appointments: object[]) =>
  templateValues(
    customer,
    me,
    'Saha',
    appointments.map((one) => booked(one)),
    NOW_MS,
  );

describe('what a ready text says of an appointment', () => {
  it.each(['confirmed', 'approved'])('is the next one that is %s, in the customer’s words', (status) => {
    expect(read({ status })).toMatchObject({
      appointmentDate: '25 Kasım Çarşamba',
      appointmentTime: '15:30',
      appointmentPlace: 'Konak',
    });
  });

  it.each(['requested', 'cancelled', 'declined', 'held'])('is never one that is %s', (status) => {
    expect(read({ status })).not.toHaveProperty('appointmentDate');
  });

  it('is the next date of a series that began long ago', () => {
    const began = { startsAt: '2026-10-06T06:00:00.000Z', endsAt: '2026-10-06T07:00:00.000Z' };
    expect(read({ ...began, recurrence: 'FREQ=WEEKLY;BYDAY=TU' })).toMatchObject({
      appointmentDate: '24 Kasım Salı',
      appointmentTime: '09:00',
    });
  });
});
