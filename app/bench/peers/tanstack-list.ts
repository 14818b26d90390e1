/**
 * The least a list of 100,000 rows can be: TanStack Virtual over a plain array, two texts a row, mounted in a page of
 * its own.
 */
import type { Browser } from '@playwright/test';
import { bundleForPage } from '../bundle-for-page';
import { percentile } from '../report';

const PAGE = `
import { createElement as h, useRef } from 'react';
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import { useVirtualizer } from '@tanstack/react-virtual';

function List({ rows }) {
  const scroller = useRef(null);
  const virtualizer = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => 72, overscan: 8 });
  return h('div', { ref: scroller, style: { height: 640, overflow: 'auto' } }, h('div', { style: { height: virtualizer.getTotalSize(), position: 'relative' } },
    virtualizer.getVirtualItems().map((item) => h('div', { key: item.key, role: 'row', style: { position: 'absolute', height: 72, transform: 'translateY(' + item.start + 'px)' } },
      h('div', null, rows[item.index].name), h('div', null, rows[item.index].city)))));
}
globalThis.mount = (count) => new Promise((resolve) => {
  const rows = Array.from({ length: count }, (_, at) => ({ name: 'Ad Soyad ' + at, city: 'İzmir' }));
  const root = createRoot(document.body.appendChild(document.createElement('div')));
  const startedAt = performance.now();
  root.render(h(List, { rows }));
  const look = () => {
    if (document.querySelectorAll('[role=row]').length < 8) { requestAnimationFrame(look); return; }
    const channel = new MessageChannel(); // after this frame is painted
    channel.port1.onmessage = () => { const taken = performance.now() - startedAt; root.unmount(); document.body.replaceChildren(); resolve(taken); };
    requestAnimationFrame(() => channel.port2.postMessage(null));
  };
  requestAnimationFrame(look);
});`;

/** Milliseconds from render to the painted rows, the middle of `repeats`. */
export async function mountBareList(browser: Browser, count: number, repeats: number): Promise<number> {
  const script = await bundleForPage({ contents: PAGE });
  const context = await browser.newContext({ viewport: { width: 1180, height: 820 } });
  try {
    const page = await context.newPage();
    await page.setContent('<!doctype html><body></body>');
    await page.addScriptTag({ content: script });
    const taken: number[] = [];
    for (let at = 0; at < repeats; at += 1)
      taken.push(
        await page.evaluate(
          (rows) => (globalThis as unknown as { mount: (count: number) => Promise<number> }).mount(rows),
          count,
        ),
      );
    return percentile(taken, 0.5);
  } finally {
    await context.close();
  }
}
