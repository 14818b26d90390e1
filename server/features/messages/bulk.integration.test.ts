/** What is sent to many: each once, nobody without a yes, and all that waits called off at once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentFields } from '../../../sync/collections/definition';
import { conversationIdOf } from '../../../sync/collections/conversation';
import { bulkMessageId } from '../../../sync/rules/bulk';
import { outgoingOf, type Outgoing } from '../../test/outgoing';
import { outcomes } from '../../test/one-team';
import { Tablet } from '../../test/tablet';
import { createTwoTeams, type TwoTeams } from '../../test/two-teams';

let teams: TwoTeams;
let out: Outgoing;
let mine: Tablet;
let boss: Tablet;
beforeAll(async () => {
  teams = await createTwoTeams();
  const { office, agents, manager } = teams;
  out = await outgoingOf(office.deps);
  mine = await Tablet.signIn(office, agents[0]);
  boss = await Tablet.signIn(office, manager);
});
afterAll(() => teams.office.close());

let made = 0;
async function customer(values: DocumentFields = {}, said: 'given' | 'withdrawn' | null = 'given'): Promise<string> {
  const email = `toplu${(made += 1)}@ornek.example`;
  const id = mine.create('customers', mine.newCustomer({ email, ...values }));
  await mine.push('customers');
  await boss.pull('customers');
  if (said !== null) await out.consent(String(values['email'] ?? email), said, '2026-11-01T08:00:00.000Z');
  return id;
}
function write(tablet: Tablet, bulkId: string, customerId: string, values: DocumentFields = {}): string {
  const createdAt = new Date(tablet.nowMs).toISOString();
  const by = { customerId, channel: 'email', createdBy: tablet.memberId, createdAt };
  const conversationId = conversationIdOf('email', customerId);
  if (tablet.get('conversations', conversationId) === undefined) tablet.create('conversations', by, conversationId);
  const message = { ...by, conversationId, direction: 'out', subject: 'Yeni dönem', body: 'Çağrımız açıldı.', bulkId };
  return tablet.create(
    'messages',
    { ...message, cancelledAt: '', releasedAt: '', templateId: '', ...values },
    bulkMessageId(bulkId, customerId),
  );
}
async function standing(ids: readonly string[]) {
  const { rows } = await out.deps.pool.query<{ id: string; state: string; reason: string }>(
    'SELECT id, state, reason FROM messages WHERE id = ANY($1::uuid[])',
    [ids],
  );
  return ids.map((id) => rows.find((row) => row.id === id)).map((row) => [row?.state, row?.reason]);
}
const taken = (address: unknown) => out.addressesTaken().filter((one) => one === address).length;

describe('sent to many', () => {
  it('each gets it once although the answer was lost, with the way out; who said no or nothing does not', async () => {
    const bulkId = out.deps.newId();
    const people = [await customer(), await customer({}, null), await customer({}, 'withdrawn')];
    const ids = people.map((id) => write(mine, bulkId, id));
    await mine.push('conversations');
    await mine.push('messages', { loseAnswer: true });
    await mine.push('messages');
    await out.carry();
    await mine.sync();
    expect(await standing(ids)).toEqual([
      ['sent', ''],
      ['skipped', 'consent_missing'],
      ['skipped', 'consent_withdrawn'],
    ]);
    expect(mine.fields('messages', ids[1]!)).toMatchObject({ state: 'skipped', reason: 'consent_missing' });
    expect(taken(mine.fields('customers', people[0]!)?.['email'])).toBe(1);
    const { rows } = await out.deps.pool.query(
      'SELECT DISTINCT purpose, basis, bulk_id FROM deliveries WHERE bulk_id = $1',
      [bulkId],
    );
    expect(rows).toEqual([{ purpose: 'bulk', basis: 'consent', bulk_id: bulkId }]);
    expect(JSON.stringify(out.provider.taken.at(-1))).toContain('List-Unsubscribe');
  });

  it('a no that comes after it was written, and before it leaves, counts', async () => {
    const bulkId = out.deps.newId();
    const id = await customer();
    const [message] = [write(mine, bulkId, id)];
    await mine.sync();
    await out.consent(String(mine.fields('customers', id)?.['email']), 'withdrawn', '2026-11-20T08:00:00.000Z');
    await out.carry();
    expect(await standing([message])).toEqual([['skipped', 'consent_withdrawn']]);
  });

  it('two cards of one address get it once', async () => {
    const bulkId = out.deps.newId();
    const shared = { email: 'ortak@ornek.example' };
    const ids = [await customer(shared), await customer({ email: 'ORTAK@ornek.example' })].map((id) =>
      write(mine, bulkId, id),
    );
    await mine.sync();
    await out.carry();
    expect((await standing(ids)).sort()).toEqual([
      ['sent', ''],
      ['skipped', 'duplicate_address'],
    ]);
    expect(taken('ortak@ornek.example') + taken('ORTAK@ornek.example')).toBe(1);
  });

  it('nobody writes under the name of what another sends', async () => {
    const bulkId = out.deps.newId();
    write(mine, bulkId, await customer());
    await mine.sync();
    await boss.sync();
    const theirs = await customer();
    await boss.sync();
    write(boss, bulkId, theirs);
    await boss.push('conversations');
    expect(outcomes(await boss.push('messages'))).toEqual(['request.invalid']);
  });

  it('what an office put back has forgotten leaves no second time', async () => {
    const bulkId = out.deps.newId();
    const id = await customer();
    const message = write(mine, bulkId, id);
    await mine.push('conversations');
    await mine.push('messages', { loseAnswer: true });
    await out.carry();
    await out.deps.pool.query('UPDATE deliveries SET message_id = NULL, bulk_id = NULL WHERE message_id = $1', [
      message,
    ]);
    await out.deps.pool.query('DELETE FROM messages WHERE id = $1', [message]);
    await mine.push('messages');
    await out.carry();
    expect(await standing([message])).toEqual([['sent', '']]);
    expect(taken(mine.fields('customers', id)?.['email'])).toBe(1);
  });
});
