/** The first sheet of a workbook (ECMA-376), every cell as the text a person would type. */
import { readSheet } from 'read-excel-file/universal';
import { CodedError } from '../../lib/coded-error';
import { unpackedBytes } from '../files/archive-type';
import { tableOf, type Table } from './table';

/**
 * Unpacked: many times a table of as many rows as are taken. It is asked of the archive's list of contents, and
 * nothing is unpacked beyond what that says.
 */
export const MAX_UNPACKED_BYTES = 200 * 1024 * 1024;

/** Throws import.tooLarge, import.unreadable, and what tableOf throws. */
export async function readXlsx(bytes: Uint8Array): Promise<Table> {
  const size = await unpackedBytes(bytes).catch((error: unknown) => {
    throw error instanceof CodedError ? new CodedError('import.unreadable', { line: 0 }) : error;
  });
  if (size > MAX_UNPACKED_BYTES) throw new CodedError('import.tooLarge', {}, 413);
  const sheet = await readSheet(new Uint8Array(bytes).buffer, { trim: false, parseNumber: plainNumber }).catch(() => {
    // Of the library and of the two it reads with: all of them say what is wrong with the file.
    throw new CodedError('import.unreadable', { line: 0 });
  });
  return tableOf(
    'xlsx',
    sheet.map((row, at) => ({ line: at + 1, cells: row.map(textOf) })),
  );
}

/** Digits as they are: a telephone number is no quantity. `5.321234567E9`, as some programs write it, is one too. */
function plainNumber(text: string): string {
  const number = Number(text);
  return /e/i.test(text) && Number.isSafeInteger(number) ? String(number) : text;
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  // A day of the calendar has no zone; the library gives it as midnight in UTC.
  if (cell instanceof Date) return cell.toISOString().replace(/T00:00:00\.000Z$/, '');
  return String(cell as string | number | boolean);
}
