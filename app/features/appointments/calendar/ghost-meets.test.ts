import { describe, expect, it } from 'vitest';
import { ghostMeets } from './ghost-meets';
import type { Appointment } from '../use-appointments';

const at = (hour: number) => `2026-11-23T${String(hour).padStart(2, '0')}:00:00.000Z`;
const appointment = (id: string, hour: number, over: Partial<Appointment> = {}) =>
  ({
    id,
    customerId: id,
    agentId: 'elif',
    startsAt: at(hour),
    endsAt: at(hour + 1),
    status: 'confirmed',
    deletedAt: '',
    rootId: '',
    ...over,
  }) as Appointment;
const moved = (hour: number, agentId = 'elif') => ({ startsAt: at(hour), endsAt: at(hour + 1), agentId });

describe('ghostMeets', () => {
  const dragged = appointment('a', 9);
  const all = [dragged, appointment('b', 11), appointment('c', 12, { agentId: 'can' })];

  it('says so where the same person has something, and nowhere else', () => {
    expect(ghostMeets(dragged, moved(11), all)).toBe(true);
    expect(ghostMeets(dragged, moved(10), all)).toBe(false);
    expect(ghostMeets(dragged, moved(9), all)).toBe(false);
  });

  it('asks the calendar of whoever it is dragged to', () => {
    expect(ghostMeets(dragged, moved(12), all)).toBe(false);
    expect(ghostMeets(dragged, moved(12, 'can'), all)).toBe(true);
    expect(ghostMeets(dragged, moved(11, 'can'), all)).toBe(false);
  });

  it('asks for the customer with whomever, and takes no time of what is off', () => {
    const same = appointment('d', 14, { agentId: 'can', customerId: 'a' });
    expect(ghostMeets(dragged, moved(14), [...all, same])).toBe(true);
    expect(ghostMeets(dragged, moved(14), [...all, { ...same, status: 'cancelled' }])).toBe(false);
  });
});
