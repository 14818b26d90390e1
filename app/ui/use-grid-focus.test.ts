import { describe, expect, it } from 'vitest';
import { moveInGrid } from './use-grid-focus';

const from = (row: number, key: string) => moveInGrid({ row, column: 0 }, key, 100, 8)?.row;

describe('moving in the grid', () => {
  it('goes row by row, page by page and to the ends', () => {
    expect([
      from(4, 'ArrowDown'),
      from(4, 'ArrowUp'),
      from(4, 'PageDown'),
      from(40, 'PageUp'),
      from(4, 'Home'),
      from(4, 'End'),
    ]).toEqual([5, 3, 12, 32, 0, 99]);
  });

  it('stops at the ends', () => {
    expect([from(99, 'ArrowDown'), from(0, 'ArrowUp'), from(95, 'PageDown'), from(3, 'PageUp')]).toEqual([
      99, 0, 99, 0,
    ]);
  });

  it('changes column within the row', () => {
    expect(moveInGrid({ row: 7, column: 0 }, 'ArrowRight', 100, 8)).toEqual({ row: 7, column: 1 });
    expect(moveInGrid({ row: 7, column: 1 }, 'ArrowLeft', 100, 8)).toEqual({ row: 7, column: 0 });
  });

  it('leaves other keys alone', () => {
    expect(moveInGrid({ row: 7, column: 0 }, 'a', 100, 8)).toBeNull();
  });
});
