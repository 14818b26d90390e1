/** Runs in the page: the same rows, read from the same stores by hand and drawn by nothing but React and TanStack. */
import { createElement as h, useRef } from 'react';
import { createRoot } from 'react-dom/client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { asked, indexOf, openStore } from '../page-stores';

type Stored = Record<string, unknown>;
const SHOWN = 8;

/** Mounts, and resolves when the frame with its first rows is painted; takes it away again. */
function draw(element: ReturnType<typeof h>, startedAt: number): Promise<number> {
  const place = document.body.appendChild(document.createElement('div'));
  place.style.cssText = 'position:fixed;inset:0;background:white;z-index:9999;display:flex';
  const root = createRoot(place);
  root.render(element);
  return new Promise((resolve) => {
    const look = () => {
      if (place.querySelectorAll('[data-bare]').length < SHOWN) {
        requestAnimationFrame(look);
        return;
      }
      const channel = new MessageChannel(); // told after this frame is painted
      channel.port1.onmessage = () => {
        const taken = performance.now() - startedAt;
        root.unmount();
        place.remove();
        resolve(taken);
      };
      requestAnimationFrame(() => channel.port2.postMessage(null));
    };
    requestAnimationFrame(look);
  });
}

function Line({ one }: { one: Stored }) {
  return h(
    'li',
    { 'data-bare': '' },
    h('span', null, new Date(String(one['occurredAt'] ?? one['startsAt'])).toLocaleString('tr-TR')),
    h('span', null, String(one['kind'])),
    h('p', null, String(one['body'] ?? one['title'])),
  );
}

/** Every fact of a customer, newest first, a line each. */
async function facts(customerId: string): Promise<number> {
  const startedAt = performance.now();
  const found = await Promise.all(
    ['interactions', 'appointments'].map(async (noun) => {
      const database = await openStore(noun);
      const index = indexOf(database.transaction('docs').objectStore('docs'), 'customerId');
      const those: Stored[] = await asked(index.getAll(IDBKeyRange.bound(['0', customerId], ['0', customerId, []])));
      database.close();
      return those;
    }),
  );
  const at = (one: Stored) => String(one['occurredAt'] ?? one['startsAt']);
  const lines = found.flat().sort((a, b) => (at(a) < at(b) ? 1 : -1));
  return draw(
    h(
      'ul',
      { style: { overflow: 'auto', flex: 1 } },
      lines.map((one) => h(Line, { key: String(one['id']), one })),
    ),
    startedAt,
  );
}

function Column({ cards }: { cards: readonly Stored[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 100,
    overscan: 8,
  });
  return h(
    'div',
    { ref: scroller, style: { overflow: 'auto', flex: 1 } },
    h(
      'div',
      { style: { height: virtualizer.getTotalSize(), position: 'relative' } },
      virtualizer
        .getVirtualItems()
        .map(({ index, key, start }) =>
          h(
            'div',
            { key, 'data-bare': '', style: { position: 'absolute', height: 100, transform: `translateY(${start}px)` } },
            h('div', null, `${String(cards[index]!['firstName'])} ${String(cards[index]!['lastName'])}`),
            h('div', null, String(cards[index]!['city'])),
          ),
        ),
    ),
  );
}

/** Every customer in the column of their stage. */
async function board(): Promise<number> {
  const startedAt = performance.now();
  const database = await openStore('customers');
  const all: Stored[] = await asked(database.transaction('docs').objectStore('docs').getAll());
  database.close();
  const columns = new Map<string, Stored[]>();
  for (const one of all) {
    if (one['_deleted'] !== '0' || (one['deletedAt'] ?? '') !== '') continue;
    const stage = String(one['stage']);
    columns.set(stage, [...(columns.get(stage) ?? []), one]);
  }
  return draw(
    h(
      'div',
      { style: { display: 'flex', flex: 1 } },
      [...columns].map(([stage, cards]) => h(Column, { key: stage, cards })),
    ),
    startedAt,
  );
}

Object.assign(globalThis, { bareLists: { facts, board } });
