/**
 * The least a server that keeps an audit trail could do: one statement a batch that writes the same rows into the same
 * tables, their indexes and triggers included, and what stands of each in the trail. Nothing is read, nothing decided.
 */
import { randomUUID } from 'node:crypto';
import type pg from 'pg';

type StoredRow = Record<string, unknown> & { readonly id: string };
/** `audit`: as it stands, but for its number. */
export type WrittenBatch = { readonly rows: readonly StoredRow[]; readonly audit: readonly Record<string, unknown>[] };

/** What a push of these customers left behind, the newest in the trail of each. */
export async function readWritten(pool: pg.Pool, ids: readonly string[]): Promise<WrittenBatch> {
  const rows = await pool.query<{ row: StoredRow }>(
    'SELECT to_jsonb(c) AS row FROM customers c WHERE id = ANY($1::uuid[]) ORDER BY id',
    [ids],
  );
  const audit = await pool.query<{ row: Record<string, unknown> }>(
    `SELECT to_jsonb(a) - 'id' AS row FROM (SELECT DISTINCT ON (document_id) * FROM audit_events
       WHERE document_id = ANY($1::uuid[]) ORDER BY document_id, id DESC) a`,
    [ids],
  );
  if (rows.rows.length !== ids.length || audit.rows.length !== ids.length)
    throw new Error(`${rows.rows.length} rows and ${audit.rows.length} in the trail, of ${ids.length}`);
  return { rows: rows.rows.map(({ row }) => row), audit: audit.rows.map(({ row }) => row) };
}

/** The same under other ids, by the id each had. */
export function underNewIds({ rows, audit }: WrittenBatch, ids = new Map<string, string>()): WrittenBatch {
  for (const { id } of rows) if (!ids.has(id)) ids.set(id, randomUUID());
  return {
    rows: rows.map((row) => ({ ...row, id: ids.get(row.id)!, root_id: ids.get(row.id)! })),
    audit: audit.map((one) => ({ ...one, document_id: ids.get(String(one['document_id'])) })),
  };
}

/** The columns in which the second differs from the first. */
export const changedColumns = (before: StoredRow, after: StoredRow) =>
  Object.keys(after).filter((column) => JSON.stringify(before[column]) !== JSON.stringify(after[column]));

/** `changed` empty: the rows are new. */
export async function bareWrite(pool: pg.Pool, batch: WrittenBatch, changed: readonly string[]): Promise<void> {
  const columns = Object.keys(batch.rows[0]!).map((one) => `"${one}"`);
  const trail = Object.keys(batch.audit[0]!).map((one) => `"${one}"`);
  const write =
    changed.length === 0
      ? `INSERT INTO customers (${columns.join(', ')})
         SELECT ${columns.join(', ')} FROM jsonb_populate_recordset(NULL::customers, $1::jsonb) RETURNING id`
      : `UPDATE customers d SET ${changed.map((one) => `"${one}" = x."${one}"`).join(', ')}
         FROM jsonb_populate_recordset(NULL::customers, $1::jsonb) x WHERE d.id = x.id RETURNING d.id`;
  const { rowCount } = await pool.query(
    `WITH written AS (${write})
     INSERT INTO audit_events (${trail.join(', ')})
     SELECT ${trail.map((one) => `x.${one}`).join(', ')}
     FROM jsonb_populate_recordset(NULL::audit_events, $2::jsonb) x JOIN written w ON w.id = x.document_id`,
    [JSON.stringify(batch.rows), JSON.stringify(batch.audit)],
  );
  if (rowCount !== batch.rows.length) throw new Error(`${String(rowCount)} of ${batch.rows.length} were written`);
}
