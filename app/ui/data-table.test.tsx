// @vitest-environment happy-dom
import { act, cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DataTable, type DataColumn } from './data-table';

type Line = { readonly id: string; readonly figure: number };
const COLUMNS: readonly DataColumn<Line>[] = [
  { id: 'name', head: 'Name', cell: ({ id }) => id },
  { id: 'figure', head: 'Figure', cell: ({ figure }) => figure },
];
const LINES: readonly Line[] = [
  { id: 'first', figure: 12 },
  { id: 'second', figure: 0 },
];
const table = (rows: readonly Line[], more: { errorOf?: (line: Line) => string | undefined } = {}) => (
  <DataTable
    label="Figures"
    columns={COLUMNS}
    rows={rows}
    keyOf={({ id }) => id}
    empty={<p>Nothing yet</p>}
    {...more}
  />
);

const layouts = new Set<() => void>();
const layOut = () => act(() => layouts.forEach((told) => told()));
let tableWidthPx = 0;

beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(private readonly told: () => void) {}
      observe = () => layouts.add(this.told);
      disconnect = () => layouts.delete(this.told);
    },
  );
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(300);
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockImplementation(() => tableWidthPx);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test('the Tab key reaches a table that is wider than its place, and passes one that fits', () => {
  tableWidthPx = 300;
  render(table(LINES));
  const area = screen.getByRole('group', { name: 'Figures' });
  layOut();
  expect(area.tabIndex).toBe(-1);
  tableWidthPx = 301;
  layOut();
  expect(area.tabIndex).toBe(0);
  tableWidthPx = 240;
  layOut();
  expect(area.tabIndex).toBe(-1);
});

test('its first rows are measured as well', () => {
  tableWidthPx = 900;
  const { rerender } = render(table([]));
  expect(screen.getByText('Nothing yet')).toBeTruthy();
  expect(screen.queryByRole('table')).toBeNull();
  rerender(table(LINES));
  layOut();
  expect(screen.getByRole('group', { name: 'Figures' }).tabIndex).toBe(0);
});

test('a row is headed by its first cell, and what is wrong with it follows it', () => {
  render(table(LINES, { errorOf: ({ figure }) => (figure === 0 ? 'Nobody answered' : undefined) }));
  const rows = within(screen.getByRole('table', { name: 'Figures' })).getAllByRole('row');
  expect(rows.map((row) => row.textContent)).toEqual(['NameFigure', 'first12', 'second0', 'Nobody answered']);
  expect(screen.getAllByRole('rowheader').map((cell) => cell.textContent)).toEqual(['first', 'second']);
  expect(screen.getAllByRole('columnheader').map((cell) => cell.textContent)).toEqual(['Name', 'Figure']);
});
