import type { Formats } from '../../i18n/formats';
import type { Column, Group, Report, Row } from './report-words';

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
  const nameOf = (column: Column) => report.definitions[column]?.name[language] ?? column;
  const valueOf = (row: Pick<Row, 'cells'> | null | undefined, column: Column) => row?.cells[column] ?? null;
  const name = group.name[language];
  const rows: Cell[][] =
    group.id === 'summary'
      ? [
          [words.figure, words.thisMonth, words.lastMonth, words.lastYear],
          ...group.columns.map((column) => [
            nameOf(column),
            valueOf(group.rows[0], column),
            valueOf(report.lastMonth, column),
            valueOf(report.lastYear, column),
          ]),
        ]
      : [
          [name, ...group.columns.map(nameOf)],
          ...group.rows.map((row) => [row.name[language], ...group.columns.map((column) => valueOf(row, column))]),
        ];
  return { id: group.id, name, rows };
}
