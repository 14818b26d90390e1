/**
 * A weekly series of fifty-two made against a whole office's calendar on the device: what it meets, and from the tap on
 * *save* until it is stored and said; beside the same search over plain arrays and one bare write in the same page. The
 * office's own check of such a series. And a team's month beside FullCalendar alone with the same entries.
 */
import type { Page } from '@playwright/test';
import type { Bench } from '../bench';
import { openBenchOffice } from '../bench-office';
import { bundleForPage } from '../bundle-for-page';
import { armPage, openDevice, rest, restLightly, type ArmedWindow } from '../device';
import { median, percentile, rounded, say } from '../report';
import { shownDays } from '../../features/appointments/calendar/calendar-url';
import type { ByHand } from './by-hand.page';
import { furnishCalendar, readAgents, waitUntilWalked, ZONE } from './furnish-calendar';
import { COUNT, newSeries, type NewSeries } from './new-series';
import { checkAtOffice } from './office-check';

const CUSTOMERS = 400;
const SAVE_MS = 100;
const TIMES_PLAIN = 2;
const OFFICE_MS = 20;
const TIMES_BARE = 1.5;
/** The first turns load code and warm both up. */
const WARM_UP = 2;
/** Each series is in the office before the next is made: else the sending of one would be measured with the next. */
const PATIENCE_MS = 300_000;
/** Months from the next one on are drawn in turn: none is drawn twice in a row. */
const MONTHS = 9;

export const calendarBench: Bench<{ appointments: number; series: number; repeats: number }> = {
  amounts: { appointments: 10_000, series: 200, repeats: 30 },
  async run(browser, { appointments, series, repeats }) {
    const office = await openBenchOffice({
      customers: CUSTOMERS,
      onlyCustomers: true,
      furnish: (pool) => furnishCalendar(pool, appointments, series),
    });
    try {
      await waitUntilWalked(office.pool);
      const made = newSeries(await readAgents(office.pool), Date.now(), WARM_UP + repeats);
      const checked = await checkAtOffice(office.pool, made);
      const officeMs = checked.takenMs.slice(WARM_UP);
      say(`the office's check: p50 ${rounded(median(officeMs), 1)} ms; at most ${checked.found} clashes each`);
      const { page, context } = await openDevice(browser, office.url, 'admin', '/more');
      await page.evaluate(await bundleForPage({ entry: 'app/bench/calendar/by-hand.page.ts' }));
      await armPage(page);
      const saves = (await inTurn(made, (one) => save(page, one))).slice(WARM_UP);
      const months = (await inTurn(monthsAhead(WARM_UP + repeats), (one) => showMonth(page, one))).slice(WARM_UP);
      await context.close();
      const p = (share: number, values: readonly number[]) => rounded(percentile(values, share), 1);
      const saidMs = saves.map((one) => one.saidMs);
      const plainMs = saves.map((one) => one.plainMs);
      const figures = {
        dates: saves.map((one) => one.dates),
        checkP50Ms: p(
          0.5,
          saves.map((one) => one.checkedMs),
        ),
        checkP95Ms: p(
          0.95,
          saves.map((one) => one.checkedMs),
        ),
        saidP50Ms: p(0.5, saidMs),
        saidP95Ms: p(0.95, saidMs),
        plainP50Ms: p(0.5, plainMs),
        plainP95Ms: p(0.95, plainMs),
        saveRatio: rounded(percentile(saidMs, 0.95) / percentile(plainMs, 0.95)),
        officeP50Ms: p(0.5, officeMs),
        officeP95Ms: p(0.95, officeMs),
        monthEntries: Math.max(...months.map((one) => one.entries)),
        monthP50Ms: p(
          0.5,
          months.map((one) => one.oursMs),
        ),
        bareMonthP50Ms: p(
          0.5,
          months.map((one) => one.bareMs),
        ),
        monthRatio: rounded(median(months.map((one) => one.oursMs)) / median(months.map((one) => one.bareMs))),
      };
      say(
        `weekly × ${COUNT}: known what it meets after p50 ${figures.checkP50Ms}, p95 ${figures.checkP95Ms} ms; from the tap until it is said to be stored p50 ${figures.saidP50Ms}, p95 ${figures.saidP95Ms} ms; plain arrays and one write p50 ${figures.plainP50Ms}, p95 ${figures.plainP95Ms} ms`,
      );
      say(
        `a month of up to ${figures.monthEntries} appointments: p50 ${figures.monthP50Ms} ms, FullCalendar alone p50 ${figures.bareMonthP50Ms} ms`,
      );
      return {
        figures,
        limits: [
          { what: 'saving a series, tap to said, p95', value: figures.saidP95Ms, unit: 'ms', atMost: SAVE_MS },
          { what: 'saving beside plain arrays and one write', value: figures.saveRatio, atMost: TIMES_PLAIN },
          { what: 'the office checks a series, p95', value: figures.officeP95Ms, unit: 'ms', atMost: OFFICE_MS },
          { what: 'a month beside FullCalendar alone', value: figures.monthRatio, atMost: TIMES_BARE },
        ],
      };
    } finally {
      await office.close();
    }
  },
};

async function inTurn<T, R>(all: readonly T[], turn: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (const one of all) done.push(await turn(one));
  return done;
}

function monthsAhead(count: number): string[] {
  const now = new Date();
  return Array.from({ length: count }, (_, at) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1 + (at % MONTHS), 1)).toISOString().slice(0, 7),
  );
}

const SAID = 'Randevu kaydedildi';
type PageWindow = ArmedWindow & { byHand: ByHand };

/** Makes the series on the screen, as somebody does, and by hand; both must find the same. */
async function save(page: Page, series: NewSeries) {
  await rest(page);
  await page.evaluate(() => (window as unknown as PageWindow).byHand.load());
  const { customerId, agentId, startsAt: start, endsAt: end } = series;
  const asked = new URLSearchParams({ customerId, agentId, start, end });
  await page.evaluate((to) => (window as unknown as PageWindow).goTo(to), `/appointments/new?${asked.toString()}`);
  const pick = async (field: RegExp, option: string) => {
    await page.getByRole('button', { name: field }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  await pick(/Tekrar/, 'Haftalık');
  await pick(/^Bitmez/, 'Sayıyla');
  await page.getByRole('button', { name: /Kaç kez/ }).click();
  const byHand = await page.evaluate(
    ([wanted, zone]) => (window as unknown as PageWindow).byHand.check(wanted as NewSeries, zone as string),
    [series, ZONE] as const,
  );
  const checkedMs = await page.evaluate(pickCount, { count: COUNT, dates: byHand.dates });
  // Of the one before.
  const told = page.getByRole('alertdialog').filter({ hasText: SAID });
  if ((await told.count()) > 0) await told.getByRole('button', { name: 'Kapat', exact: true }).click();
  await told.waitFor({ state: 'detached' });
  const saidMs = await page.evaluate(tapSave, SAID);
  await page.getByRole('link', { name: /^Ofiste\./ }).waitFor({ timeout: PATIENCE_MS });
  return { dates: byHand.dates, plainMs: byHand.takenMs, checkedMs, saidMs };
}

/** Runs in the page: the last thing that is picked, until what the series meets is painted. */
function pickCount({ count, dates }: { count: number; dates: number }): Promise<number> {
  const armed = window as unknown as PageWindow;
  const option = [...document.querySelectorAll<HTMLElement>('[role=option]')].find(
    (one) => one.textContent?.trim() === String(count),
  )!;
  const says = () => document.querySelector('main')?.textContent ?? '';
  const isKnown = () =>
    says().includes(`toplam ${count} kez`) && (dates === 0 || says().includes(`${dates} günde çakışma var`));
  const startedAt = performance.now();
  option.click();
  return armed.whenPainted(isKnown, startedAt);
}

/** Runs in the page: the tap, until it is painted that the series is stored, which is said when the store has it. */
function tapSave(words: string): Promise<number> {
  const armed = window as unknown as PageWindow;
  const button = [...document.querySelectorAll<HTMLButtonElement>('main button')].find((one) =>
    /^(Randevuyu kaydet|Yine de kaydet)$/.test(one.textContent?.trim() ?? ''),
  )!;
  const isSaid = () => (document.body.textContent ?? '').includes(words);
  const startedAt = performance.now();
  button.click();
  return armed.whenPainted(isSaid, startedAt);
}

async function showMonth(page: Page, month: string): Promise<{ oursMs: number; bareMs: number; entries: number }> {
  const { from, to } = shownDays('month', `${month}-10`);
  await page.evaluate(() => (window as unknown as PageWindow).byHand.load());
  await restLightly(page);
  const ours = await page.evaluate(openMonth, `/calendar?view=month&date=${month}-10&agent=all`);
  await restLightly(page);
  const bare = await page.evaluate(
    ([a, b, shown]) => (window as unknown as PageWindow).byHand.month(a, b, shown, '+03:00'),
    [from, to, month] as const,
  );
  if (ours.entries !== bare.entries)
    throw new Error(`${month}: ${ours.entries} appointments are shown, ${bare.entries} there are`);
  return { oursMs: ours.takenMs, bareMs: bare.takenMs, entries: bare.entries };
}

/** Runs in the page. */
async function openMonth(path: string): Promise<{ takenMs: number; entries: number }> {
  const { goTo, byHand } = window as unknown as PageWindow;
  const startedAt = performance.now();
  goTo(path);
  const takenMs = await byHand.untilStill(
    document.querySelector('main')!,
    startedAt,
    () => document.querySelector('main [data-appointment-id]') !== null,
  );
  const said = [...document.querySelectorAll('main *, header *')].find(
    (one) => one.children.length === 0 && /^[\d.]+ randevu$/.test(one.textContent ?? ''),
  );
  return { takenMs, entries: Number((said?.textContent ?? '').replace(/\D/g, '')) };
}
