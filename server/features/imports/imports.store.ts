/** Imports as rows. Every step is one statement on the state it may be taken from. */
import type { ClientBase, Pool } from 'pg';
import type {
  ImportDefaults,
  ImportMode,
  ImportState,
  ImportStopReason,
  ImportTarget,
  RowOutcome,
} from '../../../sync/rules/import';
import type { SignedInMember } from '../../lib/identity';
import type { Table, TableFormat } from './table';

type Client = Pick<Pool | ClientBase, 'query'>;
type Reader = Pick<SignedInMember, 'id' | 'role'>;

export type Import = {
  readonly id: string;
  readonly createdBy: string;
  readonly createdByName: string;
  /** Instants, null where it has not come to that. */
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly revertedAt: string | null;
  readonly rowsGoneAt: string | null;
  readonly fileName: string;
  readonly format: TableFormat;
  readonly state: ImportState;
  readonly reason: ImportStopReason | '';
  readonly headers: readonly string[];
  /** By column its first values. */
  readonly samples: readonly (readonly string[])[];
  readonly rowCount: number;
  readonly blankRows: number;
  readonly columns: readonly (ImportTarget | null)[];
  readonly mode: ImportMode;
  readonly defaults: ImportDefaults;
  readonly checkNo: number;
  /** Of one whose rows have gone. */
  readonly counts: ImportCounts | null;
};
/** By outcome, of how many rows it is so, and of how many of them it is done. */
export type ImportCounts = {
  readonly outcomes: Readonly<Record<string, { readonly rows: number; readonly done: number }>>;
  /** By field, in how many customers who were there it is changed, or would be. */
  readonly changedFields: Readonly<Record<string, number>>;
  /** By what became of it when the import was taken back. */
  readonly reverted: Readonly<Record<string, number>>;
};

const COLUMNS = `i.id, i.created_by AS "createdBy", coalesce(w.full_name, '') AS "createdByName",
  i.created_at AS "createdAt", i.started_at AS "startedAt", i.finished_at AS "finishedAt",
  i.reverted_at AS "revertedAt", i.rows_gone_at AS "rowsGoneAt", i.file_name AS "fileName", i.format, i.state, i.reason,
  i.headers, i.samples, i.row_count AS "rowCount", i.blank_rows AS "blankRows", i.columns, i.mode, i.defaults,
  i.check_no AS "checkNo", CASE WHEN i.rows_gone_at IS NULL THEN NULL ELSE i.counts END AS counts`;
const FROM = `imports i LEFT JOIN members w ON w.id = i.created_by`;
/** $1: whether everything, $2: the person. Rows of a file are nobody's business but of who brought it. */
const IN_SCOPE = `($1 OR i.created_by = $2)`;
const scopeOf = ({ role, id }: Reader) => [role === 'admin', id];

/** Null: there is none in their scope. */
export async function readImport(client: Client, member: Reader, id: string): Promise<Import | null> {
  const { rows } = await client.query<Import>(`SELECT ${COLUMNS} FROM ${FROM} WHERE ${IN_SCOPE} AND i.id = $3`, [
    ...scopeOf(member),
    id,
  ]);
  return rows[0] ?? null;
}

/** Whosever it is: for the office itself. */
export async function readAnyImport(client: Client, id: string): Promise<Import | null> {
  const { rows } = await client.query<Import>(`SELECT ${COLUMNS} FROM ${FROM} WHERE i.id = $1`, [id]);
  return rows[0] ?? null;
}

/** For whoever works on it: nobody else changes its state until they are done. */
export async function lockImport(client: ClientBase, id: string): Promise<Import | null> {
  const { rows } = await client.query<Import>(`SELECT ${COLUMNS} FROM ${FROM} WHERE i.id = $1 FOR UPDATE OF i`, [id]);
  return rows[0] ?? null;
}

export type ImportLine = Pick<
  Import,
  'id' | 'fileName' | 'state' | 'reason' | 'mode' | 'rowCount' | 'createdAt' | 'finishedAt' | 'createdByName'
> & {
  /** Of how many rows something is written; null where it has not begun. */
  readonly written: number | null;
};

const WRITTEN: readonly RowOutcome[] = ['new', 'joined', 'changed'];

/** Newest first; `after` is the last of the page before. */
export async function readImports(
  pool: Pool,
  member: Reader,
  after: { readonly createdAt: string; readonly id: string } | null,
  limit: number,
): Promise<ImportLine[]> {
  const { rows } = await pool.query<ImportLine>(
    `SELECT i.id, i.file_name AS "fileName", i.state, i.reason, i.mode, i.row_count AS "rowCount",
       i.created_at AS "createdAt", i.finished_at AS "finishedAt", coalesce(w.full_name, '') AS "createdByName",
       CASE WHEN i.started_at IS NULL THEN NULL
         WHEN i.rows_gone_at IS NOT NULL THEN (SELECT coalesce(sum((o.value->>'done')::int), 0)::int
           FROM jsonb_each(i.counts->'outcomes') o WHERE o.key = ANY($6))
         ELSE (SELECT count(*)::int FROM import_rows r
           WHERE r.import_id = i.id AND r.is_done AND r.outcome = ANY($6)) END AS written
     FROM ${FROM} WHERE ${IN_SCOPE} AND ($3::timestamptz IS NULL OR (i.created_at, i.id) < ($3, $4::uuid))
     ORDER BY i.created_at DESC, i.id DESC LIMIT $5`,
    [...scopeOf(member), after?.createdAt ?? null, after?.id ?? null, limit, WRITTEN],
  );
  return rows;
}

/** How many of this person wait for them. */
export async function countOpen(client: Client, memberId: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM imports WHERE created_by = $1 AND state IN ('columns', 'checking', 'ready')`,
    [memberId],
  );
  return rows[0]?.count ?? 0;
}

const AT_ONCE = 2_000;

/** False: there is one of this id already. */
export async function insertImport(
  client: ClientBase,
  made: Pick<Import, 'id' | 'createdBy' | 'createdAt' | 'fileName' | 'samples' | 'columns' | 'defaults'>,
  { format, headers, rows, blankRows }: Table,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO imports (id, created_by, created_at, updated_at, file_name, format, headers, samples, row_count,
       blank_rows, columns, defaults) VALUES ($1, $2, $3, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING`,
    [
      made.id,
      made.createdBy,
      made.createdAt,
      made.fileName,
      format,
      JSON.stringify(headers),
      JSON.stringify(made.samples),
      rows.length,
      blankRows,
      JSON.stringify(made.columns),
      JSON.stringify(made.defaults),
    ],
  );
  if (rowCount === 0) return false;
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await client.query(
      `INSERT INTO import_rows (import_id, row_no, line, cells)
       SELECT $1, r.row_no, r.line, r.cells FROM jsonb_to_recordset($2::jsonb) AS r(row_no int, line int, cells jsonb)`,
      [
        made.id,
        JSON.stringify(
          rows.slice(from, from + AT_ONCE).map(({ line, cells }, at) => ({ row_no: from + at + 1, line, cells })),
        ),
      ],
    );
  return true;
}

/** What the columns are, and what is to be done; every row waits to be looked at again. False: it is past that. */
export async function setColumns(
  client: Client,
  id: string,
  { columns, mode, defaults }: Pick<Import, 'columns' | 'mode' | 'defaults'>,
  at: string,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE imports SET columns = $2, mode = $3, defaults = $4, check_no = check_no + 1, state = 'checking',
       updated_at = $5 WHERE id = $1 AND state IN ('columns', 'checking', 'ready')`,
    [id, JSON.stringify(columns), mode, JSON.stringify(defaults), at],
  );
  if (rowCount === 0) return false;
  // What somebody said of a row was said of what it came to by other columns.
  await client.query(
    `UPDATE import_rows SET outcome = 'waiting', reason = '', decision = NULL
     WHERE import_id = $1 AND reason <> 'erased' AND (outcome <> 'waiting' OR decision IS NOT NULL)`,
    [id],
  );
  return true;
}

/** Its rows are compared with the office's customers once more, with what was said of them. */
export async function checkAgain(client: Client, id: string, at: string): Promise<void> {
  await client.query(
    `UPDATE imports SET check_no = check_no + 1, state = 'checking', updated_at = $2 WHERE id = $1 AND state = 'ready'`,
    [id, at],
  );
  await client.query(
    `UPDATE import_rows SET outcome = 'waiting', reason = '' WHERE import_id = $1 AND reason <> 'erased'`,
    [id],
  );
}

/** False: it is in another state by now. */
export async function moveImport(
  client: Client,
  id: string,
  from: readonly ImportState[],
  to: ImportState,
  at: string,
  reason: ImportStopReason | '' = '',
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE imports SET state = $3, reason = $4, updated_at = $5,
       started_at = CASE WHEN $3 = 'running' THEN coalesce(started_at, $5) ELSE started_at END,
       finished_at = CASE WHEN $3 IN ('done', 'stopped') THEN $5::timestamptz ELSE finished_at END,
       reverted_at = CASE WHEN $3 = 'reverted' THEN $5::timestamptz ELSE reverted_at END
     WHERE id = $1 AND state = ANY($2)`,
    [id, from, to, reason, at],
  );
  return rowCount === 1;
}

/** The rows go with it. False: something of it is written. */
export async function deleteImport(client: Client, id: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `DELETE FROM imports WHERE id = $1 AND started_at IS NULL AND state IN ('columns', 'checking', 'ready')`,
    [id],
  );
  return rowCount === 1;
}

/** Those that a job has to do with. */
export async function importsAtWork(pool: Pool): Promise<Pick<Import, 'id' | 'state'>[]> {
  const { rows } = await pool.query<Pick<Import, 'id' | 'state'>>(
    `SELECT id, state FROM imports WHERE state IN ('checking', 'running', 'reverting') ORDER BY updated_at, id`,
  );
  return rows;
}

export async function countRows(client: Client, id: string): Promise<ImportCounts> {
  const outcomes = await client.query<{ outcome: string; rows: number; done: number }>(
    `SELECT outcome, count(*)::int AS rows, (count(*) FILTER (WHERE is_done))::int AS done
     FROM import_rows WHERE import_id = $1 GROUP BY outcome`,
    [id],
  );
  const fields = await client.query<{ field: string; customers: number }>(
    `SELECT c.change->>'field' AS field, count(DISTINCT r.customer_id)::int AS customers
     FROM import_rows r CROSS JOIN LATERAL jsonb_array_elements(r.changes) AS c(change)
     WHERE r.import_id = $1 AND r.outcome IN ('changed', 'joined') AND NOT EXISTS (SELECT FROM import_rows n
       WHERE n.import_id = $1 AND n.row_no = r.joined_to AND n.outcome = 'new') GROUP BY 1`,
    [id],
  );
  const reverted = await client.query<{ reverted: string; rows: number }>(
    `SELECT reverted, count(*)::int AS rows FROM import_rows WHERE import_id = $1 AND reverted <> '' GROUP BY 1`,
    [id],
  );
  return {
    outcomes: Object.fromEntries(outcomes.rows.map(({ outcome, rows, done }) => [outcome, { rows, done }])),
    changedFields: Object.fromEntries(fields.rows.map(({ field, customers }) => [field, customers])),
    reverted: Object.fromEntries(reverted.rows.map((one) => [one.reverted, one.rows])),
  };
}

/** The rows of what is long over go, the counts stay; what nobody went on with goes whole. Answers how many rows. */
export async function forgetRows(client: ClientBase, before: Date, at: string): Promise<number> {
  await client.query(
    `DELETE FROM imports WHERE started_at IS NULL AND state IN ('columns', 'checking', 'ready') AND updated_at < $1`,
    [before],
  );
  const { rows: over } = await client.query<{ id: string }>(
    `SELECT id FROM imports WHERE rows_gone_at IS NULL AND state IN ('done', 'stopped', 'reverted') AND updated_at < $1
     FOR UPDATE SKIP LOCKED`,
    [before],
  );
  let gone = 0;
  for (const { id } of over) {
    const counts = await countRows(client, id);
    await client.query('UPDATE imports SET counts = $2, samples = $3, rows_gone_at = $4 WHERE id = $1', [
      id,
      JSON.stringify(counts),
      '[]',
      at,
    ]);
    gone += (await client.query('DELETE FROM import_rows WHERE import_id = $1', [id])).rowCount ?? 0;
  }
  return gone;
}
