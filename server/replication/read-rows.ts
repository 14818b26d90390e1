import type { ConflictCard, Stamps } from '../../sync/rules/document';
import type { ColumnKind } from '../lib/noun-replication';
import type { Column, Table } from './tables';

/**
 * Reading documents as arrays of column values (pg's rowMode 'array'): one object per document and no key look-ups
 * between. The pool parses instants to ISO strings (db/pool.ts). The list of a reader begins with id, version, stamps,
 * conflicts (NULL when none) and extra (NULL when none).
 */
export type DocumentReader = {
  /** The select list, for a table called `d`. */
  readonly select: string;
  /** Values in the row that belong to the reader; what the caller selects besides stands after them. */
  readonly width: number;
  readonly read: (row: readonly unknown[]) => ReadDocument;
};
export type ReadDocument = {
  id: string;
  version: number;
  fields: Record<string, unknown>;
  stamps: Stamps;
  conflicts: readonly ConflictCard[];
};

const HEAD = ['d.id', 'd.version::float8', 'd.stamps', "nullif(d.conflicts, '[]')", "nullif(d.extra, '{}')"];
const NO_CARDS: readonly ConflictCard[] = [];

/** In the table nothing is NULL; what it is in a document its description says. */
const NULLABLE: ReadonlySet<ColumnKind> = new Set([
  'uuids',
  'texts',
  'json',
  'textOrNone',
  'uuidOrNone',
  'instantOrNone',
]);

/**
 * Of what a newer peer left, all that is no field of ours: a column is never shown by what somebody once sent under its
 * name.
 */
function addUnknown(fields: Record<string, unknown>, extra: object, isUnknown: (field: string) => boolean): void {
  for (const [field, value] of Object.entries(extra)) if (isUnknown(field)) fields[field] = value;
}

const selectColumn = (column: Column) => column.expression ?? `d.${column.column}`;

const MADE = new Map<string, DocumentReader>();

/** `hidden` names fields that are left out altogether. */
export function documentReader(table: Table, hidden: readonly string[]): DocumentReader {
  const key = [table.collection, ...hidden].join(' ');
  let made = MADE.get(key);
  if (made === undefined) MADE.set(key, (made = makeReader(table, hidden)));
  return made;
}

function makeReader(table: Table, hidden: readonly string[]): DocumentReader {
  const columns = table.columns.filter((column) => !hidden.includes(column.field));
  const readers = columns.map(({ field, kind, empty }) => [field, NULLABLE.has(kind) ? (empty ?? '') : null] as const);
  const isUnknown = (field: string) => !table.byField.has(field) && !hidden.includes(field);
  const isShown = (card: ConflictCard) => !hidden.includes(card.unit);
  return {
    select: [...HEAD, ...columns.map(selectColumn)].join(', '),
    width: HEAD.length + columns.length,
    read(row) {
      const fields: Record<string, unknown> = {};
      let at = HEAD.length;
      for (const [field, empty] of readers) fields[field] = row[at++] ?? empty;
      if (row[4] !== null) addUnknown(fields, row[4] as object, isUnknown);
      const conflicts = row[3] === null ? NO_CARDS : (row[3] as ConflictCard[]).filter(isShown);
      return {
        id: row[0] as string,
        version: row[1] as number,
        fields,
        stamps: withoutUnits(row[2] as Stamps, hidden),
        conflicts,
      };
    },
  };
}

/** Even that a hidden field was written, and when, is not for everybody. */
export function withoutUnits(stamps: Stamps, hidden: readonly string[]): Stamps {
  if (!hidden.some((unit) => unit in stamps)) return stamps;
  return Object.fromEntries(Object.entries(stamps).filter(([unit]) => !hidden.includes(unit)));
}
