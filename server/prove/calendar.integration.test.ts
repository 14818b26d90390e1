/** The short form of `npm run prove -- calendar` with devices: what a series, its changes and clashes come to. */
import { afterEach, expect, it } from 'vitest';
import { createTestOffice, type Office } from '../test/office';
import { proveOfflineDevices } from './calendar/offline-devices';
import { Random } from '../../prisma/factories/random';
import { itInTurn } from './in-turn';

let office: Office;
afterEach(() => office.close());

it('devices that book without knowing of one another end alike', { timeout: 120_000 }, async () => {
  office = await createTestOffice();
  const counts = await proveOfflineDevices(office, new Random(1), 90);
  expect(counts.differing).toEqual([]);
  expect(Math.min(counts.series, counts.changes, counts.clashes, counts.occurrences)).toBeGreaterThan(1);
});

itInTurn('notices a clash that is flagged nowhere', { timeout: 120_000 }, async () => {
  office = await createTestOffice();
  const counts = await proveOfflineDevices(office, new Random(3), 40, { forgetsClashes: true });
  expect(counts.differing.join()).toContain('clashes: missing');
});
