import { expect, it } from 'vitest';
import { nextOfCustomer } from './customer-occurrences';
import type { Appointment } from './use-appointments';

const NOW_MS = Date.UTC(2026, 10, 26, 10, 40);
const at = (hour: number, day = 26) => new Date(Date.UTC(2026, 10, day, hour)).toISOString();
const one = (id: string, status: Appointment['status'], startsAt: string, endsAt: string) =>
  ({ id, status, startsAt, endsAt, deletedAt: '' }) as Appointment;

it('next is what goes on or comes, and not what was said to be over', () => {
  const ahead = one('ahead', 'confirmed', at(9, 30), at(10, 30));
  const off = one('off', 'cancelled', at(9, 28), at(10, 28));
  const today = (status: Appointment['status']) => one('today', status, at(10), at(11));
  const before = one('before', 'confirmed', at(9), at(10));
  expect(nextOfCustomer([ahead, off, today('confirmed'), before], NOW_MS)?.id).toBe('today');
  for (const outcome of ['held', 'no_show'] as const)
    expect(nextOfCustomer([ahead, off, today(outcome), before], NOW_MS)?.id).toBe('ahead');
  expect(nextOfCustomer([off, today('held')], NOW_MS)).toBeUndefined();
});
