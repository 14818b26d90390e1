import * as z from 'zod/mini';
import {
  MAX_PUSH_ROWS,
  MAX_PUSH_UNITS,
  MAX_ROW_UNITS,
  MAX_UNIT_FIELDS,
  pushInput,
  pushRow,
  writableCollectionName,
  type PushInput,
  type PushRow,
} from '../../sync/protocol/messages';
import { MAX_UNSENT_ROWS, surrenderInput, type SurrenderInput } from '../../sync/protocol/unsent-work';
import { STAMP_PATTERN } from '../../sync/rules/stamp';
import { CodedError } from '../lib/coded-error';
import { mapInSlices } from '../lib/in-slices';

/** A day's work is tens of thousands of small objects: other requests have their turn after so many rows. */
const SLICE_ROWS = 100;
const anyRows = z.array(z.unknown());
/** The messages without their rows. */
const pushEnvelope = z.object({ ...pushInput.shape, rows: anyRows.check(z.minLength(1)) });
const workEnvelope = z.object({ ...surrenderInput.shape, documents: anyRows });
const anyDocument = z.object({ collection: writableCollectionName, row: z.unknown() });
const ID = /^[A-Za-z0-9-]{2,36}$/;
const UNIT = /^[a-z][A-Za-z0-9]{0,39}$/;

/**
 * The same as parsing with `pushInput`, seven times as fast, and in slices. A row that does not plainly have the form
 * is left to the schema, which has the last word and words the error.
 */
export async function readPushInput(raw: unknown): Promise<PushInput> {
  requireAtMost(raw, 'rows', MAX_PUSH_ROWS);
  const outer = pushEnvelope.parse(raw);
  const rows = await mapInSlices(outer.rows, SLICE_ROWS, (row, at) => readRow(row, ['rows', at]));
  if (rows.reduce((units, { patch }) => units + Object.keys(patch).length, 0) > MAX_PUSH_UNITS) throw tooMany('rows');
  return { ...outer, rows };
}

/** The same for work that comes in another way than by a push: parsing with `surrenderInput`. */
export async function readUnsentWork(raw: unknown): Promise<SurrenderInput> {
  requireAtMost(raw, 'documents', MAX_UNSENT_ROWS);
  const outer = workEnvelope.parse(raw);
  const documents = await mapInSlices(outer.documents, SLICE_ROWS, (document, at) => {
    const parsed = anyDocument.safeParse(document);
    if (!parsed.success) throw within(parsed.error, ['documents', at]);
    return { ...parsed.data, row: readRow(parsed.data.row, ['documents', at, 'row']) };
  });
  return { ...outer, documents };
}

/** Counted before the schema would look at each of them. */
function requireAtMost(raw: unknown, name: string, most: number): void {
  const items = isRecord(raw) ? raw[name] : undefined;
  if (Array.isArray(items) && items.length > most) throw tooMany(name);
}

const tooMany = (field: string) => new CodedError('request.tooLarge', { field }, 413);

function readRow(row: unknown, place: readonly PropertyKey[]): PushRow {
  return isPlainRow(row) ? row : parseRow(row, place);
}

function parseRow(raw: unknown, place: readonly PropertyKey[]): PushRow {
  const parsed = pushRow.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw within(parsed.error, place);
}

const within = ({ issues }: z.core.$ZodError, place: readonly PropertyKey[]) =>
  new z.core.$ZodError(issues.slice(0, 1).map((issue) => ({ ...issue, path: [...place, ...issue.path] })));

function isPlainRow(row: unknown): row is PushRow {
  if (
    !isRecord(row) ||
    !hasExactly(row, 3) ||
    typeof row['id'] !== 'string' ||
    !ID.test(row['id']) ||
    !isCount(row['seen'], 0)
  )
    return false;
  const patch = row['patch'];
  if (!isRecord(patch) || Object.keys(patch).length > MAX_ROW_UNITS) return false;
  for (const name in patch) if (!UNIT.test(name) || !isPlainUnit(patch[name])) return false;
  return true;
}

function isPlainUnit(unit: unknown): boolean {
  if (!isRecord(unit) || !hasExactly(unit, 4) || !isCount(unit['seq'], 1)) return false;
  const { stamp, base, values } = unit;
  if (
    typeof stamp !== 'string' ||
    !STAMP_PATTERN.test(stamp) ||
    typeof base !== 'string' ||
    (base !== '' && !STAMP_PATTERN.test(base))
  )
    return false;
  if (!isRecord(values) || Object.keys(values).length > MAX_UNIT_FIELDS) return false;
  for (const field in values) if (field.length > 40 || field === '__proto__') return false;
  return true;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown, from: number) => Number.isSafeInteger(value) && (value as number) >= from;

/** Members beyond those of the form are for the schema to drop. */
function hasExactly(value: object, count: number): boolean {
  return Object.keys(value).length === count;
}
