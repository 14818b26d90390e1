import * as z from 'zod/mini';
import { describe, expect, it } from 'vitest';
import {
  appointmentFormSchema,
  fieldsFromForm,
  formFromAppointment,
  withoutFollowingRule,
} from './appointment-form-shape';

const appointment = {
  customerId: '0190aaaa-0000-7000-8000-000000000001',
  agentId: '0190aaaa-0000-7000-8000-000000000002',
  kind: 'visit' as const,
  title: 'Sözleşme',
  startsAt: '2026-11-24T06:00:00.000Z',
  endsAt: '2026-11-24T06:45:00.000Z',
  zone: 'Europe/Istanbul',
  location: 'Kadıköy',
  notes: '',
};

describe('the appointment form', () => {
  it('shows the reader’s time and gives back the same instants and the place’s zone', () => {
    const form = formFromAppointment(appointment, 'Europe/Berlin');
    expect(form).toMatchObject({ date: '2026-11-24', time: '07:00', lengthMinutes: 45 });
    expect(fieldsFromForm(form, 'Europe/Berlin', appointment.zone)).toEqual({
      ...appointment,
      kindId: 'visit',
      recurrence: '',
    });
  });

  it('trims what was typed', () => {
    const form = {
      ...formFromAppointment(appointment, 'Europe/Istanbul'),
      title: '  Sözleşme ',
      location: ' Kadıköy ',
    };
    expect(fieldsFromForm(form, 'Europe/Istanbul', 'Europe/Istanbul')).toEqual({
      ...appointment,
      kindId: 'visit',
      recurrence: '',
    });
  });

  it('asks for customer, day and time', () => {
    const empty = { ...formFromAppointment(appointment, 'Europe/Istanbul'), customerId: '', date: '', time: '' };
    const problems = z.safeParse(appointmentFormSchema, empty).error?.issues.map((issue) => issue.message);
    expect(problems).toEqual([
      'appointments.problem.customer',
      'appointments.problem.date',
      'appointments.problem.time',
    ]);
    expect(fieldsFromForm(empty, 'Europe/Istanbul', 'Europe/Istanbul')).toBeNull();
  });

  it('leaves out a rule that merely follows the picked day, and keeps one that somebody chose', () => {
    const before = { startsAt: appointment.startsAt, recurrence: 'FREQ=WEEKLY;BYDAY=TU;COUNT=10' };
    const wednesday = { startsAt: '2026-11-25T06:00:00.000Z' };
    const touched = (recurrence: string) =>
      withoutFollowingRule({ ...wednesday, recurrence }, wednesday, before, 'Europe/Istanbul');
    expect(touched('FREQ=WEEKLY;BYDAY=WE;COUNT=10')).toEqual(wednesday);
    for (const chosen of ['FREQ=WEEKLY;BYDAY=WE;COUNT=5', 'FREQ=WEEKLY;BYDAY=TU;COUNT=10', ''])
      expect(touched(chosen)).toEqual({ ...wednesday, recurrence: chosen });
  });
});
