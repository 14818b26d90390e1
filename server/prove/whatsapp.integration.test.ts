/** The short form of `npm run prove -- whatsapp`, and that it notices. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { Deps } from '../deps';
import { createTestDatabase } from '../test/database';
import { openOffice } from './office-in-process';
import { runSends, type SendOptions } from './whatsapp/run-sends';
import { runWebhooks, type WebhookOptions } from './whatsapp/run-webhooks';
import { inTurn, itInTurn } from './in-turn';

const PATIENCE = { timeout: 180_000 };

async function inOffice<T>(work: (deps: Deps) => Promise<T>): Promise<T> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(path.join(tmpdir(), 'saha-prove-'));
  const office = await openOffice(database.url, folder, Date.now);
  try {
    return await work(office.out.deps);
  } finally {
    await office.close();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}
const say = () => undefined;
const tell = (breakage: WebhookOptions['breakage']) =>
  inOffice((deps) => runWebhooks(deps, { seed: 7, deliveries: 120, breakage, say }));
const send = (breakage: SendOptions['breakage'], seed = 7) =>
  inOffice((deps) => runSends(deps, { seed, sends: 24, breakage, say }));

it('shows what was said, however it was told', PATIENCE, async () => {
  const { problems, counts } = await tell(null);
  expect(problems).toEqual([]);
  expect(counts['deaths']).toBeGreaterThan(0);
});

it.each(
  inTurn([
    ['no-pull', /is lost/],
    ['new-keys', /was never written/],
    ['status-back', /went back to/],
  ] as const),
)('is found out: %s', PATIENCE, async (breakage, words) => {
  expect((await tell(breakage)).problems.join('\n')).toMatch(words);
});

it('sends the same words as often as they were written, whose answer was lost and whoever died', PATIENCE, async () => {
  const { problems, counts } = await send(null);
  expect(problems).toEqual([]);
  expect(counts).toMatchObject({ sends: 24, taken: 24 });
  expect(counts['kills']).toBeGreaterThan(0);
});

itInTurn('is found out when what nobody knows is tried blindly again', PATIENCE, async () => {
  // What is heard first is recorded before anybody could try it again, and that is a matter of the machine.
  const found: string[] = [];
  for (let seed = 7; seed < 12 && found.length === 0; seed += 1)
    found.push(...(await send('blind-resend', seed)).problems);
  expect(found.join('\n')).toMatch(/taken \d+ times/);
});
