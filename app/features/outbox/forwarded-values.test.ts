import { expect, test } from 'vitest';
import { forwardedValues } from './forwarded-values';

const isSilent = (field: string) => ['createdAt', 'createdBy', 'teamId'].includes(field);

test('of an edit everything is read that would be written, emptied fields and people as well', () => {
  const values = { notes: 'aradım', ownerId: 'x', sharedWith: [], phone: '', status: 'approved', teamId: 'y' };
  expect(forwardedValues(values, isSilent).map(([field]) => field)).toEqual([
    'notes',
    'ownerId',
    'sharedWith',
    'phone',
    'status',
  ]);
});

test('of a new record what is empty is left out', () => {
  const values = { createdAt: '2026-11-27T00:00:00.000Z', createdBy: 'x', body: 'aradım', outcome: '', retracts: '' };
  expect(forwardedValues(values, isSilent)).toEqual([['body', 'aradım']]);
});
