/** The short form of `npm run prove -- approval`. */
import { afterEach, expect, it } from 'vitest';
import { createTestOffice, type Office } from '../test/office';
import { proveRaces } from './approval/run-races';
import { Random } from '../../prisma/factories/random';
import { itInTurn } from './in-turn';

let office: Office;
afterEach(() => office.close());

it('askers, deciders and cancellers come to one outcome each', { timeout: 120_000 }, async () => {
  office = await createTestOffice();
  const counts = await proveRaces(office, new Random(1), 40);
  expect(counts.wrong).toEqual([]);
  const { told, asked, approved, proposalsTaken, heldKept } = counts;
  expect(Math.min(told, asked, approved, proposalsTaken, heldKept), JSON.stringify(counts)).toBeGreaterThan(0);
});

itInTurn('notices an office that takes a tablet’s word for it', { timeout: 120_000 }, async () => {
  office = await createTestOffice();
  const counts = await proveRaces(office, new Random(2), 20, { trustsTablets: true });
  expect(counts.wrong.join()).toContain('nobody approved that');
});
