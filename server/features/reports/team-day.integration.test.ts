/** The day of a team: whose customers are counted, also of those who left. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestBrowser } from '../../test/office';
import { Tablet } from '../../test/tablet';
import { createTwoTeams, type TwoTeams } from '../../test/two-teams';

let teams: TwoTeams;
beforeAll(async () => {
  teams = await createTwoTeams();
});
afterAll(() => teams.office.close());

it('names who left while they have customers, whom the funnel counts, to those who lead them', async () => {
  const { office, team, agents, manager, otherManager, admin } = teams;
  const leaver = await office.addMember({ teamId: team });
  for (const [who, count] of [
    [leaver, 2],
    [agents[0], 1],
  ] as const) {
    const tablet = await Tablet.signIn(office, who);
    for (let nth = 0; nth < count; nth += 1) tablet.create('customers', tablet.newCustomer({ stage: 'new' }));
    await tablet.sync();
  }
  const read = async ({ email }: { email: string }) => {
    const browser = new TestBrowser(office.deps);
    await browser.signIn(email);
    const { members, left, funnel } = await (await browser.request()).reports.teamDay();
    return {
      here: members.map(({ id, customers }) => [id, customers]),
      left: left.map(({ id, customers }) => [id, customers]),
      sum: funnel.reduce((sum, { customers }) => sum + customers, 0),
    };
  };
  expect(await read(manager)).toMatchObject({ left: [], sum: 3 });

  const boss = new TestBrowser(office.deps);
  await boss.signIn(admin.email);
  await (await boss.request()).members.setActive({ memberId: leaver.id, isActive: false });
  expect(await read(manager)).toEqual({ here: [[agents[0].id, 1]], left: [[leaver.id, 2]], sum: 3 });
  expect(await read(admin)).toMatchObject({ left: [[leaver.id, 2]], sum: 3 });
  expect(await read(otherManager)).toMatchObject({ left: [], sum: 0 });

  await office.deps.pool.query('UPDATE customers SET owner_id = $1 WHERE owner_id = $2', [agents[0].id, leaver.id]);
  expect(await read(manager)).toEqual({ here: [[agents[0].id, 3]], left: [], sum: 3 });
});
