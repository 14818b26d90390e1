/** Random offices: every figure against the reckoning; then everything that may change does, and the month does not. */
import type { Pool } from 'pg';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { closeMonth } from '../../features/reports/close-month';
import { findCorrections } from '../../features/reports/find-corrections';
import { makeReports, REPORT_VERSION } from '../../features/reports/make-report';
import type { Report } from '../../features/reports/report';
import { reportPdf } from '../../features/reports/report-pdf';
import { readClosed, readCorrections } from '../../features/reports/reports.store';
import { windowOf } from '../../features/reports/report-month';
import type { SignedInMember } from '../../lib/identity';
import type { ProofResult } from '../prove-with';
import { Random } from '../random';
import type { Log } from './office-log';
import { addTalk, change, takeBack, emptyOffice, makeRandomOffice, TO_MS } from './random-office';
import { reckon } from './reckon';

const MONTH = '2026-08';
const ZONE = 'Europe/Istanbul';
const DAY_MS = 86_400_000;
/** Counting by today's owner: what must be found out. */
const BY_TODAY = `CREATE OR REPLACE FUNCTION customer_value_at(customer uuid, what text, at timestamptz) RETURNS text LANGUAGE sql STABLE AS
  $$ SELECT value FROM customer_spans WHERE customer_id = customer AND field = what AND until_at IS NULL $$`;
const ADMIN: SignedInMember = { id: uuidv7(), fullName: '', email: '', role: 'admin', teamId: null, scopeVersion: 1 };

export type ReportsInput = {
  readonly pool: Pool;
  /** Of the database's owner. */
  readonly ownerUrl: string;
  readonly seed: number;
  readonly offices: number;
  readonly customers: number;
  /** Every so many offices its pages are drawn before and after. */
  readonly drawnEvery: number;
  readonly breakage: 'today' | null;
};

export async function runReports(input: ReportsInput): Promise<ProofResult> {
  const owner = new pg.Client({ connectionString: input.ownerUrl });
  await owner.connect();
  const problems: string[] = [];
  const counts = { offices: 0, figures: 0, corrections: 0, drawn: 0 };
  try {
    if (input.breakage === 'today') await owner.query(BY_TODAY);
    for (let at = 0; at < input.offices && problems.length < 20; at += 1) {
      const seed = input.seed + at;
      const random = new Random(seed);
      await emptyOffice(owner);
      const log = await makeRandomOffice(owner, random, input.customers);
      const deps = { pool: input.pool, now: () => TO_MS + DAY_MS, newId: uuidv7 };
      const isDrawn = at % input.drawnEvery === 0;
      const say = (what: string) => void problems.push(`seed ${seed}: ${what}`);
      counts.figures += await compareFigures(deps, log, say);
      counts.corrections += await changeAfterClosing(deps, owner, random, log, isDrawn, say);
      counts.offices += 1;
      if (isDrawn) counts.drawn += 1;
    }
  } finally {
    await owner.end();
  }
  return { problems, counts };
}

type Within = { pool: Pool; now: () => number; newId: () => string };
type Say = (what: string) => void;

async function compareFigures(deps: Within, log: Log, say: Say): Promise<number> {
  const { fromMs, untilMs } = windowOf(MONTH, ZONE);
  let compared = 0;
  const scopes = [null, ...log.teams];
  for (const [at, { report }] of (await makeReports(deps, MONTH, scopes)).entries()) {
    const should = reckon(log, scopes[at] ?? null, fromMs, untilMs);
    const is = figuresOf(report);
    const columns = new Set([...should.keys()].map(shape));
    for (const key of new Set([...should.keys(), ...[...is.keys()].filter((one) => columns.has(shape(one)))])) {
      compared += 1;
      if ((is.get(key) ?? 0) !== (should.get(key) ?? 0))
        say(`${scopes[at] === null ? 'office' : 'team'} ${key}: ${is.get(key)}, not ${should.get(key) ?? 0}`);
    }
    compared += compareTrend(report, log, scopes[at] ?? null, say);
  }
  return compared;
}

/** Every source of every month that stands beside the report's own. */
function compareTrend({ trend }: Report, log: Log, scope: string | null, say: Say): number {
  if (trend === undefined) say('there is no trend');
  let compared = 0;
  for (const [at, month] of (trend?.months ?? []).entries()) {
    const { fromMs, untilMs } = windowOf(month, ZONE);
    const should = reckon(log, scope, fromMs, untilMs);
    const sources = [...should.keys()].flatMap((key) => /^sources\/(.+)\/newCustomers$/.exec(key)?.[1] ?? []);
    for (const id of new Set([...sources, ...(trend?.rows ?? []).map((row) => row.id)]))
      for (const column of ['newCustomers', 'won'] as const) {
        const key = id === 'all' ? `summary/all/${column}` : `sources/${id}/${column}`;
        const is = trend?.rows.find((row) => row.id === id)?.cells[at]?.[column] ?? 0;
        compared += 1;
        if (is !== (should.get(key) ?? 0)) say(`trend of ${month} ${key}: ${is}, not ${should.get(key) ?? 0}`);
      }
  }
  return compared;
}
const shape = (key: string) => `${key.split('/')[0]}/${key.split('/')[2]}`;

function figuresOf({ groups }: Report): Map<string, number> {
  const found = new Map<string, number>();
  for (const { id, rows } of groups)
    for (const row of rows.filter((one) => !one.id.startsWith('~')))
      for (const [column, value] of Object.entries(row.cells))
        if (typeof value === 'number') found.set(`${id}/${row.id}/${column}`, value);
  return found;
}

async function changeAfterClosing(
  deps: Within,
  owner: pg.ClientBase,
  random: Random,
  log: Log,
  isDrawn: boolean,
  say: Say,
): Promise<number> {
  if ((await closeMonth(deps)) !== MONTH) say('the month that was over did not close');
  const look = async () => ({
    closed: JSON.stringify(await readClosed(deps.pool, null, MONTH, REPORT_VERSION)),
    pdf: isDrawn ? (await reportPdf(deps, ADMIN, { teamId: null, month: MONTH }, 'tr')).pdf : '',
  });
  const before = await look();
  const agents = [...log.teamOf.keys()];
  for (const person of random.some(log.people, 0.5)) {
    const next = {
      atMs: TO_MS + random.between(1, DAY_MS),
      owner: random.pick(agents),
      stage: random.pick(['won', 'lost', 'new']),
      source: 'fair',
    };
    await change(owner, person, next);
    if (random.chance(0.3))
      await owner.query('UPDATE customers SET deleted_at = $2 WHERE id = $1', [person.id, new Date(next.atMs)]);
  }
  const none = await findCorrections(deps);
  if (none !== 0) say(`${none} corrections of what came after the month`);
  const { fromMs } = windowOf(MONTH, ZONE);
  const late = random.pick(log.people.filter(({ createdMs }) => createdMs < fromMs));
  const call = {
    id: uuidv7(),
    customer: late,
    author: agents[0]!,
    kind: 'call' as const,
    outcome: 'reached',
    atMs: fromMs + 20 * DAY_MS,
  };
  await addTalk(owner, call);
  const known = log.talks.find(
    ({ kind, atMs }) => kind === 'call' && atMs >= fromMs && atMs < windowOf(MONTH, ZONE).untilMs,
  );
  const linesNow = async () => {
    await findCorrections(deps);
    await findCorrections(deps);
    const closed = await readClosed(deps.pool, null, MONTH, REPORT_VERSION);
    const lines = closed === null ? [] : await readCorrections(deps.pool, closed.id);
    return lines.map(({ measure, subjectId, change }) => `${measure} ${subjectId} ${change}`);
  };
  const should = [`calls ${call.id} 1`];
  const same = (lines: readonly string[]) => [...lines].sort().join() === [...should].sort().join();
  let lines = await linesNow();
  if (!same(lines)) say(`a late call made ${lines.join() || 'no line'}`);
  for (const gone of known === undefined ? [call] : [known, call]) {
    await takeBack(owner, gone, TO_MS + DAY_MS / 2);
    should.push(`calls ${gone.id} -1`);
    lines = await linesNow();
    if (!same(lines)) say(`a call that was taken back made ${lines.join() || 'no line'}`);
  }
  const after = await look();
  if (after.closed !== before.closed) say('closed figures changed');
  if (after.pdf !== before.pdf) say('closed pages changed');
  return lines.length;
}
