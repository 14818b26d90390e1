/** Writes what was shown, slice by slice: each row is judged once more when its turn is there, under the lock. */
import { IMPORT_FIELDS, stillHolds, type ImportJudge, type Judgement } from '../../../sync/rules/import-judge';
import { withLabel, type LabelMarks } from '../../../sync/rules/labels';
import type { FieldChange } from '../../../sync/rules/import';
import type { DocumentFields } from '../../../sync/collections/definition';
import type { Deps } from '../../deps';
import type { SignedInMember } from '../../lib/identity';
import type { OfficeWrite } from '../../lib/noun-replication';
import { lockImport, moveImport, type Import } from './imports.store';
import { earlierRow, readCells, readingOf, toJudge, type Reading } from './judge-rows';
import { findKnown, oneAtATime, readVersions } from './known.store';
import { readAuthor } from './office.store';
import { readRelated, readRowsToTake, writeTaken, type StoredRow, type Taken } from './rows.store';

const SLICE = 200;

/**
 * One slice: its customers, what became of its rows and that they are done are one transaction, so whoever dies has
 * either done it or not begun. False: there is nothing left, or it was stopped.
 */
export async function runImport(deps: Deps, id: string, { slice = SLICE } = {}): Promise<boolean> {
  let isMore = false;
  await deps.withinOffice('customers', `import:${id}`, async ({ client, nowMs, touch, write }) => {
    isMore = false;
    const at = new Date(nowMs).toISOString();
    const one = await lockImport(client, id);
    if (one?.state !== 'running') return;
    const author = await readAuthor(client, one.createdBy);
    const reading = author === null ? null : await readingOf(client, one, author);
    if (author === null || reading === null) {
      await moveImport(client, id, ['running'], 'stopped', at, author === null ? 'authorGone' : 'rightsChanged');
      return;
    }
    const rows = await readRowsToTake(client, id, slice);
    if (rows.length === 0) {
      await moveImport(client, id, ['running'], 'done', at);
      return;
    }
    await oneAtATime(client);
    const taken = await judgeAgain(client, one, author, reading, rows);
    const astray = new Set<string>();
    const writes = writesOf(author, at, taken, astray);
    const { outcomes, touched } = await write('customers', writes);
    touch(touched);
    const refused = new Map(
      outcomes.flatMap(({ id: customer, outcome, code }) => (outcome === 'refused' ? [[customer, code]] : [])),
    );
    const versions = await readVersions(client, [...new Set(writes.map((each) => each.id))]);
    await writeTaken(
      client,
      id,
      taken.map((row) => settled(astray.has(row.customerId ?? '') ? movedOn(row) : row, refused, versions)),
    );
    isMore = true;
  });
  return isMore;
}

type Client = Parameters<typeof lockImport>[0];
type Judged = Judgement & Pick<StoredRow, 'rowNo' | 'problems'>;

async function judgeAgain(
  client: Client,
  one: Import,
  author: SignedInMember,
  reading: Reading,
  rows: readonly StoredRow[],
): Promise<Judged[]> {
  const read = rows.map((row) => ({ row, read: readCells(reading, one, row) }));
  const keys = [...new Set(read.flatMap((each) => each.read.keys))];
  const ids = rows.flatMap(({ customerId, decision }) => [
    ...(customerId === null ? [] : [customerId]),
    ...(decision?.kind === 'customer' ? [decision.customerId] : []),
  ]);
  const related = await readRelated(client, one.id, {
    keys,
    customerIds: ids,
    before: 0,
  });
  const known = await findKnown(
    client,
    author,
    { keys, ids: [...ids, ...related.flatMap(({ customerId }) => customerId ?? [])] },
    true,
  );
  reading.judge.know(known);
  for (const row of related) reading.judge.recall(earlierRow(one.id, row));
  return read.map((each) => judgedAgain(reading.judge, one.id, each.row, each.read));
}

/** What was shown where it still holds; else a person is asked again, and nothing is written. */
function judgedAgain(
  judge: ImportJudge,
  importId: string,
  row: StoredRow,
  read: Parameters<typeof toJudge>[2],
): Judged {
  const now = judge.judge(toJudge(importId, row, read));
  const { rowNo } = row;
  const { problems } = read;
  if (now.outcome === 'cannot') return { ...now, rowNo, problems };
  const held = stillHolds({ ...row, outcome: row.outcome as Judgement['outcome'] }, now);
  if (held !== null) return { ...held, rowNo, problems };
  const candidates = [...new Set([...now.candidates, ...(now.customerId === null ? [] : [now.customerId])])];
  // Whom the row itself would make is nobody to choose.
  return { ...movedOn({ ...now, rowNo, problems }), candidates: now.outcome === 'new' ? [] : candidates };
}

const movedOn = ({ rowNo }: Judged): Judged => ({
  outcome: 'decide',
  reason: 'changedMeanwhile',
  customerId: null,
  changes: [],
  candidates: [],
  joinedTo: null,
  problems: [],
  rowNo,
});

/**
 * By customer what all rows of the slice make of it together. `astray` gets those that are not as they were judged:
 * somebody's device has made a document of that very id, or there is none any more.
 */
function writesOf(author: SignedInMember, at: string, rows: readonly Judged[], astray: Set<string>): OfficeWrite[] {
  const byCustomer = new Map<string, { isNew: boolean; changes: FieldChange[] }>();
  for (const { customerId, outcome, changes } of rows) {
    if (customerId === null || changes.length === 0) continue;
    const standing = byCustomer.get(customerId) ?? { isNew: false, changes: [] };
    standing.isNew ||= outcome === 'new';
    standing.changes.push(...changes);
    byCustomer.set(customerId, standing);
  }
  return [...byCustomer].map(([customerId, { isNew, changes }]) => ({
    id: customerId,
    values: (stands: DocumentFields | null) => {
      if ((stands === null) !== isNew) {
        astray.add(customerId);
        return null;
      }
      return { ...(isNew ? { ...BORN, createdBy: author.id, createdAt: at } : {}), ...valuesOf(stands, changes) };
    },
  }));
}

/** Everything a customer has of whom the file says no more. */
const BORN: DocumentFields = {
  ...Object.fromEntries(IMPORT_FIELDS.map((field) => [field, ''])),
  labels: {},
  sharedWith: [],
  deletedAt: '',
};

export function valuesOf(stands: DocumentFields | null, changes: readonly FieldChange[]): DocumentFields {
  const values: Record<string, unknown> = {};
  for (const { field, to } of changes) {
    if (field !== 'labels') values[field] = to;
    else
      values['labels'] = to
        .split(' ')
        .reduce(
          (marks, label) => withLabel(marks, label, true),
          (values['labels'] ?? stands?.['labels']) as LabelMarks | undefined,
        );
  }
  return values;
}

/** As the row is kept: done, with the version that was written; or not taken, with the reason. */
function settled(
  row: Judged,
  refused: ReadonlyMap<string, string | undefined>,
  versions: ReadonlyMap<string, { readonly version: number }>,
): Taken {
  const { customerId } = row;
  if (row.outcome === 'decide' || row.outcome === 'cannot' || customerId === null)
    return { ...row, isDone: false, version: null };
  if (refused.has(customerId))
    return {
      ...row,
      outcome: 'cannot',
      reason: 'refused',
      customerId: null,
      changes: [],
      isDone: false,
      version: null,
    };
  const version = row.changes.length > 0 ? (versions.get(customerId)?.version ?? null) : null;
  return { ...row, isDone: true, version };
}
