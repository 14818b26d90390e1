import type { ClientBase } from 'pg';
import type { RowToWrite } from './push-context';
import type { ColumnKind } from '../lib/noun-replication';
import type { Column, Table } from './tables';

/**
 * One statement per batch, whatever its size: the rows travel as one parameter, which PostgreSQL takes apart as fast as
 * arrays and which needs no escaping of ours. It is jsonb and not json: out of json every nested value is read anew by
 * itself, which takes seven times as long for rows like these.
 */
export type RowWriter = {
  /** Inserts; throws LostRaceError when somebody inserted one of the ids meanwhile. */
  readonly insert: (client: ClientBase, rows: readonly RowToWrite[]) => Promise<void>;
  readonly update: (client: ClientBase, rows: readonly RowToWrite[]) => Promise<void>;
};

/** Another transaction created the same document between our look and our write; the batch must be decided anew. */
export class LostRaceError extends Error {
  override readonly name = 'LostRaceError';
}

const SQL_TYPES: Readonly<Record<ColumnKind, string>> = {
  text: 'text',
  uuid: 'uuid',
  integer: 'integer',
  decimal: 'float8',
  boolean: 'boolean',
  instant: 'timestamptz',
  uuids: 'uuid[]',
  texts: 'text[]',
  json: 'jsonb',
  textOrNone: 'text',
  uuidOrNone: 'uuid',
  instantOrNone: 'timestamptz',
};
const isNullable = ({ kind }: Column) => kind === 'textOrNone' || kind === 'uuidOrNone' || kind === 'instantOrNone';
const BOOKKEEPING = ['stamps', 'receipts', 'conflicts', 'extra'] as const;

export function rowWriter(table: Table): RowWriter {
  const columns = table.columns.filter((column) => column.expression === undefined);
  const namesOf = (some: readonly Column[]) => ['id', ...some.map(({ column }) => column), ...BOOKKEEPING];
  const sourceOf = (some: readonly Column[]) =>
    `jsonb_to_recordset($1::jsonb) AS x(${[
      `id ${table.idType}`,
      ...some.map(({ column, kind }) => `${column} ${SQL_TYPES[kind]}`),
      ...BOOKKEEPING.map((name) => `${name} jsonb`),
    ].join(', ')})`;
  const names = namesOf(columns);
  const insertText = `INSERT INTO ${table.table} (${names.join(', ')}) SELECT
    ${names.map((name) => `x.${name}`).join(', ')} FROM ${sourceOf(columns)} ON CONFLICT (id) DO NOTHING`;

  return {
    async insert(client, rows) {
      if (rows.length === 0) return;
      const { rowCount } = await client.query({
        name: `insert-${table.table}`,
        text: insertText,
        values: [toJson(rows, columns)],
      });
      if (rowCount !== rows.length) throw new LostRaceError(`${table.table}: a row was inserted meanwhile`);
    },
    /**
     * Sets only the columns that some row of the batch changes: most edits touch one, and all of them cost twice the
     * time.
     */
    async update(client, rows) {
      if (rows.length === 0) return;
      const written = new Set(rows.flatMap((row) => row.written));
      const some = columns.filter(({ field }) => written.has(field));
      const text = `UPDATE ${table.table} d SET ${namesOf(some)
        .slice(1)
        .map((name) => `${name} = x.${name}`)
        .join(', ')} FROM ${sourceOf(some)} WHERE d.id = x.id`;
      await client.query({ text, values: [toJson(rows, some)] });
    },
  };
}

function toJson(rows: readonly RowToWrite[], columns: readonly Column[]): string {
  const plain = columns.map((column) => [column.field, column.column, isNullable(column)] as const);
  return JSON.stringify(
    rows.map((row) => {
      const record: Record<string, unknown> = { id: row.id };
      for (const [field, column, nullable] of plain) {
        const value = row.fields[field];
        record[column] = nullable && value === '' ? null : value;
      }
      for (const name of BOOKKEEPING) record[name] = row[name];
      return record;
    }),
  );
}
