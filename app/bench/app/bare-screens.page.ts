/**
 * Runs in the page: what a screen shows, read by hand through the indexes the product's store has and drawn by nothing
 * but React, TanStack Virtual or FullCalendar.
 */
import FullCalendar from '@fullcalendar/react';
import dayGridPlugin from '@fullcalendar/react/daygrid';
import timeGridPlugin from '@fullcalendar/react/timegrid';
import { createElement as h, useRef, type ReactElement, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { AppointmentFields } from '../../../sync/collections/appointment';
import { takesTime } from '../../../sync/rules/appointment-status';
import { shownBetween } from '../../../sync/rules/occurrences';
import { asked, indexOf, openStore, readAppointments, readNames } from '../page-stores';

/** Records of one store; `index` null: in the order of their ids. */
export type Reading = {
  readonly collection: string;
  readonly index: string | null;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly limit: number;
};
/** `date`: one of the days, 'YYYY-MM-DD' like the first and the last; `offset`: from UTC, '+03:00'. */
export type Days = { readonly date: string; readonly from: string; readonly to: string; readonly offset: string };
export type GridView = 'dayGridMonth' | 'timeGridWeek' | 'timeGridDay';

/** All resolve to the milliseconds from the call to the frame that shows the last change, and take it away again. */
export type BareScreens = {
  /** The elements that `main` shows, after the readings. */
  rows(readings: readonly Reading[]): Promise<number>;
  /** A list of `count` rows as long as its screen: those that `main` shows, again and again. */
  list(count: number, readings: readonly Reading[]): Promise<number>;
  /** Reads every appointment into an array; resolves to how many there are. */
  load(): Promise<number>;
  /** `stack`: how many stand beside each other at most, as in the product. */
  grid(view: GridView, days: Days, stack: number): Promise<number>;
  /** Milliseconds from `startedAt` to the frame that shows the last change within `root`. */
  untilStill(root: Element, startedAt: number, isThere: () => boolean): Promise<number>;
};

/** So long without a change, and it is the last one. */
const CALM_MS = 250;
const PATIENCE_MS = 30_000;
const ROW_PX = 72;

let appointments: AppointmentFields[] = [];
let names = new Map<string, string>();

async function read({ collection, index, from, to, limit }: Reading): Promise<void> {
  const database = await openStore(collection);
  const store = database.transaction('docs').objectStore('docs');
  if (index === null) await asked(store.getAll(null, limit));
  else await asked(indexOf(store, index).getAll(IDBKeyRange.bound(['0', ...from], ['0', ...to]), limit));
  database.close();
}

function untilStill(root: Element, startedAt: number, isThere: () => boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    let changedAt = startedAt;
    let paintedAt = startedAt;
    const watcher = new MutationObserver(() => {
      changedAt = performance.now();
      const channel = new MessageChannel(); // told after the frame is painted
      channel.port1.onmessage = () => (paintedAt = performance.now());
      requestAnimationFrame(() => channel.port2.postMessage(null));
    });
    watcher.observe(root, { childList: true, subtree: true, characterData: true });
    const look = setInterval(() => {
      const now = performance.now();
      if (now - startedAt > PATIENCE_MS) reject(new Error(`it never came to rest: ${root.textContent?.slice(0, 300)}`));
      else if (now - changedAt < CALM_MS || paintedAt < changedAt || changedAt === startedAt || !isThere()) return;
      clearInterval(look);
      watcher.disconnect();
      resolve(paintedAt - startedAt);
    }, 25);
  });
}

async function draw(element: ReactElement, startedAt: number): Promise<number> {
  const place = document.body.appendChild(document.createElement('div'));
  place.style.cssText = 'position:fixed;inset:64px 0 0 88px;background:white;z-index:9999;display:flex';
  const drawn = untilStill(place, startedAt, () => place.querySelector('.bare') !== null);
  const root = createRoot(place);
  root.render(element);
  const takenMs = await drawn;
  root.unmount();
  place.remove();
  return takenMs;
}

/** The same elements with their looks and texts, and nothing behind them. */
function copyOf(node: Node, key: number): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue;
  if (!(node instanceof HTMLElement || node instanceof SVGElement)) return null;
  const {
    class: className,
    style,
    value,
    ...attributes
  } = Object.fromEntries([...node.attributes].map((one) => [one.name, one.value]));
  const looks = Object.fromEntries(
    (style ?? '')
      .split(';')
      .filter((one) => one.includes(':'))
      .map((one) => [camelCase(one.slice(0, one.indexOf(':')).trim()), one.slice(one.indexOf(':') + 1).trim()]),
  );
  const children = VOID.has(node.localName) ? [] : [...node.childNodes].map(copyOf);
  return h(node.localName, { ...attributes, key, className, style: looks, defaultValue: value }, ...children);
}
const VOID = new Set(['input', 'img', 'br', 'hr', 'wbr']);
const camelCase = (name: string) =>
  name.startsWith('--') ? name : name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

const bare = (child: ReactNode) => h('div', { className: 'bare', style: { flex: 1, minWidth: 0 } }, child);

async function rows(readings: readonly Reading[]): Promise<number> {
  const copy = copyOf(document.querySelector('main')!, 0);
  const startedAt = performance.now();
  await Promise.all(readings.map(read));
  return draw(bare(copy), startedAt);
}

function List({ those, count }: { those: readonly ReactNode[]; count: number }) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 4,
  });
  return h(
    'div',
    { ref: scroller, style: { overflow: 'auto', flex: 1 } },
    h(
      'div',
      { style: { height: virtualizer.getTotalSize(), position: 'relative' } },
      virtualizer.getVirtualItems().map(({ index, key, start }) =>
        h(
          'div',
          {
            key,
            className: 'bare',
            style: { position: 'absolute', height: ROW_PX, transform: `translateY(${start}px)` },
          },
          those[index % those.length],
        ),
      ),
    ),
  );
}

async function list(count: number, readings: readonly Reading[]): Promise<number> {
  const those = [...document.querySelectorAll('main [role=row]')].map(copyOf);
  const startedAt = performance.now();
  await Promise.all(readings.map(read));
  return draw(h(List, { those, count }), startedAt);
}

async function load(): Promise<number> {
  appointments = await readAppointments();
  names = await readNames(appointments.map((one) => one.customerId));
  return appointments.length;
}

async function grid(view: GridView, { date, from, to, offset }: Days, stack: number): Promise<number> {
  const fromMs = Date.parse(`${from}T00:00:00${offset}`);
  const toMs = Date.parse(`${to}T00:00:00${offset}`) + 86_400_000;
  const events = shownBetween(appointments, fromMs, toMs)
    .filter(takesTime)
    .map((one) => ({
      id: one.id,
      title: names.get(one.customerId) ?? '',
      start: one.startsAt,
      end: one.endsAt,
      color: `#${one.agentId.slice(-6)}`,
    }));
  const startedAt = performance.now();
  return draw(
    h(
      'div',
      { style: { flex: 1 } },
      h(FullCalendar, {
        plugins: [dayGridPlugin, timeGridPlugin],
        initialView: view,
        initialDate: date,
        firstDay: 1,
        fixedWeekCount: false,
        headerToolbar: false,
        height: '100%',
        dayMaxEvents: true,
        eventMaxStack: stack,
        eventClass: 'bare',
        events,
      }),
    ),
    startedAt,
  );
}

Object.assign(globalThis, { bare: { rows, list, load, grid, untilStill } satisfies BareScreens });
