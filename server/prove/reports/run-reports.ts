/** Random offices: every figure against the reckoning; then everything that may change does, and the month does not. */
import type { Pool } from 'pg';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { closeMonth } from '../../features/reports/close-month';
import { findCorrections } from '../../features/reports/find-corrections';
import { makeReports, REPORT_VERSION } from '../../features/reports/make-report';
import { reportPdf } from '../../features/reports/report-pdf';
import { readClosed, readCorrections } from '../../features/reports/reports.store';
import type { SignedInMember } from '../../lib/identity';
import type { ProofResult } from '../prove-with';
import { Random } from '../../../prisma/factories/random';
import { compareReport } from './compare-report';
import type { Log } from './office-log';
import { addTalk, change, takeBack, emptyOffice, makeRandomOffice } from './random-office';
import { reckon } from './reckon';
import { prepareToTell, tellLog } from './tell-log';

const DAY_MS = 86_400_000;
/** Counting by today's owner: what must be found out. */
const BY_TODAY = `CREATE OR REPLACE FUNCTION customer_value_at(customer uuid, what text, at timestamptz) RETURNS text
  LANGUAGE sql STABLE AS
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
    // A question of many parts costs more to compile than to answer here.
    await owner.query('SET jit = off');
    await prepareToTell(owner);
    if (input.breakage === 'today') await owner.query(BY_TODAY);
    for (let at = 0; at < input.offices && problems.length < 20; at += 1) {
      const seed = input.seed + at;
      const random = new Random(seed);
      await emptyOffice(owner);
      const log = await makeRandomOffice(owner, random, input.customers);
      const deps = { pool: input.pool, now: () => log.untilMs + DAY_MS, newId: uuidv7 };
      const isDrawn = at % input.drawnEvery === 0;
      const say = (what: string) => void problems.push(`seed ${seed}: ${what}`);
      counts.figures += await compareFigures(deps, owner, random, log, say);
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

/** The month that is over, for the office and every team; and the office's as it stood before it was over. */
async function compareFigures(deps: Within, owner: pg.ClientBase, random: Random, log: Log, say: Say): Promise<number> {
  await tellLog(owner, log);
  let compared = 0;
  const compare = async (nowMs: number, scopes: readonly (string | null)[]) => {
    const made = await makeReports({ ...deps, now: () => nowMs }, log.month, scopes);
    for (const [at, { report, ids }] of made.entries()) {
      const scope = scopes[at] ?? null;
      const of = `${nowMs < log.untilMs ? 'so far, ' : ''}${scope === null ? 'office' : 'team'}`;
      const should = await reckon(owner, log, scope, nowMs);
      compared += compareReport(report, ids, should, (what) => say(`${of} ${what}`));
      if (report.isSoFar !== nowMs < log.untilMs) say(`${of}: isSoFar ${report.isSoFar}`);
    }
  };
  await compare(deps.now(), [null, ...log.teams]);
  // Around midnight, when it is another day elsewhere.
  const midnightMs = log.fromMs + random.between(1, 27) * DAY_MS;
  await compare(midnightMs + random.between(-DAY_MS / 6, DAY_MS / 6), [null]);
  return compared;
}

async function changeAfterClosing(
  deps: Within,
  owner: pg.ClientBase,
  random: Random,
  log: Log,
  isDrawn: boolean,
  say: Say,
): Promise<number> {
  if ((await closeMonth(deps)) !== log.month) say('the month that was over did not close');
  const look = async () => ({
    closed: JSON.stringify(await readClosed(deps.pool, null, log.month, REPORT_VERSION)),
    pdf: isDrawn ? (await reportPdf(deps, ADMIN, { teamId: null, month: log.month }, 'tr')).pdf : '',
  });
  const before = await look();
  const agents = log.members.filter(({ isAgent }) => isAgent).map(({ id }) => id);
  for (const person of random.some(log.people, 0.5)) {
    const next = {
      atMs: log.untilMs + random.between(1, DAY_MS),
      owner: random.pick(agents),
      stage: random.pick(['won', 'lost', 'new']),
      source: 'fair',
    };
    await change(owner, person, next);
    if (person.deletedMs === null && random.chance(0.3))
      await owner.query('UPDATE customers SET deleted_at = $2 WHERE id = $1', [person.id, new Date(next.atMs)]);
  }
  const none = await findCorrections(deps);
  if (none !== 0) say(`${none} corrections of what came after the month`);
  const { fromMs } = log;
  const late = random.pick(log.people.filter(({ createdMs, deletedMs }) => createdMs < fromMs && deletedMs === null));
  const call = {
    id: uuidv7(),
    customer: late,
    author: agents[0]!,
    kind: 'call' as const,
    outcome: 'reached',
    atMs: fromMs + 20 * DAY_MS,
    isTakenBack: false,
  };
  await addTalk(owner, call);
  const known = log.talks.find(
    ({ kind, atMs, isTakenBack, customer }) =>
      kind === 'call' && !isTakenBack && customer.deletedMs === null && atMs >= fromMs && atMs < log.untilMs,
  );
  const linesNow = async () => {
    await findCorrections(deps);
    await findCorrections(deps);
    const closed = await readClosed(deps.pool, null, log.month, REPORT_VERSION);
    const lines = closed === null ? [] : await readCorrections(deps.pool, closed.id);
    return lines.map(({ measure, subjectId, change }) => `${measure} ${subjectId} ${change}`);
  };
  const should = [`calls ${call.id} 1`];
  const same = (lines: readonly string[]) => [...lines].sort().join() === [...should].sort().join();
  let lines = await linesNow();
  if (!same(lines)) say(`a late call made ${lines.join() || 'no line'}`);
  for (const gone of known === undefined ? [call] : [known, call]) {
    await takeBack(owner, gone, log.untilMs + DAY_MS / 2);
    should.push(`calls ${gone.id} -1`);
    lines = await linesNow();
    if (!same(lines)) say(`a call that was taken back made ${lines.join() || 'no line'}`);
  }
  const after = await look();
  if (after.closed !== before.closed) say('closed figures changed');
  if (after.pdf !== before.pdf) say('closed pages changed');
  return lines.length;
}
