import { describe, expect, it } from 'vitest';
import { makeAppointment } from '../../prisma/factories/appointment-factory';
import { Random } from '../../prisma/factories/random';
import type { AppointmentFields } from '../collections/appointment';
import { changeSeries, endSeries, takeBack, type AppointmentWrite, type SeriesScope } from './change-series';
import { shownBetween, shownOn, type Shown } from './occurrences';
import { startsWithItself } from './recurrence';
import { isSeries, seriesOf } from './series';

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

  it('writes each document once, whatever the occurrence had of its own', () => {
    const moved = at('03-24T14:00', '03-24T15:00');
    for (const values of [{ title: 'Yalnız bu' }, moved] as const) {
      const own = change([weekly], '2026-03-23T10:00', 'this', values);
      for (const scope of ['following', 'all'] as const)
        for (const wanted of [{ title: 'Hepsi' }, at('03-25T14:00', '03-25T15:00')]) {
          const writes = changeSeries(on(own, '2026-03-23T10:00'), own, scope, wanted, maker);
          expect(new Set(writes.map(({ id }) => id)).size, scope).toBe(writes.length);
        }
    }
  });

  it('moves changed dates that come to the names of one another', () => {
    for (const weeks of [1, -1]) {
      const first = change([weekly], '2026-03-23T10:00', 'this', { notes: 'ilk' });
      const both = change(first, '2026-03-30T10:00', 'this', { ...at('04-01T14:00', '04-01T15:00'), title: 'ikinci' });
      const [to] = weeks === 1 ? ['03-23'] : ['03-09'];
      const wanted = at(`${to}T10:00`, `${to}T11:00`);
      const writes = changeSeries(on(both, '2026-03-16T10:00'), both, 'all', wanted, maker);
      expect(new Set(writes.map(({ id }) => id)).size).toBe(writes.length);
      const after = applied(both, writes);
      const read = shown(after).map(({ startsAt, notes, title }) => [startsAt.slice(5, 16), notes, title]);
      expect(read.filter(([, notes, title]) => notes !== '' || title !== weekly.title)).toEqual([
        [weeks === 1 ? '03-30T09:00' : '03-16T10:00', 'ilk', weekly.title],
        ['04-01T14:00', '', 'ikinci'],
      ]);
      expect(shown(after)).toHaveLength(6);
      const back = applied(after, takeBack(writes, both, maker));
      expect(shown(back).map(({ startsAt, notes, title }) => [startsAt, notes, title])).toEqual(
        shown(both).map(({ startsAt, notes, title }) => [startsAt, notes, title]),
      );
    }
  });

  it('takes an occurrence that has its own time along to another day', () => {
    const own = change([weekly], '2026-03-23T10:00', 'this', at('03-24T14:00', '03-24T15:00'));
    for (const [scope, before] of [
      ['following', ['03-09T10:00', '03-16T10:00']],
      ['all', ['03-10T10:00', '03-17T10:00']],
    ] as const)
      expect(starts(change(own, '2026-03-23T10:00', scope, at('03-25T14:00', '03-25T15:00'))), scope).toEqual([
        ...before,
        '03-25T14:00',
        '03-31T09:00',
        '04-07T09:00',
        '04-14T09:00',
      ]);
  });

  it.each([
    ['the last day', 'BYMONTHDAY=-1', '01-31', ['02-28T10:00', '02-27T10:00'], ['01-27', '02-27', '03-27', '04-27']],
    ['a day', 'BYMONTHDAY=28', '01-28', ['02-28T10:00', '03-03T10:00'], ['02-03', '03-03', '04-03', '05-03']],
    ['the first', 'BYMONTHDAY=1', '02-01', ['03-01T10:00', '02-28T10:00'], ['01-28', '02-28', '03-28', '04-28']],
  ] as const)('of every month, by %s, comes where the moved date came', (_, by, first, [from, to], expected) => {
    const monthly = {
      ...weekly,
      ...{ startsAt: `2026-${first}T10:00:00.000Z`, endsAt: `2026-${first}T11:00:00.000Z`, zone: 'UTC' },
      recurrence: `FREQ=MONTHLY;${by};COUNT=4`,
    };
    const year = (documents: readonly AppointmentFields[]) =>
      shownBetween(documents, Date.parse('2026-01-01T00:00:00Z'), Date.parse('2027-01-01T00:00:00Z'));
    const [, , third] = year([monthly]);
    const noted = change([monthly], third!.occurrence!.on, 'this', { notes: 'sözleşme' });
    const after = change(noted, `2026-${from}`, 'all', { ...at(to, to.replace('T10', 'T11')), zone: 'UTC' });
    expect(year(after).map(({ startsAt }) => startsAt.slice(5, 10))).toEqual(expected);
    expect(year(after).map(({ notes }) => notes)).toEqual(['', '', 'sözleşme', '']);
    expect(after.filter(isSeries).map((one) => startsWithItself(seriesOf(one)))).toEqual([true]);
  });

  it('shares out a count that stayed as it was when another rule begins in its midst', () => {
    const wednesdays = (count: number) =>
      shown(
        change([weekly], '2026-03-23T10:00', 'following', { recurrence: `FREQ=WEEKLY;BYDAY=WE;COUNT=${count}` }),
      ).slice(2);
    expect(wednesdays(6)).toHaveLength(4);
    expect(wednesdays(5)).toHaveLength(5);
  });

  it('begins with the first date of its new rule', () => {
    for (const [scope, before] of [
      ['following', 2],
      ['all', 0],
    ] as const) {
      const after = change([weekly], '2026-03-23T10:00', scope, { recurrence: 'FREQ=WEEKLY;BYDAY=WE;COUNT=4' });
      expect(after.filter(isSeries).map((one) => startsWithItself(seriesOf(one)))).not.toContain(false);
      expect(starts(after).slice(before)[0], scope).toBe(scope === 'all' ? '03-11T10:00' : '03-25T10:00');
    }
  });

  it('brings back nothing that was taken back before', () => {
    const writes = changeSeries(
      on([weekly], '2026-03-23T10:00'),
      [weekly],
      'this',
      { ...at('03-24T14:00', '03-24T15:00'), status: 'held' },
      maker,
    );
    const back = applied(applied([weekly], writes), takeBack(writes, [weekly], maker));
    const noted = change(back, '2026-03-23T10:00', 'this', { notes: 'sözleşme' });
    expect(starts(noted)).toEqual(starts([weekly]));
    expect(on(noted, '2026-03-23T10:00')).toMatchObject({ notes: 'sözleşme', status: weekly.status });
  });

  it('is taken back to what was shown, also where the series had moved since the occurrence was changed', () => {
    const noted = change([weekly], '2026-03-23T10:00', 'this', { notes: 'sözleşme' });
    const later = change(noted, '2026-03-09T10:00', 'all', at('03-09T11:00', '03-09T12:00'));
    const writes = changeSeries(on(later, '2026-03-23T11:00'), later, 'this', at('03-24T14:00', '03-24T15:00'), maker);
    const back = applied(applied(later, writes), takeBack(writes, later, maker));
    expect(starts(back)).toEqual(starts(later));
  });

  it('ends with an occurrence that was changed before the series moved to a later hour', () => {
    const noted = change([weekly], '2026-03-23T10:00', 'this', { notes: 'sözleşme' });
    const later = change(noted, '2026-03-09T10:00', 'all', at('03-09T11:00', '03-09T12:00'));
    const after = applied(later, endSeries(on(later, '2026-03-23T11:00'), later, 'taşındı')!);
    expect(shown(after).filter(({ status }) => status !== 'cancelled')).toHaveLength(2);
  });

  it('is cancelled whole, with the dates that have a state of their own, but for what took place', () => {
    const held = change([weekly], '2026-03-09T10:00', 'this', { status: 'held' });
    const again = change(held, '2026-03-30T10:00', 'this', { status: 'confirmed', cancelReason: '' });
    const all = changeSeries(
      on(again, '2026-03-16T10:00'),
      again,
      'all',
      { status: 'cancelled', cancelReason: 'taşındı' },
      maker,
    );
    const after = applied(again, all);
    expect(shown(after).map(({ status }) => status)).toEqual(['held', ...Array.from({ length: 5 }, () => 'cancelled')]);
    expect(shown(applied(after, takeBack(all, again, maker))).map(({ status }) => status)).toEqual(
      shown(again).map(({ status }) => status),
    );
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
