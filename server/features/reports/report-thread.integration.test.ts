/** What months cost others: they are counted beside the thread that serves people, and one failure is one person's. */
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Tablet } from '../../test/tablet';
import { createTwoTeams, type TwoTeams } from '../../test/two-teams';
import { mailReports } from './mail-reports';
import { writeMailChoice } from './mails.store';
import { openReportThread } from './report-thread';
import { countReports } from './report-verbs';

let teams: TwoTeams;
beforeAll(async () => {
  teams = await createTwoTeams();
  teams.office.clock.nowMs = Date.parse('2026-08-20T09:00:00.000Z');
  const tablet = await Tablet.signIn(teams.office, teams.agents[0]);
  tablet.create('customers', tablet.newCustomer());
  await tablet.push('customers');
});
afterAll(() => teams.office.close());

it('are counted in a thread as they are here, with the same refusals', async () => {
  const { deps } = teams.office;
  const thread = openReportThread(deps);
  try {
    const admin = {
      id: teams.admin.id,
      fullName: '',
      email: '',
      role: 'admin' as const,
      teamId: null,
      scopeVersion: 1,
    };
    const which = { teamId: null, month: '2026-08' };
    const beside = await countReports({ counting: thread }, 'showReport', admin, which);
    expect(beside).toEqual(await countReports(deps, 'showReport', admin, which));
    await expect(
      countReports({ counting: thread }, 'showReport', admin, { ...which, month: '2020-01' }),
    ).rejects.toMatchObject({ code: 'report.unknown', httpStatus: 404 });
  } finally {
    await thread.close();
  }
});

it('are mailed to everybody for whom pages can be drawn, and fail for the others alone', async () => {
  const { deps, ownerUrl, clock } = teams.office;
  const since = new Date(clock.nowMs).toISOString();
  await writeMailChoice(deps.pool, teams.manager.id, 'tr', since);
  await writeMailChoice(deps.pool, teams.admin.id, 'en', since);
  clock.nowMs = Date.parse('2026-09-01T05:00:00.000Z');
  expect(await countReports(deps, 'closeMonth')).toBe('2026-08');
  // Pages of the office are drawn already; those of the team cannot be, while what stands there says nothing.
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const draw = (language: string) =>
    owner.query(`INSERT INTO report_pdfs (report_id, language, pdf) SELECT id, $1, '\\x25' FROM report_months`, [
      language,
    ]);
  await draw('en');
  await owner.query(`ALTER TABLE report_months DISABLE TRIGGER USER`);
  await owner.query(
    `UPDATE report_months SET report = report - 'groups' || jsonb_build_object('kept', report -> 'groups')`,
  );
  await owner.query(
    `UPDATE report_months SET report = report || jsonb_build_object('groups', report -> 'kept') WHERE team_id IS NULL`,
  );
  await expect(mailReports(deps)).rejects.toThrow('1 reports could not be mailed');
  const told = async () =>
    (
      await deps.pool.query<{ id: string }>(
        `SELECT basis_id AS id FROM deliveries WHERE purpose = 'report' ORDER BY created_at`,
      )
    ).rows.map(({ id }) => id);
  expect(await told()).toEqual([teams.admin.id]);
  await owner.query(`UPDATE report_months SET report = report || jsonb_build_object('groups', report -> 'kept')`);
  await draw('tr');
  await owner.end();
  expect(await mailReports(deps)).toBe(1);
  expect(await told()).toEqual([teams.admin.id, teams.manager.id]);
});
