import { describe, expect, it } from 'vitest';
import { CUT_MARK } from '../../../sync/rules/audited-text';
import { earlierValue } from './earlier-value';

const NOW = { notes: 'Üç', city: 'Muş', status: 'confirmed', ownerId: 'b' };
const wrote = (field: string, before: unknown, after: unknown, action = 'update') => ({
  action,
  changes: [{ field, before, after }],
});
const ask = (entries: readonly ReturnType<typeof wrote>[], at: number, field: string, isAgent = false) =>
  earlierValue('customers', NOW, entries as never, at, field, isAgent);

describe('earlierValue', () => {
  it('is what stood before the change, and before it alone', () => {
    const entries = [wrote('notes', 'İki', 'Üç'), wrote('city', 'Van', 'Muş'), wrote('notes', 'Bir', 'İki')];
    expect(ask(entries, 0, 'notes')).toEqual({ unit: 'notes', values: { notes: 'İki' } });
    expect(ask(entries, 2, 'notes')).toEqual({ unit: 'notes', values: { notes: 'Bir' } });
    expect(ask(entries, 1, 'city')).toEqual({ unit: 'city', values: { city: 'Van' } });
  });

  it('is nothing where it stands there now, or a conflict is told of and not a change', () => {
    expect(ask([wrote('notes', 'Üç', 'Üç')], 0, 'notes')).toBeNull();
    const entries = [wrote('notes', 'Yan', 'Üç', 'conflict'), wrote('notes', 'Bir', 'Üç')];
    expect(ask(entries, 1, 'notes')).toEqual({ unit: 'notes', values: { notes: 'Bir' } });
  });

  it('never puts a part of a long text in the place of what stands', () => {
    expect(ask([wrote('notes', `${'x'.repeat(2_000)}${CUT_MARK}`, 'Üç')], 0, 'notes')).toBeNull();
  });

  it('does not give a customer away for an agent', () => {
    expect(ask([wrote('ownerId', 'a', 'b')], 0, 'ownerId', true)).toBeNull();
  });
});
