/** Rows of a file, and what they come to. */
import type { ClientBase, Pool } from 'pg';
import type {
  CellProblem,
  DecisionForAll,
  FieldChange,
  RevertOutcome,
  RowDecision,
  RowNote,
  RowOutcome,
  RowReason,
} from '../../../sync/rules/import';
import type { Judgement } from '../../../sync/rules/import-judge';
import type { RowValues } from '../../../sync/rules/import-row';

type Client = Pick<Pool | ClientBase, 'query'>;

export type StoredRow = {
  readonly rowNo: number;
  readonly line: number;
  readonly cells: readonly string[];
  readonly outcome: RowOutcome;
  readonly reason: RowReason;
  readonly problems: readonly CellProblem[];
  readonly notes: readonly RowNote[];
  readonly read: { readonly values?: RowValues; readonly fullName?: string };
  readonly keys: readonly string[];
  readonly changes: readonly FieldChange[];
  readonly customerId: string | null;
  readonly candidates: readonly string[];
  readonly joinedTo: number | null;
  readonly decision: RowDecision | null;
  readonly isDone: boolean;
  readonly version: number | null;
  readonly reverted: RevertOutcome;
};

const COLUMNS = `r.row_no AS "rowNo", r.line, r.cells, r.outcome, r.reason, r.problems, r.notes, r.read, r.keys,
  r.changes, r.customer_id AS "customerId", to_jsonb(r.candidates) AS candidates, r.joined_to AS "joinedTo", r.decision,
  r.is_done AS "isDone", r.version, r.reverted`;

async function select(client: Client, condition: string, values: readonly unknown[]): Promise<StoredRow[]> {
  const { rows } = await client.query<StoredRow>(
    `SELECT ${COLUMNS} FROM import_rows r WHERE r.import_id = $1 AND ${condition}`,
    [...values],
  );
  return rows;
}

export type RowFilter = {
  readonly outcome: RowOutcome | null;
  readonly reverted: RevertOutcome | null;
  /** Those alone that no run took. */
  readonly onlyNotTaken: boolean;
};

export const readRows = (client: Client, id: string, filter: RowFilter, after: number, limit: number) =>
  select(
    client,
    `($2::text IS NULL OR r.outcome = $2) AND ($3::text IS NULL OR r.reverted = $3) AND NOT ($4 AND r.is_done)
     AND r.row_no > $5 ORDER BY r.row_no LIMIT $6`,
    [id, filter.outcome, filter.reverted, filter.onlyNotTaken, after, limit],
  );

/** All of them in their order, what was erased left out. */
export const readRowsToJudge = (client: Client, id: string, after: number, limit: number) =>
  select(client, `r.reason <> 'erased' AND r.row_no > $2 ORDER BY r.row_no LIMIT $3`, [id, after, limit]);

/** What a run has to do next. */
export const readRowsToTake = (client: Client, id: string, limit: number) =>
  select(client, `NOT r.is_done AND r.outcome IN ('new', 'joined', 'changed', 'same') ORDER BY r.row_no LIMIT $2`, [
    id,
    limit,
  ]);

export const readTheseRows = (client: Client, id: string, rowNos: readonly number[]) =>
  select(client, 'r.row_no = ANY($2::int[]) ORDER BY r.row_no', [id, rowNos]);

export async function readRow(client: Client, id: string, rowNo: number): Promise<StoredRow | null> {
  return (await readTheseRows(client, id, [rowNo]))[0] ?? null;
}

/**
 * Rows that are written already, and those before row `before`, that share a key with one of these, or the customer
 * with one that does: what a row that is judged apart from them may depend on. In their order.
 */
export const readRelated = (
  client: Client,
  id: string,
  {
    keys,
    customerIds,
    before,
  }: {
    readonly keys: readonly string[];
    readonly customerIds: readonly string[];
    readonly before: number;
  },
) =>
  select(
    client,
    `(r.is_done OR r.row_no < $2) AND (
       r.keys && $3::text[] OR r.customer_id = ANY($4::uuid[]) OR r.customer_id IN (
         SELECT k.customer_id FROM import_rows k
         WHERE k.import_id = $1 AND (k.is_done OR k.row_no < $2) AND k.keys && $3::text[]))
     ORDER BY r.row_no`,
    [id, before, keys, customerIds],
  );

/**
 * The first rows behind this one that share an address, a name or a customer with it, and those that share one with
 * them: what they come to hangs on it, also where a person has said what one is. `customerIds`: whom it was and is
 * about. In their order; the file is gone through once for each step away from the row.
 */
export async function readHanging(
  client: Client,
  id: string,
  { rowNo, keys, customerIds }: { rowNo: number; keys: readonly string[]; customerIds: readonly string[] },
  limit: number,
): Promise<StoredRow[]> {
  const [shared, about] = [new Set(keys), new Set(customerIds)];
  for (let found = 0; ;) {
    const rows = await select(
      client,
      `r.row_no > $2 AND NOT r.is_done AND r.reason <> 'erased'
       AND (r.keys && $3::text[] OR r.candidates && $4::uuid[] OR r.customer_id = ANY($4))
       ORDER BY r.row_no LIMIT $5`,
      [id, rowNo, [...shared], [...about], limit],
    );
    if (rows.length === found || rows.length === limit) return rows;
    found = rows.length;
    for (const row of rows) {
      for (const key of row.keys) shared.add(key);
      for (const each of [...row.candidates, row.customerId]) if (each !== null) about.add(each);
    }
  }
}

export type ReadAndJudged = Judgement & {
  readonly rowNo: number;
  readonly problems: readonly CellProblem[];
  readonly notes: readonly RowNote[];
  readonly read: StoredRow['read'];
  readonly keys: readonly string[];
};

/** What a look at the rows came to; those that are written already stay. */
export async function writeJudgements(client: Client, id: string, rows: readonly ReadAndJudged[]): Promise<void> {
  await client.query(
    `UPDATE import_rows r SET outcome = j.outcome, reason = j.reason, problems = j.problems, notes = j.notes,
       read = j.read, keys = j.keys, changes = j.changes, customer_id = j."customerId", candidates = j.candidates,
       joined_to = j."joinedTo"
     FROM jsonb_to_recordset($2::jsonb) AS j("rowNo" int, outcome text, reason text, problems jsonb, notes text[],
       read jsonb, keys text[], changes jsonb, "customerId" uuid, candidates uuid[], "joinedTo" int)
     WHERE r.import_id = $1 AND r.row_no = j."rowNo" AND NOT r.is_done AND r.reason <> 'erased'`,
    [id, JSON.stringify(rows)],
  );
}

export async function setDecision(client: Client, id: string, rowNo: number, decision: RowDecision | null) {
  await client.query('UPDATE import_rows SET decision = $3 WHERE import_id = $1 AND row_no = $2', [
    id,
    rowNo,
    decision === null ? null : JSON.stringify(decision),
  ]);
}

/**
 * Of every row that nobody has decided about yet; `none`: of every one that somebody has. What waits for another row is
 * left alone, until that has come to something, where it is not left out. Answers of how many.
 */
export async function setDecisions(client: Client, id: string, decision: DecisionForAll): Promise<number> {
  const { rowCount } = await client.query(
    `UPDATE import_rows SET decision = CASE $2 WHEN 'none' THEN NULL
       WHEN 'onlyCandidate' THEN jsonb_build_object('kind', 'customer', 'customerId', candidates[1])
       ELSE jsonb_build_object('kind', $2::text) END
     WHERE import_id = $1 AND NOT is_done AND reason <> 'erased' AND CASE $2 WHEN 'none' THEN decision IS NOT NULL
       ELSE outcome = 'decide' AND ($2 = 'leaveOut' OR reason <> 'waitsForRow')
         AND ($2 <> 'onlyCandidate' OR cardinality(candidates) = 1) END`,
    [id, decision],
  );
  return rowCount ?? 0;
}

/** Of how many rows that are not written a person has said something. */
export async function countDecided(client: Client, id: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM import_rows WHERE import_id = $1 AND NOT is_done AND decision IS NOT NULL',
    [id],
  );
  return rows[0]?.count ?? 0;
}

export type Taken = Judgement &
  Pick<StoredRow, 'rowNo' | 'problems'> & { readonly isDone: boolean; readonly version: number | null };

/** What a run made of rows, in the transaction that wrote their customers. */
export async function writeTaken(client: Client, id: string, rows: readonly Taken[]): Promise<void> {
  await client.query(
    `UPDATE import_rows r SET outcome = t.outcome, reason = t.reason, problems = t.problems, changes = t.changes,
       customer_id = t."customerId", candidates = t.candidates, joined_to = t."joinedTo", is_done = t."isDone",
       version = t.version
     FROM jsonb_to_recordset($2::jsonb) AS t("rowNo" int, outcome text, reason text, problems jsonb, changes jsonb,
       "customerId" uuid, candidates uuid[], "joinedTo" int, "isDone" boolean, version bigint)
     WHERE r.import_id = $1 AND r.row_no = t."rowNo"`,
    [id, JSON.stringify(rows)],
  );
}

/** Customers whom the import has written and nobody has looked at for taking it back; with their rows, in order. */
export async function readToRevert(client: Client, id: string, limit: number): Promise<Map<string, StoredRow[]>> {
  const rows = await select(
    client,
    `r.is_done AND r.version IS NOT NULL AND r.reverted = '' AND r.customer_id IN (
       SELECT DISTINCT n.customer_id FROM import_rows n WHERE n.import_id = $1 AND n.is_done AND n.version IS NOT NULL
         AND n.reverted = '' ORDER BY n.customer_id LIMIT $2) ORDER BY r.customer_id, r.row_no`,
    [id, limit],
  );
  const byCustomer = new Map<string, StoredRow[]>();
  for (const row of rows) byCustomer.set(row.customerId!, [...(byCustomer.get(row.customerId!) ?? []), row]);
  return byCustomer;
}

export async function writeReverted(
  client: Client,
  id: string,
  outcomes: readonly { readonly customerId: string; readonly reverted: RevertOutcome }[],
): Promise<void> {
  await client.query(
    `UPDATE import_rows r SET reverted = o.reverted
     FROM jsonb_to_recordset($2::jsonb) AS o("customerId" uuid, reverted text)
     WHERE r.import_id = $1 AND r.customer_id = o."customerId" AND r.is_done AND r.version IS NOT NULL`,
    [id, JSON.stringify(outcomes)],
  );
}

/** By the id of a customer whom a row of the file is to make and who is not there yet, that row. */
export async function readMakers(
  client: Client,
  id: string,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly rowNo: number; readonly cells: readonly string[] }>> {
  if (customerIds.length === 0) return new Map();
  const { rows } = await client.query<{ customerId: string; rowNo: number; cells: string[] }>(
    `SELECT customer_id AS "customerId", row_no AS "rowNo", cells FROM import_rows
     WHERE import_id = $1 AND customer_id = ANY($2::uuid[]) AND outcome = 'new' AND NOT is_done`,
    [id, customerIds],
  );
  return new Map(rows.map(({ customerId, ...row }) => [customerId, row]));
}
