/**
 * `npm run bench -- reports`: what a month of a large office costs: its questions to the database, its pages beside the
 * same drawing by pdfkit alone, and what people who ask the office meanwhile wait.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { PROTOCOL_VERSION } from '../../../sync/protocol/version';
import { createHttpApp } from '../../../server/http/app';
import { readFacts } from '../../../server/features/reports/facts.store';
import { windowOf } from '../../../server/features/reports/report-month';
import { countReports } from '../../../server/features/reports/report-verbs';
import type { Bench } from '../bench';
import { percentile, rounded, say } from '../report';
import { measureDrawing } from './drawing';
import { openReportOffice } from './report-office';

const RATIO = 2;
const [TIMES_QUIET, MORE_MS] = [2, 20];
const QUIET_MS = 5_000;
const EVERY_MS = 50;

export const reportsBench: Bench<{ agents: number; customers: number; facts: number; drawings: number }> = {
  amounts: { agents: 50, customers: 50_000, facts: 500_000, drawings: 5 },
  run: async (_browser, { agents, customers, facts, drawings }) => {
    const office = await openReportOffice(agents, customers, facts);
    try {
      const { deps, adminId } = office;
      const month = new Date(deps.now()).toISOString().slice(0, 7);
      const { fromMs, untilMs } = windowOf(month, 'Europe/Istanbul');
      const startedAt = performance.now();
      await readFacts(deps.pool, fromMs, untilMs);
      const sqlMs = rounded(performance.now() - startedAt, 0);
      say(`the questions of one month: ${sqlMs} ms`);

      const admin = { id: adminId, fullName: '', email: '', role: 'admin' as const, teamId: null, scopeVersion: 1 };
      const which = { teamId: null, month };
      const app = createHttpApp(deps);
      const ask = await asPerson(app, deps.config.origin, office);
      for (let at = 0; at < 50; at += 1) await ask();
      const quiet = await delays(ask, () => sleep(QUIET_MS));
      let countedMs = 0;
      const busy = await delays(ask, async () => {
        const from = performance.now();
        await countReports(deps, 'showReport', admin, which);
        await countReports(deps, 'reportPdf', admin, which, 'tr');
        countedMs = rounded(performance.now() - from, 0);
      });
      const [quietP99, busyP99] = [percentile(quiet, 0.99), percentile(busy, 0.99)].map((ms) => rounded(ms, 1));
      say(`counted and drawn in ${countedMs} ms; an answer meanwhile p99 ${busyP99} ms, quiet ${quietP99} ms`);

      const { report } = await countReports(deps, 'showReport', admin, which);
      const drawing = await measureDrawing(report, drawings);
      say(`${drawing.pages} pages in ${drawing.pdfMs} ms, by pdfkit alone ${drawing.rawMs} ms`);
      return {
        figures: { sqlMs, countedMs, quietP99, busyP99, ...drawing },
        limits: [
          { what: 'pages beside pdfkit alone', value: drawing.ratio, unit: 'times', atMost: RATIO },
          {
            what: 'an answer while a month is counted, p99',
            value: busyP99 ?? Number.NaN,
            unit: 'ms',
            atMost: rounded((quietP99 ?? Number.NaN) * TIMES_QUIET + MORE_MS, 1),
          },
        ],
      };
    } finally {
      await office.close();
    }
  },
};

type App = ReturnType<typeof createHttpApp>;

/**
 * A question as a device asks it: over HTTP, with a session, how many customers its person sees. Throws where the
 * office does not answer it.
 */
async function asPerson(
  app: App,
  origin: string,
  who: { email: string; password: string },
): Promise<() => Promise<void>> {
  const headers = { 'content-type': 'application/json', origin, 'x-saha-protocol': String(PROTOCOL_VERSION) };
  const signedIn = await app.request(`${origin}/trpc/auth.signIn`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ email: who.email, password: who.password }),
  });
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';', 1)[0];
  if (!signedIn.ok || cookie === undefined) throw new Error(`cannot sign in: ${await signedIn.text()}`);
  const input = encodeURIComponent(JSON.stringify({ collection: 'customers' }));
  return async () => {
    const answer = await app.request(`${origin}/trpc/sync.count?input=${input}`, { headers: { ...headers, cookie } });
    const body = await answer.text();
    if (!answer.ok || !body.includes('"result"')) throw new Error(`${answer.status} ${body.slice(0, 300)}`);
  };
}

/** How long answers take while `work` goes on, asked for at even times whether or not the last has come. */
async function delays(ask: () => Promise<void>, work: () => Promise<unknown>): Promise<number[]> {
  const found: number[] = [];
  let isOver = false;
  const working = work().finally(() => {
    isOver = true;
  });
  const asked: Promise<void>[] = [];
  let dueAt = performance.now();
  while (!isOver) {
    // Late asking is waiting too: the thread was busy.
    const from = dueAt;
    asked.push(ask().then(() => void found.push(performance.now() - from)));
    dueAt += EVERY_MS;
    await sleep(Math.max(0, dueAt - performance.now()));
  }
  await Promise.all([...asked, working]);
  return found;
}
