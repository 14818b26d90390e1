import { describe, expect, it } from 'vitest';
import { makeAppointment } from '../../prisma/factories/appointment-factory';
import { Random } from '../../prisma/factories/random';
import type { AppointmentFields } from '../collections/appointment';
import { changeSeries, endSeries, takeBack, type AppointmentWrite, type SeriesScope } from './change-series';
import { shownBetween, shownOn, type Shown } from './occurrences';

const maker = { memberId: '0189aaaa-0000-7000-8000-000000000001', nowIso: '2026-03-01T00:00:00.000Z' };

/** Mondays at ten in London, where clocks go forward on 29 March 2026. */
const weekly = makeAppointment(Random.unscattered(3), {
  title: 'Görüşme',
  startsAt: '2026-03-09T10:00:00.000Z',
  endsAt: '2026-03-09T11:00:00.000Z',
  zone: 'Europe/London',
  recurrence: 'FREQ=WEEKLY;BYDAY=MO;COUNT=6',
  notes: '',
});

function applied(documents: readonly AppointmentFields[], writes: readonly AppointmentWrite[]): AppointmentFields[] {
  const byId = new Map(documents.map((one) => [one.id, one]));
  for (const { id, made, edited } of writes) {
    const stands = byId.get(id);
    if (stands === undefined && made === null) throw new Error(`${id} is not there`);
    const own = [...new Set([...(stands?.own ?? []), ...(edited.own ?? [])])];
    byId.set(id, stands === undefined ? ({ ...made, id } as AppointmentFields) : { ...stands, ...edited, own });
  }
  return [...byId.values()];
}
const shown = (documents: readonly AppointmentFields[]) =>
  shownBetween(documents, Date.parse('2026-03-01T00:00:00Z'), Date.parse('2026-06-01T00:00:00Z'));
const starts = (documents: readonly AppointmentFields[]) =>
  shown(documents).map(({ startsAt }) => startsAt.slice(5, 16));
const on = (documents: readonly AppointmentFields[], name: string) =>
  shownOn(documents, name) as Shown<AppointmentFields>;
const change = (
  documents: readonly AppointmentFields[],
  name: string,
  scope: SeriesScope,
  values: Partial<AppointmentFields>,
) => applied(documents, changeSeries(on(documents, name), documents, scope, values, maker));
const at = (from: string, to: string) => ({
  startsAt: `2026-${from}:00.000Z`,
  endsAt: `2026-${to}:00.000Z`,
  zone: weekly.zone,
});

describe('changing a series', () => {
  it('moves one occurrence and no other', () => {
    const after = change([weekly], '2026-03-23T10:00', 'this', at('03-24T14:00', '03-24T15:00'));
    expect(starts(after)).toEqual([
      '03-09T10:00',
      '03-16T10:00',
      '03-24T14:00',
      '03-30T09:00',
      '04-06T09:00',
      '04-13T09:00',
    ]);
    expect(after[0]).toEqual(weekly);
  });

  it('moves this and the following by wall clock across a change of clocks, and the rule with them', () => {
    const after = change([weekly], '2026-03-23T10:00', 'following', at('03-24T14:00', '03-24T15:00'));
    expect(starts(after)).toEqual([
      '03-09T10:00',
      '03-16T10:00',
      '03-24T14:00',
      '03-31T13:00',
      '04-07T13:00',
      '04-14T13:00',
    ]);
  });

  it('moves all of it', () => {
    const after = change([weekly], '2026-03-30T10:00', 'all', at('03-31T08:00', '03-31T09:00'));
    expect(starts(after)).toEqual([
      '03-10T09:00',
      '03-17T09:00',
      '03-24T09:00',
      '03-31T08:00',
      '04-07T08:00',
      '04-14T08:00',
    ]);
  });

  it('keeps what was changed of single occurrences, wherever the series goes', () => {
    const noted = change([weekly], '2026-04-06T10:00', 'this', { notes: 'sözleşme' });
    for (const [scope, from] of [
      ['all', '2026-03-16T10:00'],
      ['following', '2026-03-16T10:00'],
    ] as const) {
      const other = change(noted, from, scope, at('03-17T12:00', '03-17T12:30'));
      const found = shown(other).filter(({ notes }) => notes === 'sözleşme');
      expect(found.map(({ startsAt, endsAt }) => [startsAt.slice(5, 16), endsAt.slice(11, 16)])).toEqual([
        ['04-07T11:00', '11:30'],
      ]);
      expect(shown(other)).toHaveLength(6);
    }
  });

  it('gives what is wanted of an occurrence to it although it has its own, and to those that follow', () => {
    const own = change([weekly], '2026-03-23T10:00', 'this', { title: 'Yalnız bu' });
    const after = change(own, '2026-03-23T10:00', 'following', { title: 'Hepsi' });
    expect(shown(after).map(({ title }) => title)).toEqual(['Görüşme', 'Görüşme', 'Hepsi', 'Hepsi', 'Hepsi', 'Hepsi']);
  });

  it('does not reach over a cut again when what is left before it moves to an earlier hour', () => {
    const cut = change([weekly], '2026-03-30T10:00', 'following', { title: 'Sonra' });
    const after = change(cut, '2026-03-09T10:00', 'all', at('03-09T08:00', '03-09T09:00'));
    expect(starts(after)).toEqual([
      '03-09T08:00',
      '03-16T08:00',
      '03-23T08:00',
      '03-30T09:00',
      '04-06T09:00',
      '04-13T09:00',
    ]);
  });

  it('takes the first occurrence and those that follow for all', () => {
    expect(change([weekly], '2026-03-09T10:00', 'following', { title: 'x' })).toHaveLength(1);
  });

  it('ends before an occurrence, and cancels what was changed of later ones', () => {
    const noted = change([weekly], '2026-04-06T10:00', 'this', { notes: 'x' });
    const after = applied(noted, endSeries(on(noted, '2026-03-30T10:00'), noted, 'taşındı')!);
    expect(shown(after).filter(({ status }) => status !== 'cancelled')).toHaveLength(3);
    expect(shown(after).at(-1)).toMatchObject({ status: 'cancelled', cancelReason: 'taşındı' });
  });

  it('writes no field without a value, also of a series that an older build made or that has just been made', () => {
    const known = Object.entries(weekly).filter(([name]) => name !== 'remind' && name !== 'kindId');
    const bare = Object.fromEntries(known) as AppointmentFields;
    const occurrence = on([bare], '2026-03-23T10:00');
    const writes = (['this', 'following', 'all'] as const).flatMap((scope) =>
      changeSeries(occurrence, [bare], scope, { notes: 'kahve', remind: 'off' }, maker),
    );
    const back = takeBack(writes, [bare], maker);
    for (const { made, edited } of [...writes, ...back])
      expect(Object.entries({ ...made, ...edited }).filter(([, value]) => value === undefined)).toEqual([]);
    expect(writes.some(({ made }) => made !== null)).toBe(true);
  });

  it('is taken back whole', () => {
    for (const scope of ['this', 'following', 'all'] as const) {
      const noted = change([weekly], '2026-04-06T10:00', 'this', { notes: 'x' });
      const writes = changeSeries(on(noted, '2026-03-23T10:00'), noted, scope, at('03-24T14:00', '03-24T15:00'), maker);
      const back = applied(applied(noted, writes), takeBack(writes, noted, maker));
      expect(starts(back), scope).toEqual(starts(noted));
      expect(shown(back).filter(({ notes }) => notes === 'x')).toHaveLength(1);
    }
  });
});
