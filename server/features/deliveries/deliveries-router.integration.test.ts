/** What a manager decides about what nobody knows, through the router, as they do. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { refusalOf, TestBrowser } from '../../test/office';
import { outgoingOf, type Outgoing } from '../../test/outgoing';
import { createTwoTeams, type TwoTeams } from '../../test/two-teams';

let teams: TwoTeams, out: Outgoing;
let boss: TestBrowser, other: TestBrowser, agent: TestBrowser;
let count = 0;
beforeAll(async () => {
  teams = await createTwoTeams();
  out = await outgoingOf(teams.office.deps);
  [boss, other, agent] = [0, 1, 2].map(() => new TestBrowser(out.deps)) as [TestBrowser, TestBrowser, TestBrowser];
  await boss.signIn(teams.manager.email);
  await other.signIn(teams.otherManager.email);
  await agent.signIn(teams.agents[0].email);
});
afterAll(() => teams.office.close());

const pool = () => out.deps.pool;
/** To a customer of the first team; nobody knows what became of it. */
async function unknown(): Promise<{ id: string; address: string }> {
  const address = `bilinmeyen${(count += 1)}@ornek.example`;
  const customerId = out.deps.newId();
  await pool().query(
    `INSERT INTO customers (id, first_name, email, language, source, stage, owner_id, created_by, created_at)
     VALUES ($1, 'Ece', $2, 'tr', 'fair', 'new', $3, $3, now())`,
    [customerId, address, teams.agents[0].id],
  );
  out.behave({ answer: () => 'lost' });
  const id = await out.send(address, { purpose: 'message', basis: 'person', customerId });
  await out.carry();
  out.behave({});
  expect(await out.stateOf(id)).toMatchObject({ state: 'unknown', reason: 'no_answer' });
  return { id, address };
}
const decide = async (browser: TestBrowser, id: string, decision: 'assume' | 'again' | 'cancel') =>
  (await browser.request()).deliveries.decide({ id, decision });
const trailOf = async (id: string) =>
  (
    await pool().query<{ by: string; after: unknown }>(
      `SELECT member_id AS by, after FROM audit_events WHERE document_id = $1 AND action = 'delivery.decided'`,
      [id],
    )
  ).rows;

it('is assumed to have arrived: it never leaves again, and stands under their name', async () => {
  const { id, address } = await unknown();
  const before = out.addressesTaken().filter((one) => one === address).length;
  await decide(boss, id, 'assume');
  expect(await out.stateOf(id)).toMatchObject({ state: 'delivered', reason: 'assumed' });
  expect(await trailOf(id)).toEqual([{ by: teams.manager.id, after: { decision: 'assume' } }]);
  await out.carry();
  expect(out.addressesTaken().filter((one) => one === address)).toHaveLength(before);
  for (const decision of ['assume', 'again', 'cancel'] as const)
    expect(await refusalOf(decide(boss, id, decision))).toMatchObject({ code: 'delivery.decided' });
});

it('is sent again, once, with the risk that it comes twice', async () => {
  const { id, address } = await unknown();
  const before = out.addressesTaken().filter((one) => one === address).length;
  await decide(boss, id, 'again');
  expect(await out.stateOf(id)).toMatchObject({ state: 'queued', reason: 'sent_again' });
  expect(await refusalOf(decide(boss, id, 'again'))).toMatchObject({ code: 'delivery.decided' });
  await out.carry();
  await out.carry();
  expect(await out.stateOf(id)).toMatchObject({ state: 'sent' });
  expect(out.addressesTaken().filter((one) => one === address)).toHaveLength(before + 1);
  expect(await trailOf(id)).toEqual([{ by: teams.manager.id, after: { decision: 'again' } }]);
});

it('is not sent again to somebody who has said no meanwhile', async () => {
  const { id, address } = await unknown();
  await (await boss.request()).suppressions.add({ address, channel: 'email' });
  await decide(boss, id, 'again');
  await out.carry();
  expect(await out.stateOf(id)).toMatchObject({ state: 'skipped', reason: 'manual' });
});

it('is called off while it waits, and not afterwards', async () => {
  const id = await out.send(`bekleyen${(count += 1)}@ornek.example`, {
    purpose: 'message',
    basis: 'person',
    createdBy: teams.manager.id,
    notBefore: '2099-01-01T00:00:00.000Z',
  });
  await decide(boss, id, 'cancel');
  expect(await out.stateOf(id)).toMatchObject({ state: 'cancelled', reason: 'cancelled_by_person' });
  const { id: gone } = await unknown();
  expect(await refusalOf(decide(boss, gone, 'cancel'))).toMatchObject({ code: 'delivery.decided' });
});

it('is theirs who see the customer, and no agent’s', async () => {
  const { id } = await unknown();
  expect(await refusalOf(decide(other, id, 'again'))).toMatchObject({ code: 'delivery.unknown' });
  expect(await refusalOf(decide(boss, out.deps.newId(), 'assume'))).toMatchObject({ code: 'delivery.unknown' });
  expect(await refusalOf(decide(agent, id, 'assume'))).toMatchObject({ code: 'auth.forbidden' });
  expect(await out.stateOf(id)).toMatchObject({ state: 'unknown' });
  const all = { state: 'unknown', reason: null, channel: null, purpose: null, cursor: null } as const;
  const seen = async (browser: TestBrowser) =>
    JSON.stringify(await (await browser.request()).deliveries.list(all)).includes(id);
  expect([await seen(boss), await seen(other)]).toEqual([true, false]);
});
