import { describe, expect, it } from 'vitest';
import { makeAppointment } from '../../prisma/factories/appointment-factory';
import { Random } from '../../prisma/factories/random';
import type { AppointmentFields } from '../collections/appointment';
import type { CollectionDefinition } from '../collections/definition';
import { COLLECTIONS } from '../collections/registry';
import { createLocalDocument } from './edit-document';
import { mergePatch, type MergeResult } from './merge';
import { occurrenceId } from './series';

const APPOINTMENTS = COLLECTIONS.appointments;
const series = makeAppointment(Random.unscattered(1), { notes: '', title: 'Toplantı', recurrence: 'FREQ=DAILY' });
const on = '2026-11-27T10:00';

/** What a tablet pushes that changed `values` of an occurrence it only knew from the series. */
const made = (deviceId: string, nowMs: number, own: string[], values: Partial<AppointmentFields>) =>
  createLocalDocument(
    APPOINTMENTS,
    occurrenceId(series.id, on),
    { ...series, recurrence: '', rootId: series.id, seriesId: series.id, occurrenceOn: on, own, ...values },
    { nowMs, deviceId, seen: '' },
  ).sync.pending;
const merged = (definition: CollectionDefinition, ...patches: ReturnType<typeof made>[]) => {
  let result: MergeResult = { fields: {}, stamps: {}, clashes: [], refused: [], changed: [] };
  for (const patch of patches) result = mergePatch(definition, result, patch, false);
  return result;
};

describe('one occurrence changed on two tablets', () => {
  const noted = made('aaaaaaaa', 1_000, ['notes'], { notes: 'kahve' });
  const moved = made('bbbbbbbb', 2_000, ['schedule'], {
    startsAt: '2026-11-27T12:00:00.000Z',
    endsAt: '2026-11-27T13:00:00.000Z',
  });

  it('keeps both changes, whoever comes first, and asks nobody', () => {
    for (const patches of [
      [noted, moved],
      [moved, noted],
    ]) {
      const { fields, clashes } = merged(APPOINTMENTS, ...patches);
      expect(fields).toMatchObject({ notes: 'kahve', startsAt: '2026-11-27T12:00:00.000Z' });
      expect([...(fields['own'] as string[])].sort()).toEqual(['notes', 'schedule']);
      expect(clashes).toEqual([]);
    }
  });

  it('makes a card where both changed the same', () => {
    const other = made('bbbbbbbb', 2_000, ['notes'], { notes: 'çay' });
    const { fields, clashes } = merged(APPOINTMENTS, noted, other);
    expect(fields['notes']).toBe('çay');
    expect(clashes.map(({ unit }) => unit)).toEqual(['notes']);
  });

  it('would lose one of them if copies of the series counted as edits', () => {
    const { fields, clashes } = merged({ ...APPOINTMENTS, adapt: null }, noted, moved);
    expect(fields['notes']).not.toBe('kahve');
    expect(clashes.length).toBeGreaterThan(0);
  });
});
