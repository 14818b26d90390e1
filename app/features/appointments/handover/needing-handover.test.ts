import { describe, expect, it } from 'vitest';
import type { Appointment } from '../use-appointments';
import { needingHandover } from './needing-handover';

const at = (day: number, hour: number) => new Date(Date.UTC(2026, 11, day, hour)).toISOString();
const one = (id: string, agentId: string, day: number, hour: number, status = 'confirmed') =>
  ({
    id,
    agentId,
    startsAt: at(day, hour),
    endsAt: at(day, hour + 1),
    status,
    deletedAt: '',
  }) as unknown as Appointment;
const members = new Map([
  ['here', { id: 'here', isActive: true }],
  ['left', { id: 'left', isActive: false }],
]);
const absence = {
  id: 'x',
  memberId: 'here',
  fromOn: '2026-12-02',
  toOn: '2026-12-03',
  fromTime: '',
  toTime: '',
  note: '',
};
const training = { ...absence, id: 'y', fromOn: '2026-12-09', toOn: '2026-12-09', fromTime: '12:00', toTime: '14:00' };
const absences = new Map([['here', [absence, training]]]);

describe('what has to be handed over', () => {
  it('what falls into an absence, by its days and hours, and all that those who left still have', () => {
    const all = [
      one('before', 'here', 1, 9),
      one('first', 'here', 2, 7),
      one('last', 'here', 3, 18),
      one('after', 'here', 4, 7),
      one('morning', 'here', 9, 8),
      one('noon', 'here', 9, 9),
      one('cancelled', 'here', 2, 9, 'cancelled'),
      one('anyTime', 'left', 20, 9),
    ];
    const found = needingHandover(all, members, absences, 'Europe/Istanbul', at(1, 0));
    expect(
      found.map((group) => [group.agent.id, group.absence?.id, group.all.map(({ appointment }) => appointment.id)]),
    ).toEqual([
      ['here', 'x', ['first', 'last']],
      ['here', 'y', ['noon']],
      ['left', undefined, ['anyTime']],
    ]);
  });

  it('of those who left a series as a whole, from its next date on, and apart what has its agent of its own', () => {
    const ofSeries = (id: string, agentId: string, day: number, own: string[] = []) =>
      ({
        ...one(id, agentId, day, 9),
        own,
        occurrence: { rootId: 's', seriesId: 's', on: id, isChanged: own.length > 0, isStray: false },
      }) as Appointment;
    const all = [
      ofSeries('1', 'left', 1),
      ofSeries('2', 'left', 2, ['notes']),
      ofSeries('3', 'left', 3, ['agentId']),
      ofSeries('4', 'left', 4),
    ];
    const [group] = needingHandover(all, members, absences, 'Europe/Istanbul', at(1, 11));
    expect(group?.all.map(({ appointment, scope, times }) => [appointment.id, scope, times.length])).toEqual([
      ['2', 'following', 2],
      ['3', 'this', 1],
    ]);
  });

  it('of those who are away a series date by date', () => {
    const occurrence = { rootId: 's', seriesId: 's', isChanged: false, isStray: false };
    const all = [2, 3].map((day) => ({
      ...one(`${day}`, 'here', day, 9),
      occurrence: { ...occurrence, on: `${day}` },
    }));
    const [group] = needingHandover(all as Appointment[], members, absences, 'Europe/Istanbul', at(1, 0));
    expect(group?.all.map(({ appointment, scope }) => [appointment.id, scope])).toEqual([
      ['2', 'this'],
      ['3', 'this'],
    ]);
  });

  it('nothing that is over', () => {
    expect(needingHandover([one('a', 'left', 1, 9)], members, absences, 'Europe/Istanbul', at(2, 0))).toEqual([]);
  });
});
