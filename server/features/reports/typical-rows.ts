import { mean, median, rounded } from './measures';
import type { ColumnId, ReportRow } from './report';
import type { Words } from './definition';
import { MEAN_ROW, MEDIAN_ROW } from './report-names';

/** Median and mean of the agents, beside one another: one person's great month moves the second alone. */
export function typicalRows(rows: readonly ReportRow[], columns: readonly ColumnId[]): ReportRow[] {
  if (rows.length < 2) return [];
  const row = (id: string, name: Words, of: (values: readonly number[]) => number): ReportRow => ({
    id,
    name,
    tooFew: [],
    cells: Object.fromEntries(
      columns.map((column) => {
        const values = rows.flatMap(({ cells }) => (typeof cells[column] === 'number' ? [cells[column]] : []));
        return [column, values.length === 0 ? null : rounded(of(values))];
      }),
    ),
  });
  return [
    row(MEDIAN_ROW, { tr: 'Ortanca', en: 'Median' }, median),
    row(MEAN_ROW, { tr: 'Ortalama', en: 'Mean' }, mean),
  ];
}
