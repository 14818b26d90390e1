import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

export type ColumnValue = string | number | boolean | null | readonly string[];

const ROWS_PER_CHUNK = 1_000;

/**
 * Writes many rows at the speed of the disk: `columns` names them and `toRow` gives their values in that order.
 * Arrays must hold ids, JSON must be text already. Names come from our own code, never from outside.
 */
export async function copyRows<T>(
  client: ClientBase,
  table: string,
  columns: readonly string[],
  items: readonly T[],
  toRow: (item: T) => readonly ColumnValue[],
): Promise<void> {
  function* chunks() {
    for (let at = 0; at < items.length; at += ROWS_PER_CHUNK) {
      yield items
        .slice(at, at + ROWS_PER_CHUNK)
        .map((item) => `${toRow(item).map(copyText).join('\t')}\n`)
        .join('');
    }
  }
  const names = columns.map((column) => `"${column}"`).join(', ');
  await pipeline(Readable.from(chunks()), client.query(copyFrom(`COPY "${table}" (${names}) FROM STDIN`)));
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function copyText(value: ColumnValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'object') return `{${value.join(',')}}`;
  return String(value).replace(/[\\\t\n\r]/g, (letter) => ESCAPES[letter]!);
}
