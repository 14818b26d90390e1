import { describe, expect, it } from 'vitest';
import { createFormats } from '../../i18n/formats';
import type { AppointmentFields } from '../../../sync/collections/appointment';
import type { InteractionFields } from '../../../sync/collections/interaction';
import { appointmentRecord } from '../appointments/appointments.record';
import { interactionRecord } from '../interactions/interactions.record';
import { recordsInTime } from './records-in-time';
import { buildTimeline as build, daysKnown } from './timeline';

const { dayOf } = createFormats('tr', 'Europe/Istanbul');
const call = (id: string, occurredAt: string) => ({
  id,
  customerId: 'c',
  authorId: 'm',
  kind: 'call' as const,
  outcome: 'reached' as const,
  body: '',
  durationMinutes: 0,
  occurredAt,
  createdAt: occurredAt,
});
const visit = (id: string, startsAt: string, deletedAt = '') => ({
  id,
  customerId: 'c',
  agentId: 'm',
  title: '',
  kind: 'visit' as const,
  startsAt,
  endsAt: startsAt,
  zone: 'Europe/Istanbul',
  location: '',
  notes: '',
  status: 'confirmed' as const,
  cancelReason: '',
  createdBy: 'm',
  createdAt: startsAt,
  deletedAt,
});
const buildTimeline = (
  interactions: readonly InteractionFields[],
  appointments: readonly AppointmentFields[],
  conflicts: readonly { id: string; at: string }[],
  dayOf: (at: string) => string,
  todayOn: string,
) => {
  const inTime = (collection: 'interactions' | 'appointments', timeline: unknown, stored: unknown) =>
    recordsInTime(collection, timeline as never, stored as never, Date.parse(todayOn));
  return build(
    [
      ...inTime('interactions', interactionRecord.timeline, interactions),
      ...inTime('appointments', appointmentRecord.timeline, appointments),
    ],
    conflicts,
    dayOf,
    todayOn,
  );
};
const shape = (days: ReturnType<typeof buildTimeline>) =>
  days.map((day) => [day.dayOn, ...day.entries.map((entry) => entry.id)]);

describe('the timeline', () => {
  it('puts both kinds in one order, newest first, under the day of the reader', () => {
    const days = buildTimeline(
      [call('i1', '2026-11-20T09:00:00.000Z'), call('i2', '2026-11-21T21:30:00.000Z')],
      [visit('a1', '2026-11-20T10:00:00.000Z')],
      [],
      dayOf,
      '2026-11-22',
    );
    expect(shape(days)).toEqual([
      ['2026-11-22', 'i2'],
      ['2026-11-20', 'a1', 'i1'],
    ]);
  });

  it('leaves out deleted appointments', () => {
    expect(
      buildTimeline([], [visit('a1', '2026-11-20T10:00:00.000Z', '2026-11-20T11:00:00.000Z')], [], dayOf, '2026-11-22'),
    ).toEqual([]);
  });

  it('marks what is still ahead', () => {
    const days = buildTimeline(
      [call('i1', '2026-11-22T09:00:00.000Z')],
      [visit('a1', '2026-11-25T10:00:00.000Z')],
      [],
      dayOf,
      '2026-11-22',
    );
    expect(days.map((day) => day.isAhead)).toEqual([true, false]);
  });

  it('counts the silence between two days once it is long, never towards the future', () => {
    const days = buildTimeline(
      [
        call('i1', '2026-11-22T09:00:00.000Z'),
        call('i2', '2026-10-29T09:00:00.000Z'),
        call('i3', '2026-10-20T09:00:00.000Z'),
      ],
      [visit('a1', '2027-01-10T10:00:00.000Z')],
      [],
      dayOf,
      '2026-11-22',
    );
    expect(days.map((day) => day.gapDays)).toEqual([0, 23, 0, 0]);
  });

  it('shows when two edits clashed, which ends no silence', () => {
    const days = buildTimeline(
      [call('i1', '2026-11-22T09:00:00.000Z'), call('i2', '2026-10-29T09:00:00.000Z')],
      [],
      [{ id: 'k', at: '2026-11-10T09:00:00.000Z' }],
      dayOf,
      '2026-11-22',
    );
    expect(shape(days)).toEqual([
      ['2026-11-22', 'i1'],
      ['2026-11-10', 'k'],
      ['2026-10-29', 'i2'],
    ]);
    expect(days.map((day) => day.gapDays)).toEqual([23, 0, 0]);
  });

  it('keeps a steady order within one instant', () => {
    const at = '2026-11-20T09:00:00.000Z';
    const once = shape(buildTimeline([call('b', at), call('a', at)], [], [], dayOf, '2026-11-22'));
    expect(once).toEqual(shape(buildTimeline([call('a', at), call('b', at)], [], [], dayOf, '2026-11-22')));
  });

  it('takes a call that was taken back for no word with the customer, and says how long it has been quiet', () => {
    const calls = [call('i1', '2026-11-20T09:00:00.000Z'), call('i2', '2026-10-29T09:00:00.000Z')];
    const days = (interactions: readonly InteractionFields[]) =>
      buildTimeline(interactions, [], [], dayOf, '2026-11-22').map(({ gapDays, quietDays }) => [gapDays, quietDays]);
    expect(days(calls)).toEqual([
      [21, 0],
      [0, 0],
    ]);
    const back = { ...call('i3', '2026-11-21T09:00:00.000Z'), kind: 'note' as const, retracts: 'i1' };
    expect(days([...calls, back])).toEqual([
      [0, 0],
      [0, 24],
    ]);
  });

  it('shows what a later build tells of among the changes, and takes it for no word with the customer', () => {
    const merged = { ...call('m', '2026-11-10T09:00:00.000Z'), kind: 'merge', outcome: '' as const };
    const [record] = recordsInTime('interactions', interactionRecord.timeline as never, [merged] as never, 0);
    expect(record).toMatchObject({ group: 'changes', endsSilence: false });
  });

  it('puts what came out of another of the same instant above it', () => {
    const moved = (id: string, was: string, is: string) => ({
      ...call(id, '2026-11-20T09:00:00.000Z'),
      kind: 'stage' as const,
      outcome: '' as const,
      fact: { was, is },
    });
    const way = [moved('b', 'new', 'contacted'), moved('c', 'contacted', 'offer'), moved('a', 'offer', 'won')];
    for (const entries of [way, [...way].reverse()])
      expect(shape(buildTimeline(entries, [], [], dayOf, '2026-11-22'))).toEqual([['2026-11-20', 'a', 'c', 'b']]);
    // Back and forth at once follows from nothing: it stands in a steady order.
    const round = [moved('x', 'new', 'won'), moved('y', 'won', 'new')];
    expect(shape(buildTimeline(round, [], [], dayOf, '2026-11-22'))).toEqual([['2026-11-20', 'y', 'x']]);
  });

  it('claims nothing of days that are not all known yet, nor of what was before the first', () => {
    const calls = ['2026-11-20', '2026-11-19', '2026-10-29', '2026-10-02', '2026-10-01'].map((on, at) =>
      call(`i${at}`, `${on}T09:00:00.000Z`),
    );
    const whole = buildTimeline(calls, [], [], dayOf, '2026-11-22');
    expect(whole.map(({ gapDays }) => gapDays)).toEqual([0, 20, 26, 0, 0]);
    const known = daysKnown(
      buildTimeline(calls.slice(0, 3), [], [], dayOf, '2026-11-22'),
      '2026-10-02T10:00:00.000Z',
      dayOf,
    );
    const said = (days: typeof known) => days.map(({ dayOn, gapDays, quietDays }) => [dayOn, gapDays, quietDays]);
    expect(said(known)).toEqual([
      ['2026-11-20', 0, 0],
      ['2026-11-19', 20, 0],
      // What came before it is not known: no silence is claimed.
      ['2026-10-29', 0, 0],
    ]);
    expect(daysKnown(whole, '', dayOf)).toEqual(whole);
    expect(daysKnown(whole, '2026-11-20T09:00:00.000Z', dayOf)).toEqual([]);
  });
});
