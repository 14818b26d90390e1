/**
 * JSON of many rows, read in slices. `JSON.parse` of eight megabytes made for the purpose (millions of empty objects,
 * names that are all different, bottomless lists) takes seconds in which nobody else is answered. So the bytes are
 * looked at first: one object with one long list in it, whose items are each of a reasonable size; then the items are
 * read some at a time, with turns for everybody else in between. The outcome is what `JSON.parse` would have made of
 * it.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { CodedError } from '../lib/coded-error';

/** Up to here it is read at once. */
export const JSON_LIMITS = { smallBytes: 64 * 1024 };
/** Of what stands around the list. */
const MAX_ENVELOPE_BYTES = 64 * 1024;
/** Of one item: a customer with all texts at their longest has less than half of it. */
const MAX_ITEM_BYTES = 1024 * 1024;
/** More than any list that may be sent (sync/protocol). */
const MAX_ITEMS = 20_000;
/** Values, names and commas of one item. */
const MAX_ITEM_PARTS = 8_000;
const MAX_DEPTH = 32;
/** Between two turns. */
const SCAN_BYTES = 512 * 1024;
const READ_BYTES = 64 * 1024;

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const invalid = () => new CodedError('request.invalid');
type Span = readonly [from: number, to: number];

/** Throws request.invalid for what is no JSON or not of that form. No bytes at all are no input: undefined. */
export async function readJson(body: Buffer): Promise<unknown> {
  const bytes = withoutMark(body);
  if (bytes.length <= JSON_LIMITS.smallBytes) return parse(textOf(bytes, [0, bytes.length]));
  const { list, items } = await findItems(bytes);
  if (list === null) throw invalid();
  const [from, to] = list;
  if (bytes.length - (to - from) > MAX_ENVELOPE_BYTES) throw invalid();
  const envelope = parse(`${textOf(bytes, [0, from])}${textOf(bytes, [to, bytes.length])}`);
  const values: unknown[] = [];
  // So many items at a time as make a small text.
  for (let first = 0, last = 0; first < items.length; first = last + 1, last = first) {
    while (last + 1 < items.length && items[last + 1]![1] - items[first]![0] <= READ_BYTES) last += 1;
    values.push(...(parse(`[${textOf(bytes, [items[first]![0], items[last]![1]])}]`) as unknown[]));
    await nextTurn();
  }
  // There was one list at this level, which stands there empty; none when its name was given a second time.
  const place = Object.values(envelope as object).find((value) => Array.isArray(value)) as unknown[] | undefined;
  for (const value of values) place?.push(value);
  return envelope;
}

/** Where the inside of the only list right below the outermost object lies, and its items. */
async function findItems(bytes: Buffer): Promise<{ list: Span | null; items: Span[] }> {
  const items: Span[] = [];
  let list: Span | null = null;
  let depth = 0,
    parts = 0,
    listFrom = -1,
    itemFrom = -1;
  const endItem = (at: number) => {
    if (at - itemFrom > MAX_ITEM_BYTES || items.length >= MAX_ITEMS) throw invalid();
    items.push([itemFrom, at]);
    itemFrom = at + 1;
    parts = 0;
  };
  let pauseAt = SCAN_BYTES;
  for (let at = 0; at < bytes.length; at += 1) {
    if (at >= pauseAt) {
      pauseAt = at + SCAN_BYTES;
      await nextTurn();
    }
    const byte = bytes[at];
    switch (byte) {
      case QUOTE:
        at = endOfText(bytes, at);
        break;
      case OPEN_LIST:
      case OPEN_OBJECT:
        depth += 1;
        parts += 1;
        if (depth > MAX_DEPTH || (depth === 1 && byte !== OPEN_OBJECT)) throw invalid();
        if (depth !== 2 || byte !== OPEN_LIST) break;
        if (list !== null) throw invalid();
        listFrom = itemFrom = at + 1;
        break;
      case CLOSE_LIST:
      case CLOSE_OBJECT:
        depth -= 1;
        if (depth < 0) throw invalid();
        if (depth !== 1 || listFrom === -1) break;
        if (byte !== CLOSE_LIST) throw invalid();
        // Nothing but blanks: a list without items.
        if (items.length > 0 || textOf(bytes, [itemFrom, Math.min(at, itemFrom + MAX_ITEM_BYTES)]).trim() !== '')
          endItem(at);
        list = [listFrom, at];
        listFrom = -1;
        break;
      case COMMA:
        parts += 1;
        if (listFrom !== -1 && depth === 2) endItem(at);
        break;
      case COLON:
        parts += 1;
        break;
      default:
        break;
    }
    if (parts > MAX_ITEM_PARTS) throw invalid();
  }
  return { list, items };
}

/** The index of the quote that ends the text beginning at `from`. */
function endOfText(bytes: Buffer, from: number): number {
  let end = from;
  do {
    end = bytes.indexOf(QUOTE, end + 1);
    if (end === -1 || end - from > MAX_ITEM_BYTES) throw invalid();
  } while (isEscaped(bytes, end));
  return end;
}

function isEscaped(bytes: Buffer, at: number): boolean {
  let backslashes = 0;
  while (bytes[at - 1 - backslashes] === BACKSLASH) backslashes += 1;
  return backslashes % 2 === 1;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const textOf = (bytes: Buffer, [from, to]: Span) => decoder.decode(bytes.subarray(from, to));
/** The mark of the byte order is not part of the text. */
const withoutMark = (bytes: Buffer) => (bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? bytes.subarray(3) : bytes);

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw invalid();
  }
}
