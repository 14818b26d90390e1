import { describe, expect, it } from 'vitest';
import { FIRST_SETTINGS } from '../../../../sync/rules/settings';
import { firstFree } from '../free-time/free-time';
import { ownTimes } from './own-times';

const who = { agentId: 'me', customerId: 'ayse' };
const at = (hour: string, day: string) => `2027-03-${day}T${hour}:00:00.000Z`;
const daily = ['10', '11', '12'].map((day) => ({
  on: `2027-03-${day}T12:00`,
  startsAt: at('09', day),
  endsAt: at('10', day),
}));
const [first, second] = [daily[0]!, daily[1]!];

describe('the times of a series', () => {
  it('are those of all its dates but the one that is looked at, without what is left out', () => {
    const decisions = { reason: '', byDate: { [second.on]: { as: 'skip' as const } } };
    expect(ownTimes(daily, first.on, decisions, who).map(({ startsAt }) => startsAt)).toEqual([at('09', '12')]);
  });

  it('are where a date was moved to', () => {
    const moved = { as: 'move' as const, startsAt: at('13', '11'), endsAt: at('14', '11') };
    const [one] = ownTimes(daily, first.on, { reason: '', byDate: { [second.on]: moved } }, who);
    expect(one).toMatchObject({ startsAt: at('13', '11'), endsAt: at('14', '11') });
  });

  it('keep one date from being moved onto the next', () => {
    const busy = {
      ...who,
      id: 'x',
      startsAt: at('09', '10'),
      endsAt: at('18', '10'),
      status: 'confirmed' as const,
      deletedAt: '',
    };
    const free = (own: boolean) =>
      firstFree(
        own ? [busy, ...ownTimes(daily, first.on, { reason: '', byDate: {} }, who)] : [busy],
        who,
        Date.parse(at('09', '10')),
        240,
        'Europe/Istanbul',
        FIRST_SETTINGS,
      );
    expect(free(false)).toBe('2027-03-11T06:00:00.000Z');
    expect(free(true)).toBe('2027-03-11T10:00:00.000Z');
  });
});
