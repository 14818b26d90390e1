import { describe, expect, it } from 'vitest';
import { ownTime, shownChanges } from './change-list';

const isSilent = (field: string) => ['createdAt', 'createdBy', 'teamId'].includes(field);

describe('shownChanges', () => {
  it('leaves out what the program writes and what the line above says', () => {
    const changes = ['city', 'createdAt', 'createdBy', 'deletedAt', 'teamId'].map((field) => ({
      field,
      before: '',
      after: 'x',
    }));
    expect(shownChanges({ action: 'create', changes }, isSilent).map(({ field }) => field)).toEqual([
      'city',
      'deletedAt',
    ]);
    expect(shownChanges({ action: 'delete', changes }, isSilent).map(({ field }) => field)).toEqual(['city']);
  });
});

describe('ownTime', () => {
  it('is told when the change arrived more than a minute after it was made', () => {
    const at = '2026-11-22T10:00:00.000Z';
    expect(ownTime({ at, deviceAt: '2026-11-22T08:30:00.000Z' })).toBe('2026-11-22T08:30:00.000Z');
    expect(ownTime({ at, deviceAt: '2026-11-22T09:59:01.000Z' })).toBeNull();
    expect(ownTime({ at, deviceAt: '' })).toBeNull();
  });
});
