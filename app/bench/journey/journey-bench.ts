/**
 * A customer's time with 2,000 facts, and the board with 5,000 cards, from the tap to the frame that shows them; beside
 * each the same rows from the same stores, read by hand and drawn bare, taken in turns.
 */
import type { Page } from '@playwright/test';
import type pg from 'pg';
import type { Bench } from '../bench';
import { openBenchOffice } from '../bench-office';
import { bundleForPage } from '../bundle-for-page';
import { armPage, openDevice, rest, type ArmedWindow } from '../device';
import { median, percentile, rounded, say } from '../report';

const OPEN_MS = 100;
const TIMES_BARE = 1.5;
/** So many customers have as many facts: none is opened twice in a row. */
const BUSY = 4;

export const journeyBench: Bench<{ facts: number; cards: number; repeats: number }> = {
  amounts: { facts: 2_000, cards: 5_000, repeats: 20 },
  async run(browser, { facts, cards, repeats }) {
    let busy: string[] = [];
    const office = await openBenchOffice({
      customers: cards,
      onlyCustomers: false,
      furnish: async (pool) => (busy = await furnish(pool, facts)),
    });
    try {
      const { page, context } = await openDevice(browser, office.url, 'admin', '/more');
      await page.evaluate(await bundleForPage({ entry: 'app/bench/journey/bare-lists.page.ts' }));
      await armPage(page);
      const time = await takeTurns(repeats, async (at) => ({
        ours: await show(page, `/customers/${busy[at % BUSY]}?tab=timeline`, '[data-day] li'),
        bare: await page.evaluate(bareFacts, busy[at % BUSY]!),
      }));
      const board = await takeTurns(repeats, async () => ({
        ours: await show(page, '/board', '[role=row]'),
        bare: await page.evaluate(bareBoard),
      }));
      await context.close();
      const figures = {
        openP50Ms: rounded(median(time.ours), 1),
        openP95Ms: rounded(percentile(time.ours, 0.95), 1),
        bareListP50Ms: rounded(median(time.bare), 1),
        openRatio: rounded(median(time.ours) / median(time.bare)),
        boardP50Ms: rounded(median(board.ours), 1),
        boardP95Ms: rounded(percentile(board.ours, 0.95), 1),
        bareBoardP50Ms: rounded(median(board.bare), 1),
        boardRatio: rounded(median(board.ours) / median(board.bare)),
      };
      say(
        `a customer with ${facts} facts: p50 ${figures.openP50Ms}, p95 ${figures.openP95Ms} ms, bare list p50 ${figures.bareListP50Ms} ms; board of ${cards}: p50 ${figures.boardP50Ms} ms, bare TanStack columns p50 ${figures.bareBoardP50Ms} ms`,
      );
      return {
        figures,
        limits: [
          { what: 'a customer opens, p95', value: figures.openP95Ms, unit: 'ms', atMost: OPEN_MS },
          { what: 'a customer beside the bare list', value: figures.openRatio, atMost: TIMES_BARE },
          { what: 'the board beside a bare TanStack list', value: figures.boardRatio, atMost: TIMES_BARE },
        ],
      };
    } finally {
      await office.close();
    }
  },
};

/** The ids of those who have many facts. */
async function furnish(pool: pg.Pool, facts: number): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM customers WHERE deleted_at IS NULL ORDER BY id LIMIT $1`,
    [BUSY],
  );
  const ids = rows.map(({ id }) => id);
  await pool.query(
    `INSERT INTO interactions (id, customer_id, author_id, kind, outcome, body, duration_minutes, occurred_at,
      created_at, stamps)
     SELECT gen_random_uuid(), c.id, c.owner_id, CASE n % 3 WHEN 0 THEN 'call' WHEN 1 THEN 'visit' ELSE 'note' END,
       CASE n % 3 WHEN 0 THEN 'reached' ELSE '' END, 'Teklifin ' || n || '. maddesi konuşuldu, yazılı olarak istendi.',
         0, at, at, c.stamps
     FROM customers c CROSS JOIN generate_series(1, $2::int) AS n
     CROSS JOIN LATERAL (SELECT date_trunc('milliseconds', now() - n * interval '9 hours') AS at) AS times
       WHERE c.id = ANY($1::uuid[])`,
    [ids, facts],
  );
  return ids;
}

/** The first turn loads code and warms both up. */
async function takeTurns(repeats: number, turn: (at: number) => Promise<{ ours: number; bare: number }>) {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let at = -2; at < repeats; at += 1) {
    const taken = await turn(at + 2);
    if (at < 0) continue;
    ours.push(taken.ours);
    bare.push(taken.bare);
  }
  return { ours, bare };
}

async function show(page: Page, path: string, selector: string): Promise<number> {
  await rest(page);
  return page.evaluate(
    ([to, shows]) => {
      const armed = window as unknown as ArmedWindow;
      const startedAt = performance.now();
      armed.goTo(to!);
      return armed.whenPainted(() => document.querySelector(`main ${shows}`) !== null, startedAt);
    },
    [path, selector],
  );
}

type BareWindow = { bareLists: { facts(customerId: string): Promise<number>; board(): Promise<number> } };

/** Run in the page. */
const bareFacts = (customerId: string) => (globalThis as unknown as BareWindow).bareLists.facts(customerId);
const bareBoard = () => (globalThis as unknown as BareWindow).bareLists.board();
