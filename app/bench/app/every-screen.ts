/**
 * Every screen that lists what is on the device, from the tap to the frame that shows its last change. Beside each, in
 * the same page and in turns, the same entries by its drawing library alone: the calendar's views by FullCalendar over
 * an array; long lists by TanStack Virtual and other screens by React, the same elements with nothing behind them, with
 * what they have to read at least asked of IndexedDB by hand.
 */
import type { Page } from '@playwright/test';
import { shownDays } from '../../features/appointments/calendar/calendar-url';
import { stackLimit } from '../../features/appointments/calendar/use-stack-limit';
import { restLightly, type ArmedWindow } from '../device';
import { median, percentile, rounded, say } from '../report';
import type { BareScreens, Days, GridView, Reading } from './bare-screens.page';

/** The first turns load code and warm both up. */
const WARM_UP = 2;
const DAY_MS = 86_400_000;
/** What the tablet has beside the menu. */
const FRAME_PX = 1_092;
const OUTBOX = '/outbox';

/** `as`: a screen of rows, a list as long as there are customers, or a view of the calendar. */
export type MeasuredScreen = {
  readonly name: string;
  readonly path: string;
  readonly shows: string;
  readonly as:
    | { readonly rows: readonly Reading[] }
    | { readonly list: readonly Reading[]; readonly count: number }
    | { readonly grid: GridView; readonly days: Days; readonly stack: number };
};
export type ScreenTimes = { readonly p50Ms: number; readonly p95Ms: number; readonly bareP50Ms: number; ratio: number };
type PageWindow = ArmedWindow & { bare: BareScreens };

export async function measureScreen(page: Page, screen: MeasuredScreen, repeats: number): Promise<ScreenTimes> {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let at = -WARM_UP; at < repeats; at += 1) {
    await restLightly(page, screen.path === OUTBOX ? '/notifications' : OUTBOX);
    const takenMs = await page.evaluate(openScreen, { path: screen.path, shows: screen.shows });
    const bareMs = await page.evaluate(drawBare, screen.as);
    if (at < 0) continue;
    ours.push(takenMs);
    bare.push(bareMs);
  }
  const times = {
    p50Ms: rounded(median(ours), 1),
    p95Ms: rounded(percentile(ours, 0.95), 1),
    bareP50Ms: rounded(median(bare), 1),
    ratio: rounded(median(ours) / median(bare)),
  };
  say(
    `${screen.name}: p50 ${times.p50Ms}, p95 ${times.p95Ms} ms; bare p50 ${times.bareP50Ms} ms, ratio ${times.ratio}`,
  );
  return times;
}

/** Runs in the page. */
function openScreen({ path, shows }: { path: string; shows: string }): Promise<number> {
  const { goTo, bare } = window as unknown as PageWindow;
  const startedAt = performance.now();
  goTo(path);
  const isThere = () =>
    location.pathname + location.search === path && document.querySelector(`main :is(${shows})`) !== null;
  return bare.untilStill(document.querySelector('main')!, startedAt, isThere);
}

/** Runs in the page, while it shows what is to be drawn. */
function drawBare(as: MeasuredScreen['as']): Promise<number> {
  const { bare } = window as unknown as PageWindow;
  if ('grid' in as) return bare.grid(as.grid, as.days, as.stack);
  return 'rows' in as ? bare.rows(as.rows) : bare.list(as.count, as.list);
}

/** `customerId`: one with much behind them. */
export function screensOf(nowMs: number, customers: number, customerId: string): MeasuredScreen[] {
  const date = new Date(nowMs).toISOString().slice(0, 10);
  const at = (days: number) => new Date(nowMs + days * DAY_MS).toISOString();
  const days = (from: number, to: number): Reading[] => [
    { collection: 'appointments', index: 'startsAt', from: [at(from)], to: [at(to)], limit: 500 },
  ];
  const first = (index: string, limit: number): Reading[] => [
    { collection: 'customers', index, from: [''], to: ['\uffff'], limit },
  ];
  const ofCustomer = ['interactions', 'appointments'].map((collection): Reading => {
    return { collection, index: 'customerId', from: [customerId], to: [customerId, '\uffff'], limit: 500 };
  });
  const all = (collection: string): Reading[] => [{ collection, index: null, from: [], to: [], limit: 1_000 }];
  const list = (name: string, path: string): MeasuredScreen => {
    return { name, path, shows: '[role=row]', as: { list: first('sortKey', 50), count: customers } };
  };
  // A team's week is as wide as names are: none of them beside another.
  const stackOf = { day: stackLimit('day', FRAME_PX), week: 1, month: 1 } as const;
  const view = (name: 'day' | 'week' | 'month', grid: GridView): MeasuredScreen => {
    const shown = { ...shownDays(name, date), date, offset: '+03:00' };
    const path = `/calendar?view=${name}&date=${date}&agent=all`;
    return { name, path, shows: '[data-appointment-id]', as: { grid, days: shown, stack: stackOf[name] } };
  };
  const rows = (name: string, path: string, shows: string, readings: Reading[]): MeasuredScreen => {
    return { name, path, shows, as: { rows: readings } };
  };
  return [
    list('customers', '/customers'),
    list('customers, newest first', '/customers?sort=newest'),
    list('customers, last contact first', '/customers?sort=lastContact'),
    rows('timeline', `/customers/${customerId}?tab=timeline`, '[data-day] li', ofCustomer),
    rows('today', '/', 'h1', days(-3, 4)),
    view('day', 'timeGridDay'),
    view('week', 'timeGridWeek'),
    view('month', 'dayGridMonth'),
    rows('agenda', `/calendar?view=agenda&date=${date}&agent=all`, '[aria-labelledby^=agenda]', days(0, 14)),
    rows('countries', '/countries', 'table', all('countries')),
    rows('team', '/team', 'h1', all('members')),
  ];
}

export const waitingScreen = (waiting: number): MeasuredScreen => ({
  name: `outbox with ${waiting} waiting`,
  path: OUTBOX,
  shows: 'li[data-state]',
  as: { rows: [{ collection: 'customers', index: 'outbox', from: ['w'], to: ['x'], limit: 200 }] },
});
