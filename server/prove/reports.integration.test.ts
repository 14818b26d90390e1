/** The short form of `npm run prove -- reports`, and that it notices. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../test/database';
import type { Report, ReportIds } from '../features/reports/report';
import { compareReport } from './reports/compare-report';
import type { Reckoned } from './reports/reckon';
import { runReports } from './reports/run-reports';
import { itInTurn } from './in-turn';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
const short = () => ({ pool: database.pool, ownerUrl: database.url, seed: 1, customers: 20, drawnEvery: 5 });

it('every figure is what happened, and a closed month stays', { timeout: 120_000 }, async () => {
  const { problems, counts } = await runReports({ ...short(), offices: 1, breakage: null });
  expect(problems).toEqual([]);
  expect(counts).toMatchObject({ offices: 1, corrections: 3, drawn: 1 });
  expect(counts['figures']).toBeGreaterThan(1_000);
});

itInTurn('is found out when it counts by today’s owner', { timeout: 120_000 }, async () => {
  const { problems } = await runReports({ ...short(), offices: 1, customers: 10, drawnEvery: 9, breakage: 'today' });
  expect(problems.join('\n')).toMatch(/agents|team/);
});

describe('a report beside its reckoning', () => {
  const report = {
    ...{ version: 1, month: '2026-08', teamId: null, groups: [], lastMonth: null, lastYear: null },
    ...{ attention: [], assumed: 0, definitions: {} },
  } as unknown as Report;
  const held = { grp: 'agents', line: 'a', place: 1, measure: 'held', value: 3, few: false, ids: ['x', 'y', 'z'] };
  const should: Reckoned = {
    ...{
      measures: ['held'],
      cells: [{ ...held, rank: null }],
      lastMonth: [],
      lastYear: [],
      months: [],
      assumed: 0,
      targets: [],
    },
  };
  const groups = (cells: object, columns = Object.keys(cells)) =>
    [{ id: 'agents', columns, rows: [{ id: 'a', cells, tooFew: [] }] }] as unknown as Report['groups'];
  const ids = { 'agents/a/held': ['x', 'y', 'z'] };
  const found = (is: object, behind: ReportIds = ids) => {
    const problems: string[] = [];
    compareReport({ ...report, ...is }, behind, should, (what) => void problems.push(what));
    return problems;
  };

  it('is right when it says the same', () => {
    expect(found({ groups: groups({ held: 3 }) })).toEqual([]);
  });
  it.each([
    ['a figure that differs', { groups: groups({ held: 4 }) }, /held: 4, not 3/],
    ['a figure that is missing', { groups: groups({}) }, /not in the report/],
    ['a figure that nobody reckons', { groups: groups({ held: 3, later: 1 }) }, /nobody reckons agents\/a\/later/],
    ['a column without cells', { groups: groups({ held: 3 }, ['held', 'later']) }, /nobody reckons agents\/a\/later/],
    ['a definition of it', { groups: groups({ held: 3 }), definitions: { later: {} } }, /the figure "later"/],
    ['a part that nobody reckons', { groups: groups({ held: 3 }), outlook: {} }, /stands in "outlook"/],
    ['a month beside it', { groups: groups({ held: 3 }), lastMonth: { cells: { later: 1 } } }, /later of last month/],
    ['what was assumed', { groups: groups({ held: 3 }), assumed: 2 }, /assumed of 2/],
  ])('says of %s', (_, is, says) => {
    expect(found(is).join('\n')).toMatch(says);
  });
  it('looks behind the figures', () => {
    expect(found({ groups: groups({ held: 3 }) }, { 'agents/a/held': ['x'] }).join()).toMatch(/opens x/);
  });
});
