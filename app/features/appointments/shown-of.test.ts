import { describe, expect, it } from 'vitest';
import { findOverlaps } from '../../../sync/rules/appointment-overlap';
import { datesOf, meetingsOf } from '../../../sync/rules/clash-search';
import { occurrenceId } from '../../../sync/rules/series';
import { storedAppointment as stored } from './test/stored-appointment';
import { appointmentRanges, shownOf } from './use-appointments';

const NOBODY: ReadonlyMap<string, string> = new Map();
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
    const all = shownOf(found, WINDOW, NOBODY);
    const isTheirs = ({ agentId, customerId }: { agentId: string; customerId: string }) =>
      agentId === WHO.agentId || customerId === WHO.customerId;
    expect(all.map(({ id }) => id)).toContain('others');
    expect(shownOf(found, WINDOW, NOBODY, WHO)).toEqual(all.filter(isTheirs));
  });

  it("holds the one date of somebody else's series that was given to them", () => {
    const ids = shownOf(found, WINDOW, NOBODY, WHO).map(({ id }) => id);
    expect(ids).toEqual(['theirs', 'customers', given.id]);
  });

  it('is the same in a window of what was read for years', () => {
    const within = ({ startsAt }: { startsAt: string }) => startsAt < WINDOW.toAt;
    expect(shownOf(found, WINDOW, NOBODY, WHO)).toEqual(shownOf(found, YEARS, NOBODY, WHO).filter(within));
    expect(appointmentRanges(YEARS.fromAt, YEARS.toAt)[2]).toEqual(appointmentRanges(WINDOW.fromAt, WINDOW.toAt)[2]);
  });

  it('meets a new series on the same dates as what everybody has', () => {
    const schedule = { startsAt: '2027-03-02T09:00:00.000Z', endsAt: '2027-03-02T10:00:00.000Z', zone: ZONE };
    const dates = datesOf(schedule, 'FREQ=DAILY;COUNT=20');
    const candidate = { ...WHO, rootId: '', accepts: [] };
    const met = meetingsOf(dates, candidate, shownOf(found, WINDOW, NOBODY));
    expect(meetingsOf(dates, candidate, shownOf(found, WINDOW, NOBODY, WHO))).toEqual(met);
    expect(met.map(({ date }) => date.on.slice(0, 10))).toEqual(['2027-03-02', '2027-03-09']);
  });

  it('is of a person what any of their records has, and that meets another of them', () => {
    const roots = new Map([['customer-2', WHO.customerId]]);
    const merged = stored('of the merged', '2027-03-09T09:45:00.000Z', { customerId: 'customer-2' });
    const repeated = stored('of the merged too', '2027-03-10T09:00:00.000Z', {
      customerId: 'customer-2',
      recurrence: 'FREQ=DAILY;COUNT=2',
    });
    const both = { ...found, single: [...found.single, merged], series: [...found.series, repeated] };
    const theirs = shownOf(both, WINDOW, roots, WHO);
    expect(theirs.map(({ startsAt }) => startsAt.slice(0, 10))).toEqual([
      '2027-03-02',
      '2027-03-09',
      '2027-03-09',
      '2027-03-10',
      '2027-03-11',
      given.startsAt.slice(0, 10),
    ]);
    expect(findOverlaps(shownOf(both, WINDOW, roots))).toContainEqual({
      first: 'customers',
      second: 'of the merged',
      sameAgent: expect.any(Boolean) as boolean,
      sameCustomer: true,
    });
    const schedule = { startsAt: '2027-03-11T09:30:00.000Z', endsAt: '2027-03-11T10:00:00.000Z', zone: ZONE };
    const candidate = { agentId: 'nobody', customerId: WHO.customerId, rootId: '', accepts: [] };
    expect(meetingsOf(datesOf(schedule, ''), candidate, theirs)).toHaveLength(1);
    expect(meetingsOf(datesOf(schedule, ''), candidate, shownOf(both, WINDOW, NOBODY))).toEqual([]);
  });
});
