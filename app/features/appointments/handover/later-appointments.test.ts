import { describe, expect, it } from 'vitest';
import { occurrenceId } from '../../../../sync/rules/series';
import type { StoredAppointment } from '../use-appointments';
import { laterAppointments } from './later-appointments';

const stored = (id: string, startsAt: string, rest: Partial<StoredAppointment> = {}) =>
  ({
    id,
    startsAt,
    endsAt: startsAt.replace('T09', 'T10'),
    zone: 'Europe/Istanbul',
    agentId: 'left',
    createdAt: '2026-01-01T00:00:00.000Z',
    deletedAt: '',
    recurrence: '',
    rootId: '',
    seriesId: '',
    occurrenceOn: '',
    own: [],
    ...rest,
  }) as unknown as StoredAppointment;

describe('what is booked beyond the calendars that are walked', () => {
  it('single ones, the first date of a series, and a changed occurrence with what it takes from its series', () => {
    const weekly = stored('weekly', '2026-12-01T09:00:00.000Z', {
      recurrence: 'FREQ=WEEKLY;BYDAY=TU',
      agentId: 'stays',
    });
    const on = '2029-01-02T12:00';
    const changed = stored(occurrenceId('weekly', on), '2029-01-02T09:00:00.000Z', {
      rootId: 'weekly',
      seriesId: 'weekly',
      occurrenceOn: on,
      own: ['notes'],
    });
    const found = laterAppointments(
      [
        stored('single', '2028-05-01T09:00:00.000Z'),
        stored('deleted', '2028-05-02T09:00:00.000Z', { deletedAt: '2026-11-01T00:00:00.000Z' }),
        stored('begins', '2028-06-05T09:00:00.000Z', { recurrence: 'FREQ=DAILY' }),
        changed,
      ],
      [weekly],
    );
    expect(found.map(({ id, agentId, startsAt, occurrence }) => [id, agentId, startsAt, occurrence?.seriesId])).toEqual(
      [
        ['single', 'left', '2028-05-01T09:00:00.000Z', undefined],
        [occurrenceId('begins', '2028-06-05T12:00'), 'left', '2028-06-05T09:00:00.000Z', 'begins'],
        [changed.id, 'stays', '2029-01-02T09:00:00.000Z', 'weekly'],
      ],
    );
  });
});
