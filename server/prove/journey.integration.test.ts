/** The short form of `npm run prove -- journey`. */
import { afterEach, expect, it } from 'vitest';
import { createTestOffice, type Office } from '../test/office';
import { proveLives } from './journey/run-lives';
import { Random } from '../../prisma/factories/random';
import { itInTurn } from './in-turn';

let office: Office;
afterEach(() => office.close());

it('a customer’s time is what happened, in the office and on every device', { timeout: 120_000 }, async () => {
  office = await createTestOffice();
  const { wrong, ...counts } = await proveLives(office, new Random(1), 10);
  expect(wrong).toEqual([]);
  expect(Math.min(...Object.values(counts)), JSON.stringify(counts)).toBeGreaterThan(0);
});

itInTurn('notices an entry that is told twice', { timeout: 120_000 }, async () => {
  office = await createTestOffice();
  expect((await proveLives(office, new Random(2), 3, 'told-twice')).wrong.join()).toContain('too much');
});

itInTurn('notices a merged customer who stands for themselves', { timeout: 120_000 }, async () => {
  office = await createTestOffice();
  expect((await proveLives(office, new Random(3), 10, 'root-astray')).wrong.join()).toContain('stands for it, not');
});
