import { expect, test } from 'vitest';
import { stageSpans } from './stage-spans';

const at = (day: number) => `2026-11-${String(day).padStart(2, '0')}T09:00:00.000Z`;
const moved = (customerId: string, day: number, was: string, is: string) => ({
  id: `${customerId}${day}`,
  customerId,
  kind: 'stage' as const,
  fact: { was, is },
  occurredAt: at(day),
  createdAt: at(day),
});

test('the way of a customer is their own, whatever way the records came that were merged into them', () => {
  const kept = { id: 'kept', stage: 'qualified', createdAt: at(1), changedAt: '' };
  const own = [moved('kept', 5, 'new', 'contacted'), moved('kept', 9, 'contacted', 'qualified')];
  const way = [
    { stage: 'new', fromAt: at(1), untilAt: at(5) },
    { stage: 'contacted', fromAt: at(5), untilAt: at(9) },
    { stage: 'qualified', fromAt: at(9), untilAt: '' },
  ];
  expect(stageSpans(kept, own)).toEqual(way);
  expect(
    stageSpans(kept, [...own, moved('lost', 3, 'new', 'contacted'), moved('lost', 7, 'contacted', 'lost')]),
  ).toEqual(way);
});
