import { describe, expect, it } from 'vitest';
import { makeAppointment } from '../../../../prisma/factories/appointment-factory';
import { Random } from '../../../../prisma/factories/random';
import type { AppointmentFields } from '../../../../sync/collections/appointment';
import { changeSeries, type SeriesScope } from '../../../../sync/rules/change-series';
import { meetingsOf } from '../../../../sync/rules/clash-search';
import { shownBetween, shownOn, type Shown } from '../../../../sync/rules/occurrences';
import { seriesAfter, written } from '../../../../sync/rules/series-after';
import type { ClashDecisions } from './clash-decisions';
import { withDecidedDates } from './decided-dates';
import type { Appointment, StoredAppointment } from '../use-appointments';

const maker = { memberId: '0189aaaa-0000-7000-8000-000000000001', nowIso: '2026-03-01T00:00:00.000Z' };
const FROM_MS = Date.parse(maker.nowIso);
/** Mondays at ten in London, where clocks go forward on 29 March 2026. */
const weekly = makeAppointment(Random.unscattered(3), {
  startsAt: '2026-03-09T10:00:00.000Z',
  endsAt: '2026-03-09T11:00:00.000Z',
  zone: 'Europe/London',
  status: 'confirmed',
  recurrence: 'FREQ=WEEKLY;BYDAY=MO;COUNT=5',
});
/** Somebody else's visits of the same agent at two by London's clocks. */
const others = ['2026-03-23T14:00:00.000Z', '2026-03-30T13:00:00.000Z', '2026-04-06T13:00:00.000Z'].map(
  (startsAt, at) =>
    makeAppointment(Random.unscattered(at + 10), {
      startsAt,
      endsAt: new Date(Date.parse(startsAt) + 3_600_000).toISOString(),
      zone: 'Europe/London',
      agentId: weekly.agentId,
      status: 'confirmed',
      recurrence: '',
    }),
);
const at = (hour: string, until: string) => ({
  startsAt: `2026-03-16T${hour}:00:00.000Z`,
  endsAt: `2026-03-16T${until}:00:00.000Z`,
  zone: weekly.zone,
});

function changed(scope: SeriesScope, decisions: ClashDecisions | null) {
  const shown = shownOn([weekly], '2026-03-16T10:00') as Shown<AppointmentFields>;
  const values = at('14', '15');
  const { dates } = seriesAfter(shown, [weekly], scope, values, maker, FROM_MS);
  const candidate = { rootId: weekly.id, agentId: weekly.agentId, customerId: weekly.customerId, accepts: [] };
  const meetings = meetingsOf(dates, candidate, others as unknown as Appointment[]);
  const writes = changeSeries(shown, [weekly], scope, values, maker);
  const stored = [weekly] as unknown as StoredAppointment[];
  const all = decisions === null ? writes : withDecidedDates(writes, stored, meetings, decisions, maker);
  const documents = written([weekly], all);
  const standing = shownBetween(documents, FROM_MS, Date.parse('2026-06-01T00:00:00Z'));
  return { meetings, documents, standing };
}
const startsOf = (all: readonly Shown<AppointmentFields>[]) =>
  all.filter(({ status }) => status === 'confirmed').map(({ startsAt }) => startsAt.slice(5, 16));

describe('what a change of more than one date would meet', () => {
  it('is every date of it, across a change of clocks, and of the following none before', () => {
    const names = ({ meetings }: ReturnType<typeof changed>) => meetings.map(({ date }) => date.startsAt.slice(5, 16));
    const met = ['03-23T14:00', '03-30T13:00', '04-06T13:00'];
    expect(names(changed('following', null))).toEqual(met);
    expect(names(changed('all', null))).toEqual(met);
    expect(names(changed('this', null))).toEqual([]);
  });

  it.each(['following', 'all'] as const)('of %s is left out, put elsewhere or kept, as was decided', (scope) => {
    const [first, second, third] = changed(scope, null).meetings.map(({ date }) => date.on);
    const { standing, documents } = changed(scope, {
      reason: 'kısa sürecek',
      byDate: {
        [first!]: { as: 'skip' },
        [second!]: { as: 'move', startsAt: '2026-03-30T15:00:00.000Z', endsAt: '2026-03-30T16:00:00.000Z' },
      },
    });
    const start = scope === 'all' ? '03-09T14:00' : '03-09T10:00';
    expect(startsOf(standing)).toEqual([start, '03-16T14:00', '03-30T15:00', '04-06T13:00']);
    expect(standing.find(({ status }) => status === 'cancelled')).toMatchObject({ cancelReason: 'kısa sürecek' });
    const accepts = documents.flatMap((one) => one.accepts ?? []);
    expect(accepts).toEqual([
      { on: third, root: others[2]!.id, otherOn: '', reason: 'kısa sürecek', by: maker.memberId },
    ]);
  });
});
