/** Runs in the page: what a series meets, over plain arrays; one write; and a month by nothing but FullCalendar. */
import FullCalendar from '@fullcalendar/react';
import dayGridPlugin from '@fullcalendar/react/daygrid';
import { createElement as h } from 'react';
import { createRoot } from 'react-dom/client';
import type { AppointmentFields } from '../../../sync/collections/appointment';
import { takesTime } from '../../../sync/rules/appointment-status';
import { datesOf } from '../../../sync/rules/clash-search';
import { shownBetween } from '../../../sync/rules/occurrences';
import { asked, readAppointments, readNames } from '../page-stores';
import type { NewSeries } from './new-series';

export type ByHand = {
  /** Reads everything into arrays; resolves to how many appointments there are. */
  load(): Promise<number>;
  /** On how many dates the series meets something, and how long finding out and one write took. */
  check(series: NewSeries, zone: string): Promise<{ dates: number; takenMs: number }>;
  /** Draws what stands in these days; milliseconds until the last change, and how many begin in the month. */
  month(from: string, to: string, month: string, offset: string): Promise<{ entries: number; takenMs: number }>;
  /** Milliseconds from `startedAt` to the last change within `root`; a quarter of a second without one ends it. */
  untilStill(root: Element, startedAt: number, isThere: () => boolean): Promise<number>;
};

let appointments: AppointmentFields[] = [];
let names = new Map<string, string>();
let own: IDBDatabase | null = null;

async function load(): Promise<number> {
  appointments = await readAppointments();
  names = await readNames(appointments.map((one) => one.customerId));
  const opening = indexedDB.open('bench-by-hand', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('docs', { keyPath: 'id' });
  own ??= await asked(opening);
  return appointments.length;
}

async function check({ rrule, ...series }: NewSeries, zone: string) {
  const startedAt = performance.now();
  const dates = datesOf({ ...series, zone }, rrule);
  const others = shownBetween(appointments, Date.parse(dates[0]!.startsAt), Date.parse(dates.at(-1)!.endsAt)).filter(
    (one) => takesTime(one) && (one.agentId === series.agentId || one.customerId === series.customerId),
  );
  const met = dates.filter((date) => others.some((one) => one.startsAt < date.endsAt && one.endsAt > date.startsAt));
  const transaction = own!.transaction('docs', 'readwrite');
  transaction.objectStore('docs').put({ ...appointments[0]!, ...series, id: crypto.randomUUID(), recurrence: rrule });
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onerror = () => reject(transaction.error ?? new Error('nothing was written'));
  });
  return { dates: met.length, takenMs: performance.now() - startedAt };
}

const CALM_MS = 250;

function untilStill(root: Element, startedAt: number, isThere: () => boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    let lastAt = startedAt;
    const watcher = new MutationObserver(() => {
      lastAt = performance.now();
    });
    watcher.observe(root, { childList: true, subtree: true, characterData: true });
    const look = setInterval(() => {
      const now = performance.now();
      if (now - startedAt > 30_000) reject(new Error(`it never came to rest: ${root.textContent?.slice(0, 300)}`));
      else if (now - lastAt < CALM_MS || lastAt === startedAt || !isThere()) return;
      clearInterval(look);
      watcher.disconnect();
      resolve(lastAt - startedAt);
    }, 25);
  });
}

const COLOURS = ['#3b6ea5', '#8a5a9e', '#a5673b', '#3b8f8a', '#9e5a6c', '#6a7f2e', '#5a63a8', '#7d6a4f'];

async function month(from: string, to: string, shown: string, offset: string) {
  const [fromMs, toMs] = [Date.parse(`${from}T00:00:00${offset}`), Date.parse(`${to}T00:00:00${offset}`) + 86_400_000];
  const agents = new Map<string, number>();
  const events = shownBetween(appointments, fromMs, toMs)
    .filter(takesTime)
    .map((one) => {
      if (!agents.has(one.agentId)) agents.set(one.agentId, agents.size);
      const color = COLOURS[agents.get(one.agentId)! % COLOURS.length]!;
      return { id: one.id, title: names.get(one.customerId) ?? '', start: one.startsAt, end: one.endsAt, color };
    });
  const place = document.body.appendChild(document.createElement('div'));
  place.style.cssText = 'position:fixed;inset:64px 0 0 200px;background:white;z-index:9999';
  const startedAt = performance.now();
  const root = createRoot(place);
  const drawn = untilStill(place, startedAt, () => place.querySelector('.bare-event') !== null);
  root.render(
    h(FullCalendar, {
      plugins: [dayGridPlugin],
      initialView: 'dayGridMonth',
      initialDate: `${shown}-10`,
      firstDay: 1,
      fixedWeekCount: false,
      headerToolbar: false,
      height: '100%',
      dayMaxEvents: true,
      eventClass: 'bare-event',
      events,
    }),
  );
  const takenMs = await drawn;
  root.unmount();
  place.remove();
  const isOfMonth = ({ start }: { start: string }) =>
    new Date(Date.parse(start) + 3 * 3_600_000).toISOString().startsWith(shown);
  return { entries: events.filter(isOfMonth).length, takenMs };
}

Object.assign(globalThis, { byHand: { load, check, month, untilStill } satisfies ByHand });
