import writeExcelFile from 'write-excel-file/universal';
import type { Cell, Table } from './report-tables';

const MOST_LETTERS = 31;
const NAME_WIDTH = 32;
const FIGURE_WIDTH = 16;

/** A workbook with a sheet for each table. What people typed is text, whatever it begins with: nothing of it is run. */
export function xlsxOf(tables: readonly Table[]): Promise<Blob> {
  return writeExcelFile(
    tables.map(({ name, rows }, at) => ({
      sheet: sheetName(name, at, tables),
      data: rows.map((row, line) => row.map((cell) => cellOf(cell, line === 0))),
      columns: (rows[0] ?? []).map((_, column) => ({ width: column === 0 ? NAME_WIDTH : FIGURE_WIDTH })),
      stickyRowsCount: 1,
    })),
  ).toBlob();
}

function cellOf(value: Cell, isHead: boolean) {
  if (value === null) return null;
  const bold = isHead ? ({ fontWeight: 'bold', wrap: true } as const) : {};
  return typeof value === 'number' ? { value, type: Number, ...bold } : { value, type: String, ...bold };
}

/** Excel takes no two sheets of one name, none longer than 31 letters, and none with these letters. */
function sheetName(name: string, at: number, tables: readonly Table[]): string {
  const plain = (text: string) => text.replace(/[\\/?*[\]:]/g, ' ').slice(0, MOST_LETTERS);
  const isTaken = tables.slice(0, at).some((one) => plain(one.name) === plain(name));
  return isTaken ? `${plain(name).slice(0, MOST_LETTERS - 4)} ${at + 1}` : plain(name);
}
