/** Which tables a backup holds, in an order in which they can be filled again. */
import type { ClientBase } from 'pg';

export type BackupTable = { readonly name: string; readonly columns: readonly string[] };

/**
 * Left out: sessions and calendar feeds (a restored one might be one that was revoked since; people sign in again and
 * make their feed anew), devices' claims on them, the record of migrations (the backup names the last one instead), the
 * queue of jobs, which is rebuilt, how its jobs fared, and the catalogue of replicated tables, which the migrations
 * write.
 */
const LEFT_OUT = /^(_prisma_migrations|sessions|scope_exits|replicated_tables|agenda.*|job_states|calendar_feeds)$/;
/** Numbers of transactions mean nothing in another life of the database; the rows are written anew. */
const LEFT_OUT_COLUMNS = new Set(['row_xid', 'session_id']);

/** Tables of the schema `public`, those that are referred to before those that refer. */
export async function listBackupTables(client: ClientBase): Promise<BackupTable[]> {
  const columns = await client.query<{ table: string; column: string }>(`
    SELECT c.table_name AS "table", c.column_name AS "column"
    FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER'
    ORDER BY c.table_name, c.ordinal_position`);
  const references = await client.query<{ from: string; to: string }>(`
    SELECT source.relname AS "from", target.relname AS "to" FROM pg_constraint k
    JOIN pg_class source ON source.oid = k.conrelid JOIN pg_class target ON target.oid = k.confrelid
    WHERE k.contype = 'f' AND source.relnamespace = 'public'::regnamespace AND source.oid <> target.oid`);
  const byTable = new Map<string, string[]>();
  for (const { table, column } of columns.rows) {
    if (LEFT_OUT.test(table) || LEFT_OUT_COLUMNS.has(column)) continue;
    byTable.set(table, [...(byTable.get(table) ?? []), column]);
  }
  const ordered: BackupTable[] = [];
  const waiting = new Map(byTable);
  while (waiting.size > 0) {
    const ready = [...waiting.keys()].filter((table) =>
      references.rows.every(({ from, to }) => from !== table || !waiting.has(to)),
    );
    if (ready.length === 0)
      throw new Error(`tables refer to each other in a circle: ${[...waiting.keys()].join(', ')}`);
    for (const name of ready) {
      ordered.push({ name, columns: waiting.get(name) ?? [] });
      waiting.delete(name);
    }
  }
  return ordered;
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
export const columnList = (table: BackupTable) => table.columns.map(quoted).join(', ');

export async function lastMigration(client: ClientBase): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL
      ORDER BY migration_name DESC LIMIT 1`,
  );
  return rows[0]?.name ?? '';
}
