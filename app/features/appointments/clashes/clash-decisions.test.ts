import { describe, expect, it } from 'vitest';
import { decideAll, decidedAlike, NOTHING_DECIDED, type ClashDecisions, type DateDecision } from './clash-decisions';

const meetings = ['2027-01-04T10:00', '2027-01-11T10:00', '2027-01-18T10:00'].map((on) => ({ date: { on } }));
/** To the first hour that nobody before it went to. */
const moved = (_: unknown, { byDate }: ClashDecisions): DateDecision => {
  const taken = Object.values(byDate).filter(({ as }) => as === 'move').length;
  const at = (hour: number) => `2027-02-01T${hour}:00:00.000Z`;
  return { as: 'move', startsAt: at(10 + taken), endsAt: at(11 + taken) };
};
const OTHER = { '2026-12-28T10:00': { as: 'skip' } } as const;

describe('one answer for all dates', () => {
  it.each(['keep', 'skip', 'move'] as const)('is the answer of each (%s), the reason and other dates stay', (as) => {
    const before = { reason: 'Acil', byDate: { ...OTHER, '2027-01-11T10:00': { as: 'skip' as const } } };
    const decided = decideAll(meetings, before, as, moved);
    expect(decidedAlike(meetings, decided)).toBe(as);
    expect(decided).toMatchObject({ reason: 'Acil', byDate: OTHER });
  });

  it('moves none onto another, and knows nothing of where they were moved before', () => {
    const once = decideAll(meetings, NOTHING_DECIDED, 'move', moved);
    const times = Object.values(once.byDate).map((one) => (one.as === 'move' ? one.startsAt.slice(11, 13) : ''));
    expect(times).toEqual(['10', '11', '12']);
    expect(decideAll(meetings, once, 'move', moved)).toEqual(once);
  });

  it('is none while dates differ, and keeping is what nobody decided', () => {
    expect(decidedAlike(meetings, NOTHING_DECIDED)).toBe('keep');
    expect(decidedAlike(meetings, { reason: '', byDate: { '2027-01-04T10:00': { as: 'skip' } } })).toBeNull();
  });
});
