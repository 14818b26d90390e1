/** A segment is its maker's, and of the team it is shared with; who is in it depends on who asks. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentFields } from '../../../sync/collections/definition';
import type { SegmentRule } from '../../../sync/rules/segment-rule';
import { outcomes } from '../../test/one-team';
import { Tablet } from '../../test/tablet';
import { createTwoTeams, type TwoTeams } from '../../test/two-teams';

let teams: TwoTeams, agent: Tablet, boss: Tablet, stranger: Tablet;
beforeAll(async () => {
  teams = await createTwoTeams();
  const { office, agents, manager } = teams;
  agent = await Tablet.signIn(office, agents[0]);
  stranger = await Tablet.signIn(office, agents[1]);
  boss = await Tablet.signIn(office, manager);
});
afterAll(() => teams.office.close());

const RULE: SegmentRule = { combinator: 'and', rules: [{ fact: 'city', operator: 'is', value: 'IĞDIR' }] };
const create = (tablet: Tablet, values: DocumentFields = {}) =>
  tablet.create('segments', {
    name: 'Iğdır',
    rule: RULE,
    teamId: '',
    archivedAt: '',
    createdBy: tablet.memberId,
    createdAt: new Date(tablet.nowMs).toISOString(),
    ...values,
  });

describe('a segment', () => {
  it('is its maker’s alone until it is shared with the team, and again when it is not', async () => {
    const id = create(agent);
    expect(outcomes(await agent.push('segments'))).toEqual(['applied']);
    await boss.sync();
    expect(boss.get('segments', id)).toBeUndefined();
    agent.edit('segments', id, { teamId: teams.team });
    expect(outcomes(await agent.push('segments'))).toEqual(['applied']);
    await Promise.all([boss.sync(), stranger.sync()]);
    expect(boss.fields('segments', id)).toMatchObject({ name: 'Iğdır', rule: RULE });
    expect(stranger.get('segments', id)).toBeUndefined();
    agent.edit('segments', id, { teamId: '' });
    await agent.push('segments');
    await boss.sync();
    expect(boss.get('segments', id)).toBeUndefined();
    expect(agent.fields('segments', id)).toMatchObject({ teamId: '' });
  });

  it('that is shared is its maker’s and the managers’ to change, and goes to no other team', async () => {
    const id = create(boss, { teamId: teams.team });
    expect(outcomes(await boss.push('segments'))).toEqual(['applied']);
    await agent.sync();
    agent.edit('segments', id, { name: 'Benim' });
    expect(outcomes(await agent.push('segments'))).toEqual(['segment.mayNotChange']);
    create(agent, { teamId: teams.otherTeam });
    create(agent, { name: ' ' });
    expect(outcomes(await agent.push('segments')).sort()).toEqual(['segment.notYourTeam', 'sync.invalidDocument']);
  });

  it('holds whom its reader sees', async () => {
    const mine = agent.create('customers', agent.newCustomer({ city: 'ığdır' }));
    agent.create('customers', agent.newCustomer({ city: 'Isparta' }));
    await agent.push('customers');
    stranger.create('customers', stranger.newCustomer({ city: 'Iğdır' }));
    await stranger.push('customers');
    const ask = async (tablet: Tablet, rule: SegmentRule) =>
      (await tablet.browser.request()).segments.find({ rule, limit: 10 });
    expect(await ask(agent, RULE)).toEqual({ count: 1, ids: [mine], problems: [] });
    expect((await ask(stranger, RULE)).ids).not.toContain(mine);
    // Who has one name alone is found by it, as on the device.
    const single = agent.create('customers', agent.newCustomer({ firstName: '', lastName: 'Tekadlı' }));
    await agent.push('customers');
    for (const operator of ['is', 'startsWith'])
      expect(
        await ask(agent, { combinator: 'and', rules: [{ fact: 'name', operator, value: 'TEKADLI' }] }),
      ).toMatchObject({ ids: [single] });
    const later: SegmentRule = {
      combinator: 'or',
      rules: [...RULE.rules, { fact: 'shoeSize', operator: 'is', value: '42' }],
    };
    expect(await ask(agent, later)).toEqual({ count: 0, ids: [], problems: [{ what: 'fact', word: 'shoeSize' }] });
  });
});
