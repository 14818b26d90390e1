import { describe, expect, it } from 'vitest';
import { makeAppointment } from '../../prisma/factories/appointment-factory';
import { Random } from '../../prisma/factories/random';
import type { AppointmentFields } from '../collections/appointment';
import { isOccurrenceName, shownBetween, shownNow } from './occurrences';
import { cutSeries } from './recurrence';
import { followingId, occurrenceId, seriesOf } from './series';

const random = Random.unscattered(15);
const series = (values: Partial<AppointmentFields> = {}) =>
  makeAppointment(random, {
    title: 'Haftalık',
    startsAt: '2026-03-02T07:00:00.000Z',
    endsAt: '2026-03-02T08:00:00.000Z',
    zone: 'Europe/Istanbul',
    recurrence: 'FREQ=WEEKLY;BYDAY=MO',
    ...values,
  });
const changed = (of: AppointmentFields, on: string, own: string[], values: Partial<AppointmentFields>) => ({
  ...of,
  id: occurrenceId(of.id, on),
  recurrence: '',
  rootId: of.id,
  seriesId: of.id,
  occurrenceOn: on,
  own,
  ...values,
});
const march = (documents: readonly AppointmentFields[]) =>
  shownBetween(documents, Date.parse('2026-03-01T00:00:00Z'), Date.parse('2026-04-01T00:00:00Z'));

describe('what stored appointments show', () => {
  it('knows of a clash that was left as it is, also once its date was changed or its series was split', () => {
    const accepts = ['2026-03-09T10:00', '2026-03-23T10:00'].map((on) => ({
      ...{ on, root: '0190aaaa-0000-7000-8000-000000000009', otherOn: '', reason: '' },
      by: '0190aaaa-0000-7000-8000-000000000002',
    }));
    const one = series({ accepts });
    const noted = changed(one, '2026-03-09T10:00', ['notes'], { notes: 'kahve', accepts: [] });
    const cut = cutSeries(seriesOf(one), '2026-03-16T10:00')!;
    const documents = [
      { ...one, recurrence: cut.before },
      noted,
      series({
        ...cut.after,
        id: followingId(one.id, '2026-03-16T10:00'),
        recurrence: cut.after.rrule,
        rootId: one.id,
        accepts: [],
      }),
    ];
    const known = (all: typeof documents) =>
      march(all).map(({ occurrence, accepts: of = [] }) => of.some(({ on }) => on === occurrence?.on));
    expect(known([one, noted])).toEqual([false, true, false, true, false]);
    expect(known(documents)).toEqual([false, true, false, true, false]);
  });

  it('is every occurrence of a window, each under the id its change would have', () => {
    const one = series();
    const shown = march([one]);
    expect(shown.map(({ startsAt }) => startsAt.slice(0, 10))).toEqual([
      '2026-03-02',
      '2026-03-09',
      '2026-03-16',
      '2026-03-23',
      '2026-03-30',
    ]);
    expect(shown[1]).toMatchObject({ id: occurrenceId(one.id, '2026-03-09T10:00'), title: 'Haftalık' });
  });

  it('has a changed occurrence in place of the one it changes, reading what it does not own from the series', () => {
    const one = series();
    const noted = changed(one, '2026-03-09T10:00', ['notes'], { notes: 'kahve', title: 'eski bir kopya' });
    const moved = changed(one, '2026-03-16T10:00', ['schedule'], {
      startsAt: '2026-03-18T12:00:00.000Z',
      endsAt: '2026-03-18T13:00:00.000Z',
    });
    const shown = march([one, noted, moved]);
    expect(shown.map(({ startsAt }) => startsAt.slice(0, 10))).toEqual([
      '2026-03-02',
      '2026-03-09',
      '2026-03-18',
      '2026-03-23',
      '2026-03-30',
    ]);
    expect(shown[1]).toMatchObject({ notes: 'kahve', title: 'Haftalık', startsAt: '2026-03-09T07:00:00.000Z' });
    expect(shown[2]?.occurrence).toMatchObject({ on: '2026-03-16T10:00', isChanged: true, isStray: false });
  });

  it('keeps a change when the series moves to another hour or was split meanwhile', () => {
    const one = series();
    const noted = changed(one, '2026-03-23T10:00', ['notes'], { notes: 'sözleşme' });
    const cut = cutSeries(seriesOf(one), '2026-03-16T10:00');
    const before = { ...one, recurrence: cut!.before };
    const after = {
      ...one,
      id: followingId(one.id, '2026-03-16T10:00'),
      rootId: one.id,
      splitFrom: one.id,
      title: 'Yeni saat',
      recurrence: cut!.after.rrule,
      startsAt: '2026-03-16T11:00:00.000Z',
      endsAt: '2026-03-16T12:00:00.000Z',
    };
    const shown = march([before, after, noted]);
    expect(shown.map(({ startsAt }) => startsAt.slice(5, 16))).toEqual([
      '03-02T07:00',
      '03-09T07:00',
      '03-16T11:00',
      '03-23T11:00',
      '03-30T11:00',
    ]);
    expect(shown[3]).toMatchObject({ notes: 'sözleşme', title: 'Yeni saat' });
    expect(shown[3]?.occurrence?.isStray).toBe(false);
  });

  it('shows once what two people who split a series at once both have, as the later part has it', () => {
    const one = series();
    const part = (on: string, title: string) => ({
      ...one,
      id: followingId(one.id, on),
      rootId: one.id,
      splitFrom: one.id,
      title,
      startsAt: `${on.slice(0, 10)}T07:00:00.000Z`,
      endsAt: `${on.slice(0, 10)}T08:00:00.000Z`,
    });
    const before = { ...one, recurrence: cutSeries(seriesOf(one), '2026-03-09T10:00')!.before };
    const parts = [part('2026-03-16T10:00', 'sonraki'), before, part('2026-03-09T10:00', 'önceki')];
    const noted = changed(one, '2026-03-23T10:00', ['notes'], { notes: 'sözleşme' });
    for (const order of [parts, parts.toReversed()])
      expect(march([...order, noted]).map(({ startsAt, title }) => `${startsAt.slice(5, 10)} ${title}`)).toEqual([
        '03-02 Haftalık',
        '03-09 önceki',
        '03-16 sonraki',
        '03-23 sonraki',
        '03-30 sonraki',
      ]);
  });

  it('shows, and says so, what somebody changed of a series that had ended before', () => {
    const one = series({ recurrence: 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20260310T000000Z' });
    const late = changed(one, '2026-03-23T10:00', ['notes'], {
      notes: 'geldi',
      startsAt: '2026-03-23T07:00:00.000Z',
      endsAt: '2026-03-23T08:00:00.000Z',
    });
    const shown = march([one, late]);
    expect(shown.at(-1)).toMatchObject({ notes: 'geldi', occurrence: { isStray: true } });
    expect(shown).toHaveLength(3);
  });

  it('finds an occurrence that was moved into the window from far away, and none that was moved out of it', () => {
    const one = series();
    const away = changed(one, '2026-03-09T10:00', ['schedule'], {
      startsAt: '2026-07-01T07:00:00.000Z',
      endsAt: '2026-07-01T08:00:00.000Z',
    });
    expect(march([one, away])).toHaveLength(4);
    const july = shownBetween([one, away], Date.parse('2026-07-01T00:00:00Z'), Date.parse('2026-07-02T00:00:00Z'));
    expect(july.map(({ occurrence }) => occurrence?.on)).toEqual(['2026-03-09T10:00']);
  });
});

describe('what the name of an occurrence means once its series was changed', () => {
  const one = series();
  const cut = cutSeries(seriesOf(one), '2026-03-16T10:00')!;
  const before = { ...one, recurrence: cut.before };
  const after = (startsAt: string, endsAt: string, recurrence: string) =>
    series({ id: followingId(one.id, '2026-03-16T10:00'), rootId: one.id, startsAt, endsAt, recurrence });

  it('is the one of its day, where that is at another hour now', () => {
    const later = after('2026-03-16T12:30:00.000Z', '2026-03-16T13:30:00.000Z', cut.after.rrule);
    expect(shownNow([before, later], '2026-03-23T10:00')?.startsAt).toBe('2026-03-23T12:30:00.000Z');
    expect(shownNow([before, later], '2026-03-09T10:00')?.startsAt).toBe('2026-03-09T07:00:00.000Z');
  });

  it('is none where its day has none any more, and never another day’s', () => {
    const tuesdays = after('2026-03-17T07:00:00.000Z', '2026-03-17T08:00:00.000Z', 'FREQ=WEEKLY;BYDAY=TU');
    expect(shownNow([before, tuesdays], '2026-03-23T10:00')).toBeNull();
    expect(shownNow([before, tuesdays], '2026-03-24T10:00')?.startsAt).toBe('2026-03-24T07:00:00.000Z');
  });

  it.each(['', '2026-03-23', '2026-03-23T10:', '2026-03-23T10:0', '2026-02-30T10:00', 'bad', '2026-03-23T10:00:00'])(
    'is none where it is no name (%s)',
    (on) => {
      expect(isOccurrenceName(on)).toBe(false);
      expect(shownNow([one], on)).toBeNull();
    },
  );
});
