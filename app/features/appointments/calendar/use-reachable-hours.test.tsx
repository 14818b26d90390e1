// @vitest-environment happy-dom
import { act, cleanup, render } from '@testing-library/react';
import { useRef, type ReactNode } from 'react';
import { afterEach, expect, test } from 'vitest';
import { ENTRY_ATTRIBUTE } from './entry-element';
import { useReachableHours } from './use-reachable-hours';

afterEach(cleanup);

function Grid({ children }: { children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null);
  useReachableHours(frame);
  return <div ref={frame}>{children}</div>;
}

/** Nothing is laid out here: what is drawn says itself how high it is. */
function scrolling(isHigher: boolean) {
  return (element: HTMLElement | null) => {
    if (element === null) return;
    const of = (value: number) => ({ configurable: true, get: () => value });
    Object.defineProperties(element, { scrollHeight: of(isHigher ? 900 : 300), clientHeight: of(300) });
  };
}

const hours = (isHigher: boolean, cells: ReactNode) => (
  <div ref={scrolling(isHigher)} style={{ overflowY: 'auto' }}>
    {cells}
  </div>
);
const DAY = (
  <div key="monday" role="cell">
    Monday
  </div>
);
const drawn = () => act(() => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20))));
const stops = () => [...document.querySelectorAll('[tabindex]')].map((one) => one.textContent);

test('hours without an appointment are reached by their first day, and left again once one stands there', async () => {
  const { rerender } = render(<Grid>{hours(true, [DAY, <div key="tuesday" role="cell" />])}</Grid>);
  await drawn();
  expect(stops()).toEqual(['Monday']);

  const entry = (
    <button key="entry" {...{ [ENTRY_ATTRIBUTE]: 'a' }}>
      Visit
    </button>
  );
  rerender(<Grid>{hours(true, [DAY, entry])}</Grid>);
  await drawn();
  expect(stops()).toEqual([]);

  rerender(<Grid>{hours(true, [DAY])}</Grid>);
  await drawn();
  expect(stops()).toEqual(['Monday']);
});

test('what does not scroll is no stop', async () => {
  render(<Grid>{hours(false, [DAY])}</Grid>);
  await drawn();
  expect(stops()).toEqual([]);
});

test('what only looks higher, and is not scrolled, is no stop', async () => {
  render(
    <Grid>
      <div ref={scrolling(true)} style={{ overflowY: 'visible' }}>
        {DAY}
      </div>
    </Grid>,
  );
  await drawn();
  expect(stops()).toEqual([]);
});
