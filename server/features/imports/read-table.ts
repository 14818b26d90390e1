import { CodedError } from '../../lib/coded-error';
import { readCsv, textOf } from './read-csv';
import { readVcard } from './read-vcard';
import { readXlsx } from './read-xlsx';
import type { Table } from './table';

const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** What old Excel and its macros are kept in (MS-CFB); PDF; images. A table is none of these. */
const NO_TABLES: readonly (readonly number[])[] = [
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x25, 0x50, 0x44, 0x46],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x1f, 0x8b],
];

/** What a file is, is said by its bytes and not by its name. Throws import.typeRefused and what its reader throws. */
export async function readTable(bytes: Uint8Array): Promise<Table> {
  const begins = (magic: readonly number[]) => magic.every((byte, at) => bytes[at] === byte);
  if (bytes.length === 0) throw new CodedError('import.empty');
  if (begins(ZIP)) return readXlsx(bytes);
  if (NO_TABLES.some(begins)) throw new CodedError('import.typeRefused');
  const text = textOf(bytes);
  return /^\s*BEGIN:VCARD\b/i.test(text) ? readVcard(text.trimStart()) : readCsv(text);
}
