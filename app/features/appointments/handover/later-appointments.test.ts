import { describe, expect, it } from 'vitest';
import { occurrenceId } from '../../../../sync/rules/series';
import { storedAppointment } from '../test/stored-appointment';
import type { StoredAppointment } from '../use-appointments';
import { laterAppointments } from './later-appointments';

const stored = (id: string, startsAt: string, more: Partial<StoredAppointment> = {}) =>
  storedAppointment(id, startsAt, { agentId: 'left', ...more });
const YEAR_AHEAD = '2027-11-28T00:00:00.000Z';

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
      YEAR_AHEAD,
    );
    expect(found.map(({ id, agentId, startsAt, occurrence }) => [id, agentId, startsAt, occurrence?.seriesId])).toEqual(
      [
        ['single', 'left', '2028-05-01T09:00:00.000Z', undefined],
        [occurrenceId('begins', '2028-06-05T12:00'), 'left', '2028-06-05T09:00:00.000Z', 'begins'],
        [changed.id, 'stays', '2029-01-02T09:00:00.000Z', 'weekly'],
      ],
    );
  });

  it('leaves out a changed occurrence that its series has before', () => {
    const on = '2027-11-23T12:00';
    const weekly = stored('weekly', '2026-12-01T09:00:00.000Z', { recurrence: 'FREQ=WEEKLY;BYDAY=TU' });
    const names = { rootId: 'weekly', seriesId: 'weekly', occurrenceOn: on, own: ['notes'] };
    const changed = stored(occurrenceId('weekly', on), '2027-12-01T09:00:00.000Z', names);
    expect(laterAppointments([changed], [weekly], YEAR_AHEAD)).toEqual([]);
  });
});
