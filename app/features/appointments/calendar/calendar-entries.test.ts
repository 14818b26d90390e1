import { describe, expect, it } from 'vitest';
import { calendarEntries, standsInGrid } from './calendar-entries';
import type { Appointment } from '../use-appointments';

const appointment = (id: string, over: Partial<Appointment>): Appointment => ({
  id,
  customerId: 'c1',
  agentId: 'elif',
  title: '',
  kind: 'meeting',
  startsAt: '2026-11-23T07:00:00.000Z',
  endsAt: '2026-11-23T08:00:00.000Z',
  zone: 'Europe/Istanbul',
  location: '',
  notes: '',
  status: 'confirmed',
  cancelReason: '',
  createdBy: 'elif',
  createdAt: '2026-11-01T07:00:00.000Z',
  deletedAt: '',
  outbox: '',
  conflicted: '',
  ...over,
});
const nameOf = (customerId: string) => ({ c1: 'Işık Öz', c2: 'Ada' })[customerId] ?? 'Bilinmeyen';
const members = new Map([
  ['elif', { fullName: 'Elif Kaya', colour: 3 }],
  ['can', { fullName: 'Can Er', colour: 7 }],
]);

describe('calendarEntries', () => {
  it('writes names and colour on every appointment, unknown people included', () => {
    const [entry, stranger] = calendarEntries(
      [appointment('a', {}), appointment('b', { agentId: 'gone', customerId: 'gone' })],
      [],
      nameOf,
      members,
    );
    expect(entry).toMatchObject({ customer: 'Işık Öz', agent: 'Elif Kaya', colour: 3, clashes: [] });
    expect(stranger).toMatchObject({ customer: 'Bilinmeyen', agent: '', colour: 0 });
  });

  it('gives no colour to the appointments of somebody who reads their own calendar, but to a colleague’s', () => {
    const shown = calendarEntries(
      [appointment('a', {}), appointment('b', { agentId: 'can', customerId: 'c2' })],
      [],
      nameOf,
      members,
      'elif',
    );
    expect(shown.map((entry) => entry.colour)).toEqual([undefined, 7]);
  });

  it('marks a customer booked with someone who is filtered out', () => {
    const shown = calendarEntries(
      [appointment('a', {}), appointment('b', { agentId: 'can' })],
      ['elif'],
      nameOf,
      members,
    );
    expect(shown.map((entry) => entry.appointment.id)).toEqual(['a']);
    expect(shown[0]?.clashes).toEqual([
      { withId: 'b', who: 'customer', otherCustomer: 'Işık Öz', otherAgent: 'Can Er' },
    ]);
  });

  it('marks both sides of an agent’s double booking', () => {
    const shown = calendarEntries([appointment('a', {}), appointment('b', { customerId: 'c2' })], [], nameOf, members);
    expect(shown.map((entry) => entry.clashes.map((clash) => [clash.withId, clash.who]))).toEqual([
      [['b', 'agent']],
      [['a', 'agent']],
    ]);
  });

  it('gives cancelled ones no room in the grid and no clash', () => {
    const shown = calendarEntries(
      [appointment('a', {}), appointment('b', { status: 'cancelled' })],
      [],
      nameOf,
      members,
    );
    expect(shown.map((entry) => [standsInGrid(entry), entry.clashes.length])).toEqual([
      [true, 0],
      [false, 0],
    ]);
  });
});
