import {
  IMPORT_ROWS_KEPT_DAYS,
  TAKEN_OUTCOMES,
  type CellProblem,
  type FieldChange,
  type RevertOutcome,
  type RowDecision,
  type RowNote,
  type RowOutcome,
  type RowReason,
} from '../../../sync/rules/import';
import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import type { SignedInMember } from '../../lib/identity';
import { cursorAfter, readTimeCursor } from '../../lib/time-cursor';
import { countRows, readImport, readImports, type Import, type ImportCounts, type ImportLine } from './imports.store';
import { readNamed, type Named } from './known.store';
import { countDecided, readMakers, readRows, type RowFilter, type StoredRow } from './rows.store';

const LINES = 30;
const ROWS = 50;
const EXPORTED = 500;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Throws import.unknown where there is none in their scope: their own, of an admin everybody's. */
export async function importOf({ pool }: Pick<Deps, 'pool'>, member: SignedInMember, id: string): Promise<Import> {
  const one = await readImport(pool, member, id);
  if (one === null) throw new CodedError('import.unknown', {}, 404);
  return one;
}

export type ImportList = { readonly imports: readonly ImportLine[]; readonly cursor: string | null };

export async function listImports(
  { pool }: Pick<Deps, 'pool'>,
  member: SignedInMember,
  cursor: string | null,
): Promise<ImportList> {
  const [createdAt, id] = readTimeCursor(cursor);
  const imports = await readImports(pool, member, createdAt === null ? null : { createdAt, id }, LINES);
  return { imports, cursor: cursorAfter(imports, LINES, (one) => one.createdAt) };
}

export type ImportInFull = {
  readonly import: Omit<Import, 'counts'>;
  /** Every row of the file is counted under one outcome. */
  readonly counts: ImportCounts;
  /** What a start would take now. */
  readonly toTake: number;
  /** Of how many rows that are not written somebody has said what they are. */
  readonly decided: number;
  /** Until when rows can be looked at and taken back; an instant, null while it is not over, or they have gone. */
  readonly rowsKeptUntil: string | null;
};

/** Throws import.unknown. */
export async function showImport(deps: Pick<Deps, 'pool'>, member: SignedInMember, id: string): Promise<ImportInFull> {
  const { counts: kept, ...shown } = await importOf(deps, member, id);
  const counts = kept ?? (await countRows(deps.pool, id));
  const toTake = TAKEN_OUTCOMES.reduce((sum, outcome) => {
    const { rows = 0, done = 0 } = counts.outcomes[outcome] ?? {};
    return sum + rows - done;
  }, 0);
  const endedAt = shown.revertedAt ?? shown.finishedAt;
  return {
    import: shown,
    counts,
    toTake,
    decided: kept === null ? await countDecided(deps.pool, id) : 0,
    rowsKeptUntil:
      endedAt === null || shown.rowsGoneAt !== null
        ? null
        : new Date(Date.parse(endedAt) + IMPORT_ROWS_KEPT_DAYS * DAY_MS).toISOString(),
  };
}

export type ImportRow = {
  readonly rowNo: number;
  /** Where it stands in the file. */
  readonly line: number;
  readonly cells: readonly string[];
  readonly outcome: RowOutcome;
  readonly reason: RowReason;
  readonly problems: readonly CellProblem[];
  readonly notes: readonly RowNote[];
  /** What it would change, or has; none where the customer has left the reader's sight. */
  readonly changes: readonly FieldChange[];
  /** Whom it is about; null: nobody who is there, or whom the reader sees. */
  readonly customer: Named | null;
  readonly candidates: readonly Candidate[];
  /** The first row of the file with the same customer. */
  readonly joinedTo: number | null;
  readonly decision: RowDecision | null;
  readonly isDone: boolean;
  readonly reverted: RevertOutcome;
};
/** `rowNo`: a customer that this row of the file would make, and who is not there yet. */
export type Candidate =
  | { readonly kind: 'customer'; readonly customer: Named }
  | { readonly kind: 'row'; readonly customerId: string; readonly rowNo: number; readonly cells: readonly string[] };

export type RowPage = { readonly rows: readonly ImportRow[]; readonly after: number | null };

/** In the order of the file, from behind row `after`. Throws import.unknown. */
export async function listRows(
  deps: Pick<Deps, 'pool'>,
  member: SignedInMember,
  { id, after, ...filter }: { readonly id: string; readonly after: number } & Omit<RowFilter, 'onlyNotTaken'>,
): Promise<RowPage> {
  await importOf(deps, member, id);
  const rows = await readRows(deps.pool, id, { ...filter, onlyNotTaken: false }, after, ROWS);
  return { rows: await shownRows(deps, member, id, rows), after: rows.length === ROWS ? rows.at(-1)!.rowNo : null };
}

/** As the reader may see them. */
export async function shownRows(
  { pool }: Pick<Deps, 'pool'>,
  member: SignedInMember,
  id: string,
  rows: readonly StoredRow[],
): Promise<ImportRow[]> {
  const ids = new Set(
    rows.flatMap(({ customerId, candidates }) => [...candidates, ...(customerId === null ? [] : [customerId])]),
  );
  const named = await readNamed(pool, member, [...ids]);
  const makers = await readMakers(
    pool,
    id,
    rows.flatMap(({ candidates }) => candidates).filter((one) => !named.has(one)),
  );
  return rows.map(({ version: _v, read: _r, keys: _k, customerId, candidates, changes, ...row }) => {
    const customer = customerId === null ? null : (named.get(customerId) ?? null);
    return {
      ...row,
      changes: customer === null && (row.outcome !== 'new' || row.isDone) ? changesOfFile(row, changes) : changes,
      customer,
      candidates: candidates.flatMap((one): Candidate[] => {
        const [known, maker] = [named.get(one), makers.get(one)];
        if (known !== undefined) return [{ kind: 'customer', customer: known }];
        return maker === undefined ? [] : [{ kind: 'row', customerId: one, ...maker }];
      }),
    };
  });
}

/** Of a customer whom the file is yet to make everything comes from the file; of others it is theirs. */
const changesOfFile = (row: Pick<StoredRow, 'outcome' | 'isDone'>, changes: readonly FieldChange[]) =>
  row.outcome === 'joined' && !row.isDone && changes.every(({ from }) => from === '') ? changes : [];

export type RowsToExport = {
  readonly rows: readonly Pick<StoredRow, 'rowNo' | 'line' | 'cells' | 'outcome' | 'reason' | 'problems'>[];
  readonly after: number | null;
};

/** What no run took, as it stood in the file, and why. Throws import.unknown, import.rowsGone. */
export async function exportNotTaken(
  deps: Pick<Deps, 'pool'>,
  member: SignedInMember,
  { id, after }: { readonly id: string; readonly after: number },
): Promise<RowsToExport> {
  const one = await importOf(deps, member, id);
  if (one.rowsGoneAt !== null) throw new CodedError('import.rowsGone', {}, 410);
  const filter = { outcome: null, reverted: null, onlyNotTaken: true };
  const rows = await readRows(deps.pool, id, filter, after, EXPORTED);
  return {
    rows: rows.map(({ rowNo, line, cells, outcome, reason, problems }) => ({
      rowNo,
      line,
      cells,
      outcome,
      reason,
      problems,
    })),
    after: rows.length === EXPORTED ? rows.at(-1)!.rowNo : null,
  };
}
