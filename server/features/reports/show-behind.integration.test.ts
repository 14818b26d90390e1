/** What a figure opens: whom it counts, and of moves between stages the moves. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestBrowser } from '../../test/office';
import { Tablet } from '../../test/tablet';
import { createTwoTeams, type TwoTeams } from '../../test/two-teams';

const MONTH = '2026-08';
let teams: TwoTeams;
const at = (iso: string) => void (teams.office.clock.nowMs = Date.parse(iso));

beforeAll(async () => {
  teams = await createTwoTeams();
});
afterAll(() => teams.office.close());

describe('what stands behind a figure', () => {
  it('tells of a move when it was and between which stages, wherever the customer is by now', async () => {
    const boss = new TestBrowser(teams.office.deps);
    await boss.signIn(teams.manager.email);
    const createdAt = '2026-08-03T09:00:00.000Z';
    at(createdAt);
    const mine = await Tablet.signIn(teams.office, teams.agents[0]);
    const customer = mine.create('customers', mine.newCustomer({ stage: 'new', createdAt }));
    await mine.sync();
    const moves: (readonly [string, string])[] = [
      ['2026-08-20T09:10:00.000Z', 'contacted'],
      ['2026-08-20T09:20:00.000Z', 'won'],
      ['2026-08-20T09:30:00.000Z', 'contacted'],
    ];
    for (const [when, stage] of moves) {
      at(when);
      mine.edit('customers', customer, { stage });
      await mine.sync();
    }
    at('2026-08-20T10:00:00.000Z');
    const told = async (group: string, row: string, column: string) => {
      const asked = { teamId: teams.team, month: MONTH, group, row, column };
      const figure = await (await boss.request()).reports.behind(asked);
      const mineOf = figure.rows.filter(({ id }) => id === customer);
      return [figure.as, ...mineOf.map((one) => [one.how, one.what, one.at])];
    };
    const [[first], [second], [third]] = moves as [[string, string], [string, string], [string, string]];
    expect(await told('summary', 'all', 'won')).toEqual(['came', ['contacted', 'won', second]]);
    expect(await told('stages', 'contacted', 'entered')).toEqual(['came', ['new', 'contacted', first]]);
    expect(await told('stages', 'new', 'left')).toEqual(['left', ['contacted', 'new', first]]);
    expect(await told('stages', 'won', 'left')).toEqual(['left', ['contacted', 'won', third]]);
    expect(await told('stages', 'contacted', 'standing')).toEqual(['stood', ['', 'contacted', third]]);
    expect(await told('summary', 'all', 'newCustomers')).toEqual(['added', ['', 'contacted', createdAt]]);
  });
});
