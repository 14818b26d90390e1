/** İYS files: one line per address and channel. Read whole or not at all. */
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { isAddress, normaliseAddress } from '../../../sync/rules/address';
import type { ConsentDecision } from '../../../sync/rules/consent';
import {
  instantOfIys,
  IYS_CHANNELS,
  IYS_RECIPIENT_TYPES,
  IYS_SOURCE,
  IYS_STATUSES,
  IYS_TYPES,
  iysTime,
  type IysChannel,
  type IysRecipientType,
} from '../../../sync/rules/iys';

/** As İYS calls them; a file may bring them in any order, in these words or in those of its panel. */
const COLUMNS = ['recipient', 'recipientType', 'type', 'status', 'source', 'consentDate'] as const;
type Column = (typeof COLUMNS)[number];
const NAMES: Readonly<Record<Column, readonly string[]>> = {
  recipient: ['recipient', 'alici', 'alıcı', 'iletişim adresi'],
  recipientType: ['recipienttype', 'alıcı tipi', 'alici tipi'],
  type: ['type', 'izin türü', 'izin turu', 'kanal'],
  status: ['status', 'izin durumu', 'durum'],
  source: ['source', 'izin kaynağı', 'izin kaynagi', 'kaynak'],
  consentDate: ['consentdate', 'izin tarihi', 'tarih'],
};

export const MAX_IYS_ROWS = 20_000;
export const MAX_IYS_CHARACTERS = 4_000_000;
const MOST_PROBLEMS = 100;

export type IysRow = {
  readonly channel: IysChannel;
  readonly recipient: string;
  readonly recipientType: IysRecipientType;
  readonly decision: ConsentDecision;
  readonly source: string;
  readonly occurredAt: string;
};
/** `line`: as an editor counts them, the heading is 1; 0 of the file as a whole. */
export type IysProblem = { readonly line: number; readonly code: IysProblemCode };
export type IysProblemCode =
  | 'unreadable'
  | 'empty'
  | 'tooLong'
  | 'columns'
  | 'recipient'
  | 'recipientType'
  | 'type'
  | 'status'
  | 'source'
  | 'consentDate'
  | 'inFuture';

/** A program for tables would take it for a formula; a number with its plus is none. */
const isFormula = (value: string) => /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(value) && !/^\+\d{6,15}$/.test(value);

/** Whether it can stand in a file: İYS takes no quoted or prefixed address, so what a table would run is left out. */
export const canStandInFile = ({ recipient }: Pick<IysRow, 'recipient'>) => !isFormula(recipient);

/** UTF-8 with its mark, so that programs for tables read Turkish letters. */
export function writeIysFile(rows: readonly IysRow[]): string {
  return stringify(
    rows
      .filter(canStandInFile)
      .map(({ channel, recipient, recipientType, decision, source, occurredAt }) => [
        recipient,
        recipientType,
        IYS_TYPES[channel],
        IYS_STATUSES[decision],
        source,
        iysTime(occurredAt),
      ]),
    { header: true, columns: [...COLUMNS], bom: true, record_delimiter: 'windows' },
  );
}

export function readIysFile(text: string, nowMs: number): { rows: IysRow[]; problems: IysProblem[] } {
  const none = (code: IysProblemCode, line = 0) => ({ rows: [], problems: [{ line, code }] });
  if (text.length > MAX_IYS_CHARACTERS) return none('tooLong');
  let lines: { record: string[]; info: { lines: number } }[];
  try {
    lines = parse(text, {
      bom: true,
      delimiter: [',', ';', '\t'],
      info: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
      to: MAX_IYS_ROWS + 2,
    }) as never;
  } catch (error) {
    return none('unreadable', (error as { lines?: number }).lines ?? 0);
  }
  const [heading, ...body] = lines;
  if (heading === undefined || body.length === 0) return none('empty');
  if (body.length > MAX_IYS_ROWS) return none('tooLong');
  const names = heading.record.map((name) => name.toLocaleLowerCase('tr'));
  const at = Object.fromEntries(
    COLUMNS.map((column) => [
      column,
      names.findIndex((name) => NAMES[column].includes(name.replaceAll('ı', 'i')) || NAMES[column].includes(name)),
    ]),
  ) as Record<Column, number>;
  if (Object.values(at).some((index) => index < 0)) return none('columns', 1);
  const rows: IysRow[] = [];
  const problems: IysProblem[] = [];
  for (const { record, info } of body) {
    const row = readRow((column) => record[at[column]] ?? '', nowMs);
    if (typeof row === 'string') problems.push({ line: info.lines, code: row });
    else rows.push(row);
    if (problems.length === MOST_PROBLEMS) break;
  }
  return { rows, problems };
}

function readRow(cell: (column: Column) => string, nowMs: number): IysRow | IysProblemCode {
  const channel = IYS_CHANNELS.find((one) => IYS_TYPES[one] === cell('type'));
  if (channel === undefined) return 'type';
  const recipientType = IYS_RECIPIENT_TYPES.find((one) => one === cell('recipientType'));
  if (recipientType === undefined) return 'recipientType';
  const decision = (['given', 'withdrawn'] as const).find((one) => IYS_STATUSES[one] === cell('status'));
  if (decision === undefined) return 'status';
  const source = cell('source');
  if (!IYS_SOURCE.test(source)) return 'source';
  const occurredAt = instantOfIys(cell('consentDate'));
  if (occurredAt === null) return 'consentDate';
  // The clocks of two offices.
  if (Date.parse(occurredAt) > nowMs + 300_000) return 'inFuture';
  const recipient = cell('recipient');
  const isInternational = channel === 'email' || recipient.startsWith('+');
  if (!isInternational || !isAddress(channel, recipient)) return 'recipient';
  return { channel, recipient: normaliseAddress(channel, recipient), recipientType, decision, source, occurredAt };
}
