/**
 * Which document an archive is: by the names in its list of contents (APPNOTE 4.3.12 of PKWARE), without unpacking
 * anything.
 */
import { CodedError } from '../../lib/coded-error';
import type { GivenBytes } from '../../gateways/files/contract';
import { readPart, sizeOfGiven } from './given-bytes';

const END_BYTES = 22;
const MAX_COMMENT_BYTES = 65_535;
const MAX_LIST_BYTES = 2 * 1024 * 1024;
const END_MAGIC = 0x06054b50;
const ENTRY_MAGIC = 0x02014b50;
/** Unpacked: more than any document is, and more than so many times what it takes packed. */
const MAX_UNPACKED_BYTES = 500 * 1024 * 1024;
const MAX_RATIO = 200;

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const BY_PART: readonly (readonly [string, string])[] = [
  ['word/document.xml', `${OFFICE}.wordprocessingml.document`],
  ['xl/workbook.xml', `${OFFICE}.spreadsheetml.sheet`],
  ['ppt/presentation.xml', `${OFFICE}.presentationml.presentation`],
];
const ODF = /^application\/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)$/;

type Entry = { readonly name: string; readonly size: number };

/** Throws a CodedError where it is no document that is kept. */
export async function archiveType(given: GivenBytes): Promise<string> {
  const entries = await readEntries(given);
  const names = new Set(entries.map(({ name }) => name));
  const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
  if (unpacked > MAX_UNPACKED_BYTES || unpacked > MAX_RATIO * (await sizeOfGiven(given)))
    throw new CodedError('file.typeRefused');
  if ([...names].some((name) => /vbaproject\.bin$/i.test(name))) throw new CodedError('file.hasMacros');
  if (names.has('[Content_Types].xml')) for (const [part, type] of BY_PART) if (names.has(part)) return type;
  if (names.has('mimetype') && names.has('content.xml')) {
    // Stored first and as it is, so that it can be read in place (OpenDocument 1.3 part 2, 3.3).
    const named = (await readPart(given, 30, 100)).toString('latin1').replace(/^mimetype/, '');
    const type = /^[a-z0-9./-]+/.exec(named)?.[0].split('PK', 1)[0] ?? '';
    if (ODF.test(type)) return type;
  }
  throw new CodedError('file.typeRefused');
}

/** What an archive says it holds, unpacked; bytes. Throws a CodedError where it is none. */
export async function unpackedBytes(given: GivenBytes): Promise<number> {
  return (await readEntries(given)).reduce((sum, { size }) => sum + size, 0);
}

async function readEntries(given: GivenBytes): Promise<Entry[]> {
  const size = await sizeOfGiven(given);
  const tailFrom = Math.max(0, size - END_BYTES - MAX_COMMENT_BYTES);
  const tail = await readPart(given, tailFrom, size - tailFrom);
  let at = tail.length - END_BYTES;
  while (at >= 0 && tail.readUInt32LE(at) !== END_MAGIC) at -= 1;
  if (at < 0) throw new CodedError('file.damaged');
  const [listBytes, listFrom] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
  if (listBytes > MAX_LIST_BYTES || listFrom + listBytes > size) throw new CodedError('file.damaged');
  const list = await readPart(given, listFrom, listBytes);
  const entries: Entry[] = [];
  for (let from = 0; from + 46 <= list.length;) {
    if (list.readUInt32LE(from) !== ENTRY_MAGIC) throw new CodedError('file.damaged');
    const nameBytes = list.readUInt16LE(from + 28);
    const name = list.toString('utf8', from + 46, from + 46 + nameBytes);
    entries.push({ name, size: list.readUInt32LE(from + 24) });
    from += 46 + nameBytes + list.readUInt16LE(from + 30) + list.readUInt16LE(from + 32);
  }
  return entries;
}
