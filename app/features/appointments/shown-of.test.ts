import { describe, expect, it } from 'vitest';
import { datesOf, meetingsOf } from '../../../sync/rules/clash-search';
import { occurrenceId } from '../../../sync/rules/series';
import { storedAppointment as stored } from './test/stored-appointment';
import { appointmentQueries, shownOf } from './use-appointments';

const ZONE = 'Europe/Istanbul';
const WHO = { agentId: 'agent-1', customerId: 'customer-1' };
const WINDOW = { fromAt: '2027-03-01T00:00:00.000Z', toAt: '2027-04-12T00:00:00.000Z' };
const YEARS = { fromAt: '2027-03-01T00:00:00.000Z', toAt: '2034-03-01T00:00:00.000Z' };

const single = [
  stored('theirs', '2027-03-02T09:00:00.000Z', { agentId: WHO.agentId }),
  stored('customers', '2027-03-09T09:30:00.000Z', { customerId: WHO.customerId }),
  stored('others', '2027-03-09T09:00:00.000Z'),
  stored('later', '2029-03-09T09:00:00.000Z', { agentId: WHO.agentId }),
];
const weekly = stored('weekly', '2027-03-01T08:00:00.000Z', { recurrence: 'FREQ=WEEKLY;BYDAY=MO' });
const given = stored(occurrenceId('weekly', '2027-03-15T11:00'), '2027-03-15T08:00:00.000Z', {
  agentId: WHO.agentId,
  rootId: 'weekly',
  seriesId: 'weekly',
  occurrenceOn: '2027-03-15T11:00',
  own: ['agentId'],
});
const found = { single: [...single, given], changed: [given], series: [weekly] };

describe('what two people have in a window', () => {
  it('is what everybody has in it, without what is neither of theirs', () => {
    const all = shownOf(found, WINDOW);
    const isTheirs = ({ agentId, customerId }: { agentId: string; customerId: string }) =>
      agentId === WHO.agentId || customerId === WHO.customerId;
    expect(all.map(({ id }) => id)).toContain('others');
    expect(shownOf(found, WINDOW, WHO)).toEqual(all.filter(isTheirs));
  });

  it("holds the one date of somebody else's series that was given to them", () => {
    const ids = shownOf(found, WINDOW, WHO).map(({ id }) => id);
    expect(ids).toEqual(['theirs', 'customers', given.id]);
  });

  it('is the same in a window of what was read for years', () => {
    const within = ({ startsAt }: { startsAt: string }) => startsAt < WINDOW.toAt;
    expect(shownOf(found, WINDOW, WHO)).toEqual(shownOf(found, YEARS, WHO).filter(within));
    expect(appointmentQueries(YEARS.fromAt, YEARS.toAt).series).toEqual(
      appointmentQueries(WINDOW.fromAt, WINDOW.toAt).series,
    );
  });

  it('meets a new series on the same dates as what everybody has', () => {
    const schedule = { startsAt: '2027-03-02T09:00:00.000Z', endsAt: '2027-03-02T10:00:00.000Z', zone: ZONE };
    const dates = datesOf(schedule, 'FREQ=DAILY;COUNT=20');
    const candidate = { ...WHO, rootId: '', accepts: [] };
    const met = meetingsOf(dates, candidate, shownOf(found, WINDOW));
    expect(meetingsOf(dates, candidate, shownOf(found, WINDOW, WHO))).toEqual(met);
    expect(met.map(({ date }) => date.on.slice(0, 10))).toEqual(['2027-03-02', '2027-03-09']);
  });
});
