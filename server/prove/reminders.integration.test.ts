/** The short form of the proof of reminders, and that it notices. */
import { expect, it } from 'vitest';
import { openTestOffice } from '../test/office';
import { createTestDatabase } from '../test/database';
import { runReminders, type RemindersOptions } from './reminders/run-reminders';
import { workersInProcess } from './reminders/workers-in-process';
import { itInTurn } from './in-turn';

const PATIENCE_MS = 180_000;

async function prove(some: Pick<RemindersOptions, 'breakage' | 'seed'>) {
  const database = await createTestDatabase();
  const office = openTestOffice({ url: database.url, appUrl: database.url, close: () => Promise.resolve() });
  try {
    return await runReminders({
      url: database.url,
      ...some,
      appointments: 20,
      series: 2,
      changes: 30,
      kills: 0,
      days: 6,
      say: () => undefined,
      crewOf: (furnished) => Promise.resolve(workersInProcess(office.deps, furnished)),
    });
  } finally {
    await office.close();
    await database.close();
  }
}

it('every due reminder leaves once or is explained', { timeout: PATIENCE_MS }, async () => {
  const { problems, counts } = await prove({ seed: 1, breakage: null });
  expect(problems).toEqual([]);
  expect(counts['arrived']).toBeGreaterThan(12);
  expect(counts['moved']).toBeGreaterThan(5);
});

itInTurn('is found out when the claim does not ask what stands', { timeout: PATIENCE_MS }, async () => {
  const { problems } = await prove({ seed: 1, breakage: 'unasked' });
  expect(problems.join('\n')).toMatch(/invalid/);
});
