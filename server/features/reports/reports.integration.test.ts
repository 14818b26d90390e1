/** A month: counted as it was, closed for good, corrected beside, drawn once, and shown to whom it belongs. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { refusalOf, TestBrowser } from '../../test/office';
import { createTwoTeams, type TwoTeams } from '../../test/two-teams';
import { Tablet } from '../../test/tablet';
import sharp from 'sharp';
import type { createMemoryEmail } from '../../gateways/email/memory';
import { sendEmailJob } from '../messages/send-email.job';
import { closeMonth } from './close-month';
import { readFacts } from './facts.store';
import { dueMonths, findCorrections } from './find-corrections';
import { mailReports } from './mail-reports';
import { readLogo } from './read-logo';
import { renderPdf } from './render-pdf';
import { reportPages } from './report-document';
import type { Report } from './report';

type MemoryEmail = ReturnType<typeof createMemoryEmail>;
const MONTH = '2026-08';
const LETTERS = 'ÇçĞğIıİiÖöŞşÜüÂâÎîÛû ₺ € – “ ” …';
let teams: TwoTeams;
let mine: Tablet;
let customer: string;
const at = (iso: string) => void (teams.office.clock.nowMs = Date.parse(iso));
const browserOf = async ({ email }: { email: string }) => {
  const browser = new TestBrowser(teams.office.deps);
  await browser.signIn(email);
  return browser;
};
const call = (occurredAt: string, customerId = customer) =>
  mine.create('interactions', { ...mine.newInteraction(customerId), kind: 'call', outcome: 'reached', occurredAt });
const cellsOf = ({ groups }: Report) => groups.find(({ id }) => id === 'summary')!.rows[0]!.cells;

beforeAll(async () => {
  teams = await createTwoTeams();
  at('2026-08-03T09:00:00.000Z');
  mine = await Tablet.signIn(teams.office, teams.agents[0]);
  customer = mine.create('customers', mine.newCustomer({ stage: 'new', source: 'fair', city: 'İzmir' }));
  await mine.sync();
  call('2026-08-04T09:00:00.000Z');
  at('2026-08-20T09:00:00.000Z');
  mine.edit('customers', customer, { stage: 'won' });
  await mine.sync();
  at('2026-08-20T10:00:00.000Z');
});
afterAll(() => teams.office.close());

describe('a month', () => {
  it('so far is counted whenever it is asked for, and its figures open', async () => {
    const boss = await browserOf(teams.manager);
    const { report } = await (await boss.request()).reports.show({ teamId: teams.team, month: MONTH });
    expect(report.isSoFar).toBe(true);
    expect(cellsOf(report)).toMatchObject({
      newCustomers: 1,
      calls: 1,
      won: 1,
      lost: 0,
      notContacted: 0,
      customersHeld: 1,
    });
    expect(report.groups.find(({ id }) => id === 'summary')!.rows[0]!.tooFew).toContain('conversion');
    const figure = { teamId: teams.team, month: MONTH, group: 'summary', row: 'all', column: 'won' };
    const { rows } = await (await boss.request()).reports.behind(figure);
    expect(rows.map(({ customerId }) => customerId)).toEqual([customer]);
  });

  it('of a segment counts the customers who are in it and in scope, and says of whom', async () => {
    const boss = await browserOf(teams.manager);
    const ofSource = (source: string) => ({
      rule: { combinator: 'and' as const, rules: [{ fact: 'source', operator: 'in', value: [source] }] },
      name: source,
    });
    const asked = { teamId: teams.team, month: MONTH };
    const show = async (source: string) =>
      (await (await boss.request()).reports.show({ ...asked, segment: ofSource(source) })).report;
    expect(cellsOf(await show('fair'))).toMatchObject({ newCustomers: 1, calls: 1, won: 1 });
    expect(cellsOf(await show('website'))).toMatchObject({ newCustomers: 0, calls: 0, won: 0, customersHeld: 0 });
    expect((await show('fair')).segmentName).toBe('fair');
    const figure = { group: 'summary', row: 'all', column: 'calls' };
    const behind = async (source: string) =>
      (await (await boss.request()).reports.behind({ ...asked, ...figure, segment: ofSource(source) })).count;
    expect([await behind('fair'), await behind('website')]).toEqual([1, 0]);
    const unknown = { rule: { combinator: 'and' as const, rules: [{ fact: 'later', operator: 'is' }] }, name: '' };
    expect(await refusalOf((await boss.request()).reports.show({ ...asked, segment: unknown }))).toMatchObject({
      code: 'report.segmentUnreadable',
    });
  });

  it('belongs to managers of the team and to admins', async () => {
    const show = async (who: { email: string }, teamId: string | null) =>
      (await (await browserOf(who)).request()).reports.show({ teamId, month: MONTH });
    expect(await refusalOf(show(teams.agents[0], teams.team))).toMatchObject({ code: 'auth.forbidden' });
    expect(await refusalOf(show(teams.otherManager, teams.team))).toMatchObject({ code: 'report.unknown' });
    expect(await refusalOf(show(teams.manager, null))).toMatchObject({ code: 'report.unknown' });
    expect(cellsOf((await show(teams.admin, null)).report)).toMatchObject({ newCustomers: 1 });
  });

  it('closes once; handing over, deleting and restaging change nothing; a late call is a line beside it', async () => {
    at('2026-09-01T06:00:00.000Z');
    const { deps } = teams.office;
    expect(await closeMonth(deps)).toBe(MONTH);
    expect(await closeMonth(deps)).toBeNull();
    const admin = await browserOf(teams.admin);
    const read = async () => {
      const asked = { teamId: null, month: MONTH } as const;
      const shown = await (await admin.request()).reports.show(asked);
      return { shown, pdf: await (await admin.request()).reports.pdf({ ...asked, language: 'tr' }) };
    };
    const before = await read();
    expect(before.shown.report).toMatchObject({ isSoFar: false, month: MONTH });

    mine.edit('customers', customer, { stage: 'lost', ownerId: teams.agents[1].id });
    await mine.sync();
    expect(await findCorrections(deps)).toBe(0);
    await deps.pool.query('UPDATE customers SET deleted_at = now() WHERE id = $1', [customer]);
    expect(await findCorrections(deps)).toBe(0);
    expect(await read()).toEqual(before);

    const other = await Tablet.signIn(teams.office, teams.admin);
    await other.sync();
    await deps.pool.query('UPDATE customers SET deleted_at = NULL WHERE id = $1', [customer]);
    await other.sync();
    const late = { ...other.newInteraction(customer), kind: 'call', occurredAt: '2026-08-30T09:00:00.000Z' };
    const id = other.create('interactions', late);
    await other.sync();
    // Once in the office's month and once in the team's whose customer it was that day.
    expect(await findCorrections(deps)).toBe(2);
    expect(await findCorrections(deps)).toBe(0);
    const after = await read();
    expect(after.shown.report).toEqual(before.shown.report);
    expect(after.pdf).toEqual(before.pdf);
    expect(after.shown.corrections).toMatchObject([{ measure: 'calls', subjectId: id }]);
  });

  it('is append-only', async () => {
    await expect(teams.office.deps.pool.query('DELETE FROM report_months')).rejects.toThrow(/permission denied/);
  });
});

describe('targets and mail', () => {
  const target = { memberId: null, measure: 'won', value: 5 } as const;

  it('are set for the own team alone, hold from the present month on, and leave what has closed', async () => {
    const boss = await browserOf(teams.manager);
    const set = async (input: object) => (await boss.request()).reports.setTarget({ ...target, ...input } as never);
    await set({ teamId: teams.team });
    await set({ teamId: null, memberId: teams.agents[0].id, value: 3 });
    expect(await refusalOf(set({ teamId: teams.otherTeam }))).toMatchObject({ code: 'auth.forbidden' });
    expect(await refusalOf(set({ teamId: null }))).toMatchObject({ code: 'auth.forbidden' });
    expect(await refusalOf(set({ teamId: null, memberId: teams.agents[1].id }))).toMatchObject({
      code: 'auth.forbidden',
    });
    const targetsOf = async (month: string) => {
      const { report } = await (await boss.request()).reports.show({ teamId: teams.team, month });
      const rows = report.groups
        .filter(({ id }) => id === 'summary' || id === 'agents')
        .flatMap(({ rows: own }) => own);
      return Object.fromEntries(rows.flatMap(({ id, targets }) => (targets === undefined ? [] : [[id, targets]])));
    };
    expect(await targetsOf('2026-09')).toMatchObject({ all: { won: 5 } });
    expect(await targetsOf(MONTH)).toEqual({});
    await set({ teamId: teams.team, value: null });
    expect((await targetsOf('2026-09'))['all']).toBeUndefined();
    await expect(teams.office.deps.pool.query('DELETE FROM report_targets')).rejects.toThrow(/permission denied/);
  });

  it('tell who asked for it once that a month has closed, and nobody of what closed before', async () => {
    const { deps } = teams.office;
    const boss = await browserOf(teams.manager);
    await (await boss.request()).reports.setMail({ language: 'tr' });
    expect(await mailReports(deps)).toBe(0);
    at('2026-10-01T06:00:00.000Z');
    expect(await closeMonth(deps)).toBe('2026-09');
    expect([await mailReports(deps), await mailReports(deps)]).toEqual([1, 0]);
    const { rows } = await deps.pool.query(
      `SELECT basis_id AS who, dedupe_key AS once, content ->> 'subject' AS subject,
        content -> 'action' ->> 'url' AS url, content ->> 'text' AS text
       FROM deliveries WHERE purpose = 'report'`,
    );
    expect(rows).toMatchObject([{ who: teams.manager.id, once: `report/2026-09/${teams.manager.id}` }]);
    expect(rows[0].subject).toContain('Eylül 2026');
    // What cannot be worked out is called what the attached pages call it.
    expect(rows[0].text).toContain('Gelmeme oranı: az veri');
    expect(rows[0].url).toContain(`scope=${teams.team}`);
    // What leaves has the very pages that are kept.
    await sendEmailJob.run(deps, new AbortController().signal);
    const sent = (teams.office.deps.email as MemoryEmail).provider.taken.find(
      ({ to }) => to[0] === teams.manager.email,
    );
    const { pdf, fileName } = await (
      await boss.request()
    ).reports.pdf({ teamId: teams.team, month: '2026-09', language: 'tr' });
    expect(sent?.attachments).toEqual([{ fileName, type: 'application/pdf', data: pdf }]);
    expect(fileName).toMatch(/^Saha-Rapor-2026-09-/);
    await (await boss.request()).reports.setMail({ language: null });
  });

  it('shows sources month by month, as each of the months was closed', async () => {
    const admin = await browserOf(teams.admin);
    const { report } = await (await admin.request()).reports.show({ teamId: null, month: '2026-09' });
    expect(report.trend?.months).toEqual([MONTH, '2026-09']);
    const fair = report.trend?.rows.find(({ id }) => id === 'fair');
    expect(fair?.cells.map(({ newCustomers, won }) => [newCustomers, won])).toEqual([
      [1, 1],
      [0, 0],
    ]);
    expect(report.trend?.rows[0]?.cells[0]).toMatchObject({ newCustomers: 1 });
    at('2026-09-01T06:00:00.000Z');
  });
});

describe('as a document', () => {
  it('bears the office’s logo', async () => {
    const admin = await browserOf(teams.admin);
    const red = await sharp({ create: { width: 300, height: 90, channels: 4, background: '#a02020' } })
      .png()
      .toBuffer();
    const { id } = await (await admin.request()).office.addLogo({ data: red.toString('base64') });
    const { report } = await (await admin.request()).reports.show({ teamId: null, month: MONTH });
    const bare = await renderPdf(reportPages(report, 'tr'));
    const tablet = await Tablet.signIn(teams.office, teams.admin);
    tablet.decide('officeLogo', '', { imageId: id });
    await tablet.sync();
    const logo = await readLogo(teams.office.deps);
    const drawn = await renderPdf(reportPages(report, 'tr', logo));
    const images = (pdf: Buffer) => pdf.toString('latin1').match(/\/Subtype \/Image/g)?.length ?? 0;
    expect([images(bare), images(drawn) > 0]).toEqual([0, true]);
  });

  it.each(['tr', 'en'] as const)('has every letter, its own fonts, a title and a language (%s)', async (language) => {
    const admin = await browserOf(teams.admin);
    const { report } = await (await admin.request()).reports.show({ teamId: null, month: MONTH });
    const pdf = await renderPdf(reportPages({ ...report, officeName: LETTERS }, language));
    const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
    let text = '';
    for (let page = 1; page <= document.numPages; page += 1) {
      const { items } = await (await document.getPage(page)).getTextContent();
      text += items.map((item) => ('str' in item ? item.str : '')).join(' ');
    }
    text = text.replace(/\s+/g, ' ');
    for (const letter of LETTERS.replaceAll(' ', '')) expect(text).toContain(letter);
    expect(text).toContain(language === 'tr' ? 'Danışman karşılaştırması' : 'Agent comparison');
    expect(text).toContain(language === 'tr' ? 'Ağustos 2026' : 'August 2026');
    const { info } = await document.getMetadata();
    expect(info).toMatchObject({ Language: language });
    expect((info as { Title: string }).Title).toContain(LETTERS);
    expect((await document.getOutline()).length).toBeGreaterThan(6);
    expect(await document.getViewerPreferences()).toMatchObject({ DisplayDocTitle: true });
    const raw = pdf.toString('latin1');
    const named = [...raw.matchAll(/\/BaseFont \/[A-Z]{6}\+(Inter\S*)/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(0);
    expect(raw.match(/\/FontFile2? \d/g)?.length).toBe(2);
    expect(raw).not.toContain('Helvetica');
    await document.destroy();
  });
});

describe('an old month', () => {
  it('is corrected however old it is, within a day, by the clocks that it closed by', async () => {
    const { deps } = teams.office;
    const months = Array.from({ length: 80 }, (_, at) => String(at));
    const looks = Array.from({ length: 24 }, (_, hour) =>
      dueMonths(months, Date.parse('2026-10-01') + hour * 3_600_000),
    );
    for (const month of months) expect(looks.filter((those) => those.includes(month)).length).toBeGreaterThan(0);
    for (const those of looks) expect(those.length).toBeLessThanOrEqual(3 + Math.ceil(77 / 24));

    const ended = Date.parse('2027-03-01T06:00:00.000Z');
    teams.office.clock.nowMs = ended;
    for (let closed: string | null = ''; closed !== null;) closed = await closeMonth(deps);
    const { rows } = await deps.pool.query('SELECT month FROM report_months WHERE team_id IS NULL ORDER BY 1 DESC');
    expect(rows.findIndex(({ month }) => month === MONTH)).toBeGreaterThan(3);
    const found = async () => {
      let lines = 0;
      for (let hour = 0; hour < 24; hour += 1) {
        teams.office.clock.nowMs = ended + hour * 3_600_000;
        lines += await findCorrections(deps);
      }
      return lines;
    };
    expect(await found()).toBe(0);
    const tablet = await Tablet.signIn(teams.office, teams.admin);
    // An office that moves to New York has its August where it had it: this call was in no other month.
    tablet.decide('officeZone', '', { zone: 'America/New_York' });
    await tablet.sync();
    const late = { ...tablet.newInteraction(customer), kind: 'call', occurredAt: '2026-07-31T22:00:00.000Z' };
    tablet.create('interactions', late);
    await tablet.sync();
    expect(await found()).toBe(2);
    const admin = await browserOf(teams.admin);
    const rule = { combinator: 'and' as const, rules: [] };
    const asked = { teamId: null, month: MONTH, segment: { rule, name: 'Herkes' } };
    const { report } = await (await admin.request()).reports.show(asked);
    const { report: closed } = await (await admin.request()).reports.show({ teamId: null, month: MONTH });
    expect([report.zone, report.isSoFar]).toEqual([closed.zone, false]);
    // The two that came late are in it.
    expect(cellsOf(report)).toMatchObject({ calls: (cellsOf(closed).calls ?? 0) + 2 });
  }, 120_000);
});

it('whoever was met before they were entered was met, and was not called in no time', async () => {
  at('2027-04-10T09:30:00.000Z');
  const tablet = await Tablet.signIn(teams.office, teams.admin);
  const [walkedIn, missed] = [1, 2].map(() => tablet.create('customers', tablet.newCustomer({}))) as [string, string];
  const met = { kind: 'call', occurredAt: '2027-04-10T09:00:00.000Z' };
  tablet.create('interactions', { ...tablet.newInteraction(walkedIn), ...met, outcome: 'reached' });
  tablet.create('interactions', { ...tablet.newInteraction(missed), ...met, outcome: 'no_answer' });
  await tablet.sync();
  const month = [Date.parse('2027-04-01'), Date.parse('2027-05-01')] as const;
  const { leads } = await readFacts(teams.office.deps.pool, ...month, ['leads']);
  const standing = ({ id, isReached, firstContactAt }: (typeof leads)[number]) => [id, isReached, firstContactAt];
  expect(leads.map(standing)).toEqual(
    [
      [walkedIn, true, null],
      [missed, false, null],
    ].sort(),
  );
});
