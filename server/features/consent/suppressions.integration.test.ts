/** Who may not be written to, as managers see it and change it: through the router, as they do. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalOf, TestBrowser } from '../../test/office';
import { createTwoTeams, type TwoTeams } from '../../test/two-teams';

let teams: TwoTeams;
let boss: TestBrowser, agent: TestBrowser;
let count = 0;
beforeAll(async () => {
  teams = await createTwoTeams();
  boss = new TestBrowser(teams.office.deps);
  agent = new TestBrowser(teams.office.deps);
  await boss.signIn(teams.manager.email);
  await agent.signIn(teams.agents[0].email);
});
afterAll(() => teams.office.close());

const pool = () => teams.office.deps.pool;
const newAddress = () => `engelli${(count += 1)}@ornek.example`;
const iso = (offsetMs = 0) => new Date(teams.office.clock.nowMs + offsetMs).toISOString();
async function blocked(reason: string, owner: string | null = null): Promise<string> {
  const address = newAddress();
  await pool().query(
    `INSERT INTO suppressions (address_key, channel, reason, since) VALUES (address_key($1), 'email', $2, $3)`,
    [address, reason, iso(-3_600_000)],
  );
  if (owner !== null)
    await pool().query(
      `INSERT INTO customers (id, first_name, email, language, source, stage, owner_id, created_by, created_at)
       VALUES ($1, 'Ece', $2, 'tr', 'fair', 'new', $3, $3, now())`,
      [teams.office.deps.newId(), address, owner],
    );
  return address;
}
const lift = async (address: string, source: 'paper' | 'confirmed', occurredAt = iso(-60_000)) =>
  (await boss.request()).suppressions.lift({
    address,
    channel: 'email',
    source,
    evidence: 'yanıt 7',
    wording: 'İleti almak istiyorum.',
    occurredAt,
  });
const list = async (more: object = {}) =>
  (await boss.request()).suppressions.list({ address: '', channel: null, reason: null, cursor: null, ...more });

describe('a block', () => {
  it.each([
    ['unsubscribed', 'paper', []],
    ['manual', 'paper', []],
    ['bounced', 'paper', ['bounced']],
    ['bounced', 'confirmed', []],
    ['complained', 'confirmed', ['complained']],
  ] as const)('because of %s stands after a yes by %s as %j', async (reason, source, standing) => {
    const address = await blocked(reason);
    expect(await lift(address, source)).toEqual({ standing });
    const { rows } = await pool().query<{ source: string; evidence: string; recorded_by: string }>(
      `SELECT source, evidence, recorded_by FROM consents WHERE address_key = address_key($1)`,
      [address],
    );
    expect(rows).toEqual([{ source, evidence: 'yanıt 7', recorded_by: teams.manager.id }]);
  });

  it('is not lifted by what was said before it, nor by what will be', async () => {
    const address = await blocked('bounced');
    expect(await lift(address, 'confirmed', iso(-7_200_000))).toEqual({ standing: ['bounced'] });
    expect(await refusalOf(lift(address, 'confirmed', iso(60_000)))).toMatchObject({ code: 'consent.inFuture' });
  });

  it('is put up by a manager, found by its address, and names those customers alone whom they see', async () => {
    const mine = await blocked('bounced', teams.agents[0].id);
    const theirs = await blocked('bounced', teams.agents[1].id);
    const added = newAddress();
    await (await boss.request()).suppressions.add({ address: added, channel: 'email' });
    const found = async (address: string) => (await list({ address })).suppressions;
    expect(await found(added)).toMatchObject([{ reason: 'manual', channel: 'email', liftedAt: null }]);
    expect(await found(mine)).toMatchObject([{ customers: [{ name: 'Ece' }] }]);
    expect(await found(theirs)).toMatchObject([{ reason: 'bounced', customers: [] }]);
    expect((await list({ reason: 'manual' })).suppressions.every(({ reason }) => reason === 'manual')).toBe(true);
  });

  it('is nothing for agents', async () => {
    const call = await agent.request();
    const asked = { address: '', channel: null, reason: null, cursor: null };
    expect(await refusalOf(call.suppressions.list(asked))).toMatchObject({ code: 'auth.forbidden' });
    expect(await refusalOf(call.suppressions.add({ address: newAddress(), channel: 'email' }))).toMatchObject({
      code: 'auth.forbidden',
    });
  });
});
