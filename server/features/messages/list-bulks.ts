import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import type { SignedInMember } from '../../lib/identity';
import { readBulk, readBulkRows, readBulks, type BulkLine, type BulkRow } from './bulk-lines.store';

export type BulkList = {
  readonly bulks: readonly BulkLine[];
  /** For the next call; null: that was all. */
  readonly cursor: string | null;
};
export type BulkInFull = {
  readonly bulk: BulkLine;
  readonly rows: readonly BulkRow[];
  readonly cursor: string | null;
};
const LINES = 30;
const ROWS = 100;

/** One's own; a manager's team's; an admin's everybody's. */
export async function listBulks(
  { pool }: Pick<Deps, 'pool'>,
  member: SignedInMember,
  cursor: string | null,
): Promise<BulkList> {
  const [createdAt, id] = cursor?.split(' ') ?? [];
  const after = createdAt === undefined || id === undefined ? null : { createdAt, id };
  const bulks = await readBulks(pool, member, after, LINES);
  const last = bulks.length === LINES ? bulks.at(-1) : undefined;
  return { bulks, cursor: last === undefined ? null : `${last.createdAt} ${last.id}` };
}

/** Throws bulk.unknown where there is none in their scope. */
export async function showBulk(
  { pool }: Pick<Deps, 'pool'>,
  member: SignedInMember,
  id: string,
  cursor: string | null,
): Promise<BulkInFull> {
  const bulk = await readBulk(pool, member, id);
  if (bulk === null) throw new CodedError('bulk.unknown', {}, 404);
  const rows = await readBulkRows(pool, member, id, cursor, ROWS);
  return { bulk, rows, cursor: rows.length === ROWS ? (rows.at(-1)?.id ?? null) : null };
}
