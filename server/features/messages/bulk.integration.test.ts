/** What is sent to many: each once, nobody without a yes, and all that waits called off at once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentFields } from '../../../sync/collections/definition';
import { conversationIdOf } from '../../../sync/collections/conversation';
import { bulkMessageId } from '../../../sync/rules/bulk';
import { outgoingOf, type Outgoing } from '../../test/outgoing';
import { outcomes } from '../../test/one-team';
import type { SignedInMember } from '../../lib/identity';
import { Tablet } from '../../test/tablet';
import { createTwoTeams, type TwoTeams } from '../../test/two-teams';
import type { BulkSum } from './bulk-lines.store';
import { cancelBulk } from './cancel-bulk';
import { listBulks, showBulk } from './list-bulks';

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

describe('as one line', () => {
  const as = ({ id }: { id: string }, role: SignedInMember['role'], teamId: string | null): SignedInMember => ({
    id,
    fullName: '',
    email: '',
    role,
    teamId,
    scopeVersion: 0,
  });
  const sumOf = (sums: readonly BulkSum[]) => sums.map(({ state, reason, count }) => [state, reason, count]);

  it('has its sums and its people, for whoever sent it and who leads them, and for nobody else', async () => {
    const bulkId = out.deps.newId();
    const people = [await customer({ firstName: 'Ayşe', lastName: 'Alan' }), await customer({}, null)];
    for (const id of people) write(mine, bulkId, id);
    await mine.sync();
    await out.carry();
    const { deps } = out;
    const [agent, manager] = [as(teams.agents[0], 'agent', teams.team), as(teams.manager, 'manager', teams.team)];
    for (const who of [agent, manager, as(teams.admin, 'admin', null)]) {
      const { bulk, rows } = await showBulk(deps, who, bulkId, null);
      expect(sumOf(bulk.sums)).toEqual([
        ['sent', '', 1],
        ['skipped', 'consent_missing', 1],
      ]);
      expect(rows.find(({ state }) => state === 'sent')).toMatchObject({
        customerId: people[0],
        customerName: 'Ayşe Alan',
      });
      expect((await listBulks(deps, who, null)).bulks[0]?.id).toBe(bulkId);
    }
    for (const who of [
      as(teams.agents[1], 'agent', teams.otherTeam),
      as(teams.otherManager, 'manager', teams.otherTeam),
      as(await teams.office.addMember({ teamId: teams.team }), 'agent', teams.team),
    ]) {
      await expect(showBulk(deps, who, bulkId, null)).rejects.toThrow('bulk.unknown');
      await expect(cancelBulk(deps, who, { memberId: who.id, ip: '' }, bulkId)).rejects.toThrow('bulk.unknown');
      expect((await listBulks(deps, who, null)).bulks.map(({ id }) => id)).not.toContain(bulkId);
    }
    // Handed over to the other team, the customer is nobody's to name here.
    await deps.pool.query('UPDATE customers SET owner_id = $2, team_id = $3 WHERE id = $1', [
      people[0],
      teams.agents[1].id,
      teams.otherTeam,
    ]);
    const { rows } = await showBulk(deps, agent, bulkId, null);
    expect(rows.find(({ state }) => state === 'sent')).toMatchObject({ customerId: null, customerName: '', to: '' });
  });

  it('is called off with one word: what waits, and what a tablet brings later', async () => {
    const bulkId = out.deps.newId();
    const ids: string[] = [];
    for (let one = 0; one < 3; one += 1) ids.push(write(mine, bulkId, await customer()));
    await mine.sync();
    const boss = as(teams.manager, 'manager', teams.team);
    const by = { memberId: boss.id, ip: '' };
    expect(await cancelBulk(out.deps, boss, by, bulkId)).toEqual({ count: 3 });
    ids.push(write(mine, bulkId, await customer()));
    await mine.sync();
    await out.carry();
    expect(await standing(ids)).toEqual(ids.map(() => ['cancelled', 'cancelled_by_person']));
    expect(await cancelBulk(out.deps, boss, by, bulkId)).toEqual({ count: 0 });
    await mine.sync();
    expect(mine.fields('messages', ids[0]!)).toMatchObject({ state: 'cancelled' });
  });
});
