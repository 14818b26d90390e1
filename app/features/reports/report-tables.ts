import type { Formats } from '../../i18n/formats';
import type { useText } from '../../i18n/use-text';
import type { Line } from './compare-sides';
import type { Column, Group, Report, Row, Shown } from './report-words';

export type Correction = Shown['corrections'][number];

export type Cell = string | number | null;
/** A table as a sheet is: a row of names, then rows. */
export type Table = { readonly id: string; readonly name: string; readonly rows: readonly (readonly Cell[])[] };
export type TableWords = {
  readonly figure: string;
  readonly thisMonth: string;
  readonly lastMonth: string;
  readonly lastYear: string;
};

/** What one group of a report says. */
export function tableOf(report: Report, group: Group, language: Formats['language'], words: TableWords): Table {
  const valueOf = (row: Pick<Row, 'cells'> | null | undefined, column: Column) => row?.cells[column] ?? null;
  const name = group.name[language];
  const rows: Cell[][] =
    group.id === 'summary'
      ? [
          [words.figure, words.thisMonth, words.lastMonth, words.lastYear],
          ...group.columns.map((column) => [
            nameOf(report, column, language),
            valueOf(group.rows[0], column),
            valueOf(report.lastMonth, column),
            valueOf(report.lastYear, column),
          ]),
        ]
      : [
          [name, ...group.columns.map((column) => nameOf(report, column, language))],
          ...group.rows.map((row) => [row.name[language], ...group.columns.map((column) => valueOf(row, column))]),
        ];
  return { id: group.id, name, rows };
}

const nameOf = ({ definitions }: Report, column: Column, language: Formats['language']) =>
  definitions[column]?.name[language] ?? column;

/** Sources by month, a table for each of its figures: a row per source, a column per month; `of`: what rows are headed by. */
export function trendTables(
  report: Report,
  trend: NonNullable<Report['trend']>,
  formats: Formats,
  of: string,
): Table[] {
  return trend.columns.map((column) => ({
    id: column,
    name: nameOf(report, column, formats.language),
    rows: [
      [of, ...trend.months.map((month) => formats.month(`${month}-15T12:00:00.000Z`))],
      ...trend.rows.map(({ name, cells }) => [name[formats.language], ...cells.map((one) => one[column] ?? null)]),
    ],
  }));
}

/** Two months or people beside one another. */
export function compareTable(
  report: Report,
  lines: readonly Line[],
  language: Formats['language'],
  { name, heads }: { readonly name: string; readonly heads: readonly string[] },
): Table {
  return {
    id: 'compare',
    name,
    rows: [
      heads,
      ...lines.map(({ column, values, difference }) => [nameOf(report, column, language), ...values, difference]),
    ],
  };
}

/** What came in after the month closed, a line each. */
export function correctionsTable(
  report: Report,
  corrections: readonly Correction[],
  formats: Pick<Formats, 'language' | 'dateTime'>,
  t: ReturnType<typeof useText>,
): Table {
  return {
    id: 'corrections',
    name: t('reports.corrections'),
    rows: [
      [t('reports.figure'), t('reports.difference'), t('reports.agent'), t('reports.foundAt')],
      ...corrections.map(({ measure, change, memberName, foundAt }) => [
        nameOf(report, measure as Column, formats.language),
        change,
        memberName,
        formats.dateTime(foundAt),
      ]),
    ],
  };
}
