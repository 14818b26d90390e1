import { describe, expect, it } from 'vitest';
import { moveRefusal } from './board-move';

describe('a move on the board', () => {
  const customer = { stage: 'new', deletedAt: '' };
  it('is refused where the stage is no longer offered, unknown, or where they stand', () => {
    expect(moveRefusal(customer, 'won', { isArchived: false })).toBe(null);
    expect(moveRefusal(customer, 'won', { isArchived: true })).toBe('archived');
    expect(moveRefusal(customer, 'won', undefined)).toBe('unknown');
    expect(moveRefusal(customer, 'new', { isArchived: false })).toBe('same');
  });
  it('is refused of a deleted customer before all else', () => {
    expect(moveRefusal({ ...customer, deletedAt: '2026-11-26T00:00:00.000Z' }, 'won', undefined)).toBe('deleted');
  });
});
