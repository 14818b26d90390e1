/** Text as tables are saved: by Excel in Turkish, by telephones, by other programs for customers. */
import { parse } from 'csv-parse/sync';
import { MAX_IMPORT_ROWS } from '../../../sync/rules/import';
import { CodedError } from '../../lib/coded-error';
import { tableOf, type Table, type TableRow } from './table';

const DELIMITERS = [';', ',', '\t', '|'] as const;
/** So many lines say by what cells are parted. */
const LOOKED_AT = 20;

/** Throws import.unreadable with the line, and what tableOf throws. */
export function readCsv(text: string): Table {
  // Excel's own way to say what cells are parted by.
  const [, said = ''] = /^sep=([;,\t|])\r?\n/i.exec(text) ?? [];
  const body = said === '' ? text : text.slice(text.indexOf('\n') + 1);
  const delimiter = said === '' ? delimiterOf(body) : said;
  // What is more than a file may hold is known by the first line too many; blank ones do not count.
  return tableOf('csv', parsed(body, delimiter, MAX_IMPORT_ROWS + 2));
}

/**
 * UTF-8 with or without its mark, UTF-16, or the letters of Turkish Windows (1254, which is 1252 but for six letters
 * that Turkish needs). Throws import.typeRefused where it is no text.
 */
export function textOf(bytes: Uint8Array): string {
  const text = decoded(bytes);
  if (text.includes('\0')) throw new CodedError('import.typeRefused');
  return text;
}

function decoded(bytes: Uint8Array): string {
  const [a = 0, b = 0] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  // Without its mark: every other byte of a text in our letters is nothing.
  const start = bytes.subarray(0, 200);
  const zeros = (from: number) => start.filter((byte, at) => at % 2 === from && byte === 0).length;
  if (start.length >= 4 && zeros(1) > start.length / 4) return new TextDecoder('utf-16le').decode(bytes);
  if (start.length >= 4 && zeros(0) > start.length / 4) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return new TextDecoder('windows-1254').decode(bytes);
  }
}

/** The one by which the first lines have the most cells, as many in one as in the other. */
function delimiterOf(text: string): string {
  let best: { delimiter: string; worth: number } = { delimiter: ',', worth: 0 };
  for (const delimiter of DELIMITERS) {
    const widths = parsedOrNone(text, delimiter).map(({ cells }) => cells.length);
    const [first = 1] = widths;
    const alike = widths.filter((width) => width === first).length / Math.max(1, widths.length);
    const worth = (first - 1) * (0.5 + alike);
    if (worth > best.worth) best = { delimiter, worth };
  }
  return best.delimiter;
}

/** Read by a delimiter that is not its own a file may make no sense at all, which says enough. */
function parsedOrNone(text: string, delimiter: string): TableRow[] {
  try {
    return parsed(text, delimiter, LOOKED_AT);
  } catch (error) {
    if (error instanceof CodedError) return [];
    throw error;
  }
}

/**
 * The first `most` rows in which something stands, each under the number that a spreadsheet shows beside it when it
 * opens the file: a row is one however many lines its cells have, blank ones have theirs, and Excel's word about what
 * parts the cells has none.
 */
function parsed(text: string, delimiter: string, most: number): TableRow[] {
  const rows: TableRow[] = [];
  try {
    parse(text, {
      delimiter,
      relax_column_count: true,
      // A quote amid a cell (5" ekran) is one.
      relax_quotes: true,
      skip_empty_lines: true,
      on_record: (cells: readonly string[], { records, empty_lines: blank }) => {
        if (cells.some((cell) => cell.trim() !== '')) rows.push({ line: records + blank, cells });
        if (rows.length === most) throw ENOUGH;
        return null;
      },
    });
    return rows;
  } catch (error) {
    if (error === ENOUGH) return rows;
    const { code, lines } = error as { code?: unknown; lines?: unknown };
    if (typeof code !== 'string' || !code.startsWith('CSV_')) throw error;
    throw new CodedError('import.unreadable', { line: typeof lines === 'number' ? lines : 0 });
  }
}
/** The parser counts blank rows among those it may read, so it is stopped from here. */
const ENOUGH = new Error('enough rows');
