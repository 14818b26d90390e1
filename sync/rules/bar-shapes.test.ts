import { describe, expect, it } from 'vitest';
import { columnBar, greatestOf, rowBars, rowHeight } from './bar-shapes';

const ROW = { width: 100, thickness: 14, gap: 4 };
const BOX = { width: 40, height: 90, mostWidth: 30 };

describe('bars as rectangles', () => {
  it('draw a row in proportion to the greatest, one figure below another', () => {
    expect(rowBars([10, 5], 20, ROW)).toEqual([
      { series: 0, x: 0, y: 2, width: 50, height: 14 },
      { series: 1, x: 0, y: 20, width: 25, height: 14 },
    ]);
    expect(rowHeight(2, ROW)).toBe(36);
  });

  it('draw nothing of nothing, and something of the least there is', () => {
    expect(rowBars([0, null, undefined, 1], 10_000, ROW)).toEqual([{ series: 3, x: 0, y: 56, width: 0.5, height: 14 }]);
    expect(greatestOf([])).toBe(1);
    expect(greatestOf([0, null])).toBe(1);
    expect(greatestOf([3, null, 0.25])).toBe(3);
  });

  it('never leave their box', () => {
    expect(rowBars([30], 20, ROW)[0]?.width).toBe(100);
  });

  it('stand as columns on the lower edge, no wider than they may be', () => {
    expect(columnBar(5, 10, BOX)).toEqual({ series: 0, x: 5, y: 45, width: 30, height: 45 });
    expect(columnBar(10, 10, { ...BOX, width: 20 })).toEqual({ series: 0, x: 0, y: 0, width: 20, height: 90 });
    expect(columnBar(0, 10, BOX)).toBeNull();
  });
});
