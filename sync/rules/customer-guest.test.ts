import { describe, expect, it } from 'vitest';
import { isGuestOf, mayGuestShare } from './customer-guest';

const customer = { ownerId: 'ayse', teamId: 'ege' };

describe('a guest of a customer', () => {
  it('is whoever sees it neither as its own, nor as the team, nor as everything', () => {
    expect(isGuestOf({ id: 'ayse', role: 'agent', teamId: 'ege' }, customer)).toBe(false);
    expect(isGuestOf({ id: 'can', role: 'agent', teamId: 'ege' }, customer)).toBe(true);
    expect(isGuestOf({ id: 'ela', role: 'manager', teamId: 'ege' }, customer)).toBe(false);
    expect(isGuestOf({ id: 'ece', role: 'manager', teamId: 'van' }, customer)).toBe(true);
    expect(isGuestOf({ id: 'ali', role: 'admin', teamId: '' }, customer)).toBe(false);
    for (const teamId of ['', null])
      expect(isGuestOf({ id: 'nur', role: 'manager', teamId }, { ownerId: 'ayse', teamId: '' })).toBe(true);
  });

  it('may leave, and that is all', () => {
    expect(mayGuestShare('can', ['can', 'ece'], ['ece'])).toBe(true);
    expect(mayGuestShare('can', ['can', 'ece'], ['ece', 'can'])).toBe(true);
    expect(mayGuestShare('can', ['can', 'ece'], ['can'])).toBe(false);
    expect(mayGuestShare('can', ['can'], ['can', 'nur'])).toBe(false);
    expect(mayGuestShare('can', ['can'], ['nur'])).toBe(false);
  });
});
