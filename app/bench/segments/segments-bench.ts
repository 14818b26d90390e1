/**
 * A segment's count while its rule is edited, from the key to the painted number, beside the same rule by hand over
 * plain arrays in the same page; and a list after a filter, to its painted rows. What is counted must be the same.
 */
import type { Page } from '@playwright/test';
import type pg from 'pg';
import type { SegmentRule } from '../../../sync/rules/segment-rule';
import { derivedId } from '../../../sync/rules/derived-id';
import { writeSegments } from '../../../prisma/seed/write-segments';
import { DEMO_MEMBERS, DEMO_TEAMS } from '../../../prisma/seed/demo-people';
import type { Bench } from '../bench';
import { openBenchOffice } from '../bench-office';
import { bundleForPage } from '../bundle-for-page';
import { toggleChip } from '../list-gestures';
import { armPage, openDevice, type ArmedWindow } from '../device';
import { percentile, rounded, say } from '../report';
import type { PlainAnswer } from './plain-arrays.page';

const DAYS = 60;
const WORDS = 'a';
const RULE: SegmentRule = {
  combinator: 'and',
  rules: [
    { fact: 'lastContactAt', operator: 'notForDays', value: DAYS },
    { fact: 'city', operator: 'contains', value: WORDS },
    { fact: 'reachEmail', operator: 'in', value: ['given', 'none'] },
    { fact: 'nextAppointmentAt', operator: 'any' },
  ],
};
const SEGMENT_ID = derivedId('segment', 'bench');
const TYPED_DAYS = [1, 2, 3, 5, 8, 12, 15, 20, 25, 30, 40, 45, 50, 70, 80, 90, 100, 120, 150, 180];
const TYPED_WORDS = ['i', 'is', 'ist', 'an', 'ank', 'iz', 'b', 'bu', 'bur', 'k', 'e', 'er', 'm', 'me', 'mer', 'ad'];
const COUNT_MS = 50;
const ROWS_MS = 100;

export const segmentsBench: Bench<{ customers: number; rounds: number }> = {
  amounts: { customers: 50_000, rounds: 3 },
  async run(browser, { customers, rounds }) {
    const office = await openBenchOffice({ customers, onlyCustomers: false, furnish });
    try {
      const { page, context } = await openDevice(browser, office.url, 'admin', '/customers');
      const typed = await editRule(page, rounds);
      const filterMs = await filterList(page, rounds);
      await context.close();
      const figures = {
        edits: typed.oursMs.length,
        countP50Ms: rounded(percentile(typed.oursMs, 0.5), 1),
        countP95Ms: rounded(percentile(typed.oursMs, 0.95), 1),
        plainP95Ms: rounded(percentile(typed.plainMs, 0.95), 1),
        filterP50Ms: rounded(percentile(filterMs, 0.5), 1),
        filterP95Ms: rounded(percentile(filterMs, 0.95), 1),
        firstFilterMs: rounded(filterMs[0] ?? Number.NaN, 1),
      };
      say(
        `count over ${typed.people} customers while editing: p50 ${figures.countP50Ms}, p95 ${figures.countP95Ms} ms from key to painted number; the rule alone over plain arrays p95 ${figures.plainP95Ms} ms`,
      );
      say(`the first filter of a visit: ${figures.firstFilterMs} ms`);
      return {
        figures,
        limits: [
          { what: 'count while editing, p95', value: figures.countP95Ms, unit: 'ms', atMost: COUNT_MS },
          { what: 'first rows after a filter, p95', value: figures.filterP95Ms, unit: 'ms', atMost: ROWS_MS },
        ],
      };
    } finally {
      await office.close();
    }
  },
};

/**
 * Everybody has an appointment behind and every second one ahead, of one agent one after the other; what stands for
 * mail addresses is mixed.
 */
async function furnish(pool: pg.Pool): Promise<void> {
  await pool.query(
    `INSERT INTO appointments (id, customer_id, agent_id, title, kind, starts_at, ends_at, zone, location, notes,
      status, cancel_reason,
       created_by, created_at, stamps)
     SELECT gen_random_uuid(), c.id, c.owner_id, 'Görüşme', 'meeting', at, at + interval '30 minutes',
       'Europe/Istanbul', '', '',
       CASE WHEN at < now() THEN 'held' ELSE 'confirmed' END, '', c.owner_id, c.created_at, c.stamps
     FROM (SELECT *, row_number() OVER (PARTITION BY owner_id ORDER BY id) AS n FROM customers WHERE deleted_at IS NULL)
       c
     CROSS JOIN LATERAL (VALUES (now() - (c.n % 300) * interval '1 day' - interval '1 hour'),
       (date_trunc('hour', now()) + (c.n + 2) * interval '30 minutes')) AS times(at)
     WHERE at < now() OR c.n % 2 = 0`,
  );
  await pool.query(
    `UPDATE customers SET reach = jsonb_build_object('email', jsonb_build_object('state',
      CASE WHEN right(id::text, 1) < '8' THEN 'given' ELSE 'no' END,
       'reason', '', 'since', created_at)) WHERE email <> ''`,
  );
  const client = await pool.connect();
  try {
    const segment = {
      id: SEGMENT_ID,
      name: 'Ölçüm',
      rule: RULE,
      teamId: DEMO_TEAMS[0].id,
      createdBy: DEMO_MEMBERS[0]!.id,
    };
    await writeSegments(client, [segment as never], new Date().toISOString());
  } finally {
    client.release();
  }
}

async function editRule(page: Page, rounds: number) {
  await page.goto(`${new URL(page.url()).origin}/segments/${SEGMENT_ID}`);
  const words = page.locator('main input[autocomplete=off]:not([inputmode]):not([maxlength="80"])').first();
  await words.waitFor();
  await page.getByText(/^[\d.]+ müşteri$/).waitFor({ timeout: 120_000 });
  await page.evaluate(await bundleForPage({ entry: 'app/bench/segments/plain-arrays.page.ts' }));
  await armPage(page);
  const people = await page.evaluate(loadPlain);
  const oursMs: number[] = [];
  const plainMs: number[] = [];
  const type = async (days: number, text: string, field: 'days' | 'words') => {
    const { takenMs, shown, byHand } = await page.evaluate(typeAndCount, { days, text, field });
    if (shown !== byHand.count) throw new Error(`${shown} are shown, ${byHand.count} there are, for ${days} ${text}`);
    if (takenMs !== null) oursMs.push(takenMs);
    plainMs.push(byHand.takenMs);
  };
  for (let round = 0; round < rounds; round += 1) {
    for (const days of TYPED_DAYS) await type(days, WORDS, 'days');
    await type(DAYS, WORDS, 'days');
    for (const text of TYPED_WORDS) await type(DAYS, text, 'words');
    await type(DAYS, WORDS, 'words');
  }
  return { people, oursMs, plainMs };
}

type PlainWindow = {
  plainSegment: { load(): Promise<number>; count(days: number, words: string): PlainAnswer };
};

/** Runs in the page. */
const loadPlain = () => (globalThis as unknown as PlainWindow).plainSegment.load();

/** Runs in the page. Null where the number stays as it was: there is nothing to be painted. */
async function typeAndCount({ days, text, field }: { days: number; text: string; field: 'days' | 'words' }) {
  const armed = window as unknown as ArmedWindow;
  const { plainSegment } = globalThis as unknown as PlainWindow;
  const condition = document.querySelectorAll('main [role=group] [role=group]')[field === 'days' ? 0 : 1];
  const input = condition?.querySelector<HTMLInputElement>('input:not([type=hidden])') ?? null;
  if (input === null)
    throw new Error(`no field to type in: ${document.querySelector('main')?.innerHTML.slice(0, 3_000)}`);
  const status = document.querySelector('main p[role=status]')!;
  const shown = () => Number((status.textContent ?? '').replace(/\D/g, ''));
  const byHand = plainSegment.count(days, text);
  const before = shown();
  const startedAt = performance.now();
  armed.type(input, field === 'days' ? String(days) : text);
  let takenMs: number | null = null;
  if (byHand.count === before) await new Promise((resolve) => setTimeout(resolve, 400));
  else takenMs = await armed.whenPainted(() => shown() === byHand.count, startedAt);
  return { takenMs, shown: shown(), byHand };
}

/** Filters go on and off by their chips; what stood in the first row is another one then. */
async function filterList(page: Page, rounds: number): Promise<number[]> {
  await page.goto(`${new URL(page.url()).origin}/customers`);
  await page.getByText(/^[\d.]+ müşteri$/).waitFor({ timeout: 120_000 });
  await page.getByRole('link', { name: /^Ofiste\./ }).waitFor();
  await armPage(page);
  const taken: number[] = [];
  for (let at = 0; at < rounds * 10; at += 1) {
    taken.push(await page.evaluate(toggleChip, at % 4 < 2 ? 'Haftanın yenileri' : 'Bu hafta eklenenler'));
    await page.waitForTimeout(200);
  }
  return taken;
}
