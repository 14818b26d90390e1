/** A file as a table: what every kind of file is read into. */
import { MAX_IMPORT_CELL, MAX_IMPORT_COLUMNS, MAX_IMPORT_ROWS } from '../../../sync/rules/import';
import { isHeading } from '../../../sync/rules/import-columns';
import { CodedError } from '../../lib/coded-error';
import { storableText } from '../../lib/storable';

export const TABLE_FORMATS = ['csv', 'xlsx', 'vcf'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];
/** `line`: where the row stands in the file, from 1, as a spreadsheet numbers it: the heading and blank rows count. */
export type TableRow = { readonly line: number; readonly cells: readonly string[] };
export type Table = {
  readonly format: TableFormat;
  /** '' where the file has no heading, or none for that column. */
  readonly headers: readonly string[];
  readonly rows: readonly TableRow[];
  /** Lines between the others, and below them, in which nothing stands. */
  readonly blankRows: number;
};

/**
 * Every line counts, but those in which nothing stands. Throws import.empty, import.tooManyRows, import.tooManyColumns,
 * import.cellTooLong.
 */
export function tableOf(format: TableFormat, lines: readonly TableRow[]): Table {
  const filled = lines
    .map(({ line, cells }) => ({ line, cells: withoutTail(cells.map(storableText)) }))
    .filter(({ cells }) => cells.length > 0);
  const [first] = filled;
  if (first === undefined) throw new CodedError('import.empty');
  const hasHeading = isHeading(first.cells);
  const rows = hasHeading ? filled.slice(1) : filled;
  if (rows.length === 0) throw new CodedError('import.empty');
  if (rows.length > MAX_IMPORT_ROWS) throw new CodedError('import.tooManyRows', { most: MAX_IMPORT_ROWS });
  const width = filled.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  if (width > MAX_IMPORT_COLUMNS) throw new CodedError('import.tooManyColumns', { most: MAX_IMPORT_COLUMNS });
  for (const { line, cells } of filled) {
    const at = cells.findIndex((cell) => cell.length > MAX_IMPORT_CELL);
    if (at >= 0) throw new CodedError('import.cellTooLong', { line, column: at + 1, most: MAX_IMPORT_CELL });
  }
  const headers = Array.from({ length: width }, (_, at) => (hasHeading ? (first.cells[at] ?? '').trim() : ''));
  return { format, headers: headers.map((one) => one.slice(0, 200)), rows, blankRows: lines.length - filled.length };
}

function withoutTail(cells: readonly string[]): readonly string[] {
  let end = cells.length;
  while (end > 0 && (cells[end - 1] ?? '').trim() === '') end -= 1;
  return cells.slice(0, end);
}
