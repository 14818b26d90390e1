import type { ClientBase } from 'pg';
import type { RowToWrite } from './decide-push';
import type { Column, ColumnKind, Table } from './tables';

/**
 * One statement per batch, whatever its size: the rows travel as one JSON parameter, which PostgreSQL takes apart as fast
 * as arrays (performance is within a few per cent of UNNEST) and which needs no escaping of ours.
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
  text: 'text', uuid: 'uuid', integer: 'integer', boolean: 'boolean', instant: 'timestamptz', uuids: 'uuid[]', textOrNone: 'text',
  uuidOrNone: 'uuid', instantOrNone: 'timestamptz',
};
const isNullable = ({ kind }: Column) => kind === 'textOrNone' || kind === 'uuidOrNone' || kind === 'instantOrNone';
const BOOKKEEPING = ['stamps', 'receipts', 'conflicts', 'extra'] as const;

export function rowWriter(table: Table): RowWriter {
  const columns = table.columns.filter((column) => column.expression === undefined);
  const names = ['id', ...columns.map(({ column }) => column), ...BOOKKEEPING];
  const types = [`id ${table.idType}`, ...columns.map(({ column, kind }) => `${column} ${SQL_TYPES[kind]}`), ...BOOKKEEPING.map((name) => `${name} jsonb`)];
  const source = `json_to_recordset($1::json) AS x(${types.join(', ')})`;
  const insertText = `INSERT INTO ${table.table} (${names.join(', ')}) SELECT ${names.map((name) => `x.${name}`).join(', ')} FROM ${source} ON CONFLICT (id) DO NOTHING`;
  const updateText = `UPDATE ${table.table} d SET ${names.slice(1).map((name) => `${name} = x.${name}`).join(', ')} FROM ${source} WHERE d.id = x.id`;
  const plainColumns = columns.map(({ field, column }) => [field, column] as const);
  const nullable = new Set(columns.filter(isNullable).map(({ column }) => column));

  const toJson = (rows: readonly RowToWrite[]) => JSON.stringify(rows.map((row) => {
    const record: Record<string, unknown> = { id: row.id };
    for (const [field, column] of plainColumns) {
      const value = row.fields[field];
      record[column] = value === '' && nullable.has(column) ? null : value;
    }
    record['stamps'] = row.stamps;
    record['receipts'] = row.receipts;
    record['conflicts'] = row.conflicts;
    record['extra'] = row.extra;
    return record;
  }));

  return {
    async insert(client, rows) {
      if (rows.length === 0) return;
      const { rowCount } = await client.query({ name: `insert-${table.table}`, text: insertText, values: [toJson(rows)] });
      if (rowCount !== rows.length) throw new LostRaceError(`${table.table}: a row was inserted meanwhile`);
    },
    async update(client, rows) {
      if (rows.length === 0) return;
      await client.query({ name: `update-${table.table}`, text: updateText, values: [toJson(rows)] });
    },
  };
}
