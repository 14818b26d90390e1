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
  readonly tooFew: string;
  /** What heads the targets of a figure. */
  readonly targetOf: (figure: string) => string;
};

/** What one group of a report says. */
export function tableOf(report: Report, group: Group, language: Formats['language'], words: TableWords): Table {
  const valueOf = (row: Pick<Row, 'cells' | 'tooFew'> | undefined, column: Column) =>
    row?.cells[column] ?? (row?.tooFew.includes(column) === true ? words.tooFew : null);
  const name = group.name[language];
  const hasTarget = (column: Column) => group.rows.some(({ targets }) => targets?.[column] !== undefined);
  const rows: Cell[][] =
    group.id === 'summary'
      ? [
          [words.figure, words.thisMonth, words.lastMonth, words.lastYear],
          ...group.columns.flatMap((column) => [
            [
              nameOf(report, column, language),
              valueOf(group.rows[0], column),
              report.lastMonth?.cells[column] ?? null,
              report.lastYear?.cells[column] ?? null,
            ],
            ...(hasTarget(column)
              ? [[words.targetOf(nameOf(report, column, language)), group.rows[0]?.targets?.[column] ?? null]]
              : []),
          ]),
        ]
      : [
          [
            name,
            ...group.columns.flatMap((column) => [
              nameOf(report, column, language),
              ...(hasTarget(column) ? [words.targetOf(nameOf(report, column, language))] : []),
            ]),
          ],
          ...group.rows.map((row) => [
            row.name[language],
            ...group.columns.flatMap((column) => [
              valueOf(row, column),
              ...(hasTarget(column) ? [row.targets?.[column] ?? null] : []),
            ]),
          ]),
        ];
  return { id: group.id, name, rows };
}

const nameOf = ({ definitions }: Report, column: Column, language: Formats['language']) =>
  definitions[column]?.name[language] ?? column;

/**
 * Sources by month, a table for each of its figures: a row per source, a column per month; `of`: what rows are headed
 * by.
 */
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
  { name, heads, tooFew: few }: { readonly name: string; readonly heads: readonly string[]; readonly tooFew: string },
): Table {
  return {
    id: 'compare',
    name,
    rows: [
      heads,
      ...lines.map(({ column, values, tooFew, difference }) => [
        nameOf(report, column, language),
        ...values.map((value, side) => value ?? (tooFew[side] === true ? few : null)),
        difference,
      ]),
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
