// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useGrowingList } from './use-growing-list';

let come: () => void = () => undefined;
beforeEach(() => {
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(seen: (entries: { isIntersecting: boolean }[]) => void) {
        come = () => act(() => seen([{ isIntersecting: true }]));
      }
      observe() {
        /* told by `come` */
      }
      disconnect() {
        come = () => undefined;
      }
    },
  );
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function List({ name, length }: { name: string; length: number }) {
  const { shown, end } = useGrowingList(
    name,
    Array.from({ length }, (_, at) => at),
    20,
  );
  return (
    <div>
      {shown.map((at) => (
        <p key={at}>{at}</p>
      ))}
      {end}
    </div>
  );
}
const rows = (element: HTMLElement) => element.querySelectorAll('p').length;

describe('a growing list', () => {
  it('grows while its end comes near, up to its length', () => {
    const { container, rerender } = render(<List name="a" length={50} />);
    expect(rows(container)).toBe(20);
    come();
    expect(rows(container)).toBe(40);
    come();
    expect(rows(container)).toBe(50);
    come(); // nothing is watched any more
    expect(rows(container)).toBe(50);
    rerender(<List name="a" length={55} />);
    expect(rows(container)).toBe(55);
  });

  it('is as long as it was when one comes back, and another list is not', () => {
    const first = render(<List name="b" length={90} />);
    come();
    first.unmount();
    expect(rows(render(<List name="b" length={90} />).container)).toBe(40);
    expect(rows(render(<List name="c" length={90} />).container)).toBe(20);
  });

  it('counts how large its items are, and grows down to one that is asked for', () => {
    const sizes = [3, 1, 9, 1, 1, 1, 1, 9, 1, 1];
    function Days({ name }: { name: string }) {
      const { shown, end, growTo } = useGrowingList(name, sizes, 10, (size) => size);
      return (
        <div>
          {shown.map((size, at) => (
            <p key={at}>{size}</p>
          ))}
          <button onClick={() => growTo(8)}>later</button>
          {end}
        </div>
      );
    }
    const { container } = render(<Days name="d" />);
    expect(rows(container)).toBe(3); // 13
    come();
    expect(rows(container)).toBe(8); // 26
    cleanup();
    const other = render(<Days name="e" />);
    fireEvent.click(other.getByRole('button'));
    expect(rows(other.container)).toBe(10); // all before it are 26, and ten more
  });
});
