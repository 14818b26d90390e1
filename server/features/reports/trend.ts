/** Lead sources month by month, out of the tables that each of the months has. Pure. */
import type { ColumnId, ReportGroup, Trend } from './report';

export const TREND_MONTHS = 12;
export const TREND_COLUMNS = ['newCustomers', 'firstContactHours', 'won', 'conversion'] as const satisfies ColumnId[];
export const ALL_SOURCES = 'all';

/** `months` oldest first; undefined where there are fewer than two. A source that was silent for a month had none. */
export function trendOf(
  months: readonly { readonly month: string; readonly groups: readonly ReportGroup[] }[],
): Trend | undefined {
  if (months.length < 2) return undefined;
  const rowsOf = (groups: readonly ReportGroup[], id: string) => groups.find((group) => group.id === id)?.rows ?? [];
  const names = new Map(
    months.flatMap(({ groups }) => rowsOf(groups, 'sources')).map(({ id, name }) => [id, name] as const),
  );
  const only = (cells: ReportGroup['rows'][number]['cells'] | undefined) =>
    Object.fromEntries(TREND_COLUMNS.map((column) => [column, cells?.[column] ?? NOTHING[column] ?? null]));
  const rows = [...names].map(([id, name]) => ({
    id,
    name,
    cells: months.map(({ groups }) => only(rowsOf(groups, 'sources').find((row) => row.id === id)?.cells)),
  }));
  const sum = ({ cells }: (typeof rows)[number]) => cells.reduce((all, one) => all + (one['newCustomers'] ?? 0), 0);
  return {
    months: months.map(({ month }) => month),
    columns: TREND_COLUMNS,
    rows: [
      {
        id: ALL_SOURCES,
        name: { tr: 'Tümü', en: 'All' },
        cells: months.map(({ groups }) => only(rowsOf(groups, 'summary')[0]?.cells)),
      },
      ...rows.sort((a, b) => sum(b) - sum(a) || (a.id < b.id ? -1 : 1)),
    ],
  };
}
const NOTHING: Readonly<Partial<Record<ColumnId, number>>> = { newCustomers: 0, won: 0 };
