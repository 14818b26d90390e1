import { describe, expect, it } from 'vitest';
import {
  askedFor,
  followsKind,
  followsStatus,
  kindFields,
  kindOf,
  proposalOf,
  statusOnceTaken,
  takesProposal,
  type Approvable,
} from './approval';

const asked: Approvable = {
  status: 'requested',
  startsAt: '2026-12-01T09:00:00.000Z',
  endsAt: '2026-12-01T10:00:00.000Z',
  agentId: 'a1',
  kind: 'meeting',
  kindId: 'signing',
  recurrence: '',
};
const approved: Approvable = { ...asked, status: 'approved' };
const later = { startsAt: '2026-12-01T14:00:00.000Z', endsAt: '2026-12-01T15:00:00.000Z' };
const proposed: Approvable = {
  ...asked,
  proposedStartsAt: later.startsAt,
  proposedEndsAt: later.endsAt,
  decidedFor: askedFor(asked),
};

describe('approval', () => {
  it('an agent confirms only what needs none', () => {
    for (const status of ['confirmed', 'approved'] as const) {
      expect(statusOnceTaken('agent', true, null, { ...asked, status })).toBe('requested');
      expect(statusOnceTaken('agent', false, null, { ...asked, status })).toBe(status);
      expect(statusOnceTaken('manager', true, null, { ...asked, status })).toBe(status);
    }
  });

  it.each(['cancelled', 'held', 'no_show', 'declined', 'draft'] as const)(
    'from %s an agent comes back to a request at most',
    (status) => {
      const before = { ...asked, status };
      expect(statusOnceTaken('agent', true, before, { ...asked, status: 'confirmed' })).toBe('requested');
      expect(statusOnceTaken('admin', true, before, { ...asked, status: 'confirmed' })).toBe('confirmed');
    },
  );

  it('what was approved stays approved until what was looked at changes', () => {
    expect(statusOnceTaken('agent', true, approved, { ...approved, status: 'confirmed' })).toBe('confirmed');
    for (const change of [later, { agentId: 'a2' }, { kindId: 'away' }, { recurrence: 'FREQ=DAILY' }])
      expect(statusOnceTaken('agent', true, approved, { ...approved, ...change })).toBe('requested');
    expect(statusOnceTaken('manager', true, approved, { ...approved, ...later })).toBe('approved');
  });

  it('how it went is taken as it is', () => {
    for (const status of ['held', 'no_show', 'cancelled'] as const)
      expect(statusOnceTaken('agent', true, asked, { ...asked, ...later, status })).toBe(status);
  });

  it('a proposed time is approved with the proposal, exactly that and only while it is about what is asked', () => {
    const taken = { ...proposed, ...later, status: 'approved' as const };
    expect(takesProposal(proposed, taken)).toBe(true);
    expect(statusOnceTaken('agent', true, proposed, taken)).toBe('approved');
    expect(statusOnceTaken('agent', true, proposed, { ...taken, agentId: 'a2' })).toBe('requested');
    expect(statusOnceTaken('agent', true, proposed, { ...taken, endsAt: '2026-12-01T16:00:00.000Z' })).toBe(
      'requested',
    );
    const moved = { ...proposed, startsAt: '2026-12-01T08:00:00.000Z' };
    expect(proposalOf(moved)).toBeNull();
    expect(statusOnceTaken('agent', true, moved, taken)).toBe('requested');
    expect(proposalOf({ ...proposed, status: 'declined' })).toBeNull();
  });

  it('a kind is said by the settings; what an older build makes of it is followed', () => {
    expect(kindOf({ kind: 'visit' })).toBe('visit');
    expect(kindOf({ kind: 'visit', kindId: 'signing' })).toBe('signing');
    const stamps = { '*': '1', kind: '5', kindId: '7' };
    const patch = { kind: { base: '5', values: { kind: 'phone' } } };
    expect(followsKind(patch, { fields: { kindId: 'visit' }, stamps })['kindId']).toEqual({
      base: '7',
      values: { kindId: 'phone' },
    });
    expect(followsKind(patch, { fields: { kindId: 'signing' }, stamps })).toBe(patch);
    expect(kindFields('phone')).toEqual({ kind: 'phone', kindId: 'phone' });
    expect(kindFields('signing', 'visit')).toEqual({ kind: 'visit', kindId: 'signing' });
  });

  it('who decides what was decided already leaves the word of the first', () => {
    const patch = { status: { values: { status: 'approved' } }, verdict: { values: { decidedBy: 'm2' } } };
    expect(Object.keys(followsStatus(patch, { status: 'approved' }))).toEqual(['status']);
    expect(followsStatus(patch, { status: 'requested' })).toBe(patch);
  });
});
