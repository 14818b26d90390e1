/** What the rows of one import are judged by: what whoever brought it may, and what words mean in this office. */
import { derivedId } from '../../../sync/rules/derived-id';
import {
  ImportJudge,
  isNameless,
  type EarlierRow,
  type JudgedBy,
  type Judgement,
  type RowToJudge,
} from '../../../sync/rules/import-judge';
import { readRow, type ReadRow, type RowWords } from '../../../sync/rules/import-row';
import type { SignedInMember } from '../../lib/identity';
import type { Import } from './imports.store';
import { mayTarget } from './receive-import';
import type { ReadAndJudged, StoredRow } from './rows.store';
import { wordsOfOffice } from './words-of-office';

export type Reading = { readonly words: RowWords; readonly judge: ImportJudge; readonly by: JudgedBy };

/** A customer whom a row makes: the same one whoever looks at it, and however often. */
export const customerOfRow = (importId: string, rowNo: number) => derivedId('import', importId, String(rowNo));

/** Null: whoever brought it may no longer write what its columns say. */
export async function readingOf(
  client: Parameters<typeof wordsOfOffice>[0],
  one: Import,
  author: SignedInMember,
): Promise<Reading | null> {
  if (!one.columns.every((target) => target === null || mayTarget(author.role, target))) return null;
  const by: JudgedBy = { mode: one.mode, defaults: one.defaults, mayReassign: author.role !== 'agent' };
  return { words: await wordsOfOffice(client, author, one.defaults), judge: new ImportJudge(by), by };
}

export const readCells = ({ words }: Reading, { columns }: Import, { cells }: Pick<StoredRow, 'cells'>): ReadRow => {
  const read = readRow(cells, columns, words);
  return read.keys.length > 0 && isNameless(read) ? { ...read, notes: [...read.notes, 'namedByAddress'] } : read;
};

export const toJudge = (importId: string, row: Pick<StoredRow, 'rowNo' | 'decision'>, read: ReadRow): RowToJudge => ({
  ...read,
  rowNo: row.rowNo,
  decision: row.decision,
  ownId: customerOfRow(importId, row.rowNo),
});

/** A row that was looked at before, for those that come after it. */
export const earlierRow = (importId: string, row: StoredRow): EarlierRow => ({
  ...row,
  values: row.read.values ?? {},
  fullName: row.read.fullName ?? '',
  ownId: customerOfRow(importId, row.rowNo),
});

export const readAndJudged = (rowNo: number, read: ReadRow, judgement: Judgement): ReadAndJudged => ({
  ...judgement,
  rowNo,
  problems: read.problems,
  // Of one who is there already nobody is named.
  notes: read.notes.filter((note) => note !== 'namedByAddress' || judgement.outcome === 'new'),
  read: { values: read.values, fullName: read.fullName },
  keys: read.keys,
});
