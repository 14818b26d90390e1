import type { ClientBase } from 'pg';
import type { RowDecision } from '../../../sync/rules/import';
import { ImportJudge, type Judgement } from '../../../sync/rules/import-judge';
import { inTransaction } from '../../db/in-transaction';
import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import type { SignedInMember } from '../../lib/identity';
import { earlierRow, readAndJudged, readCells, readingOf, toJudge, type Reading } from './judge-rows';
import { lockImport, type Import } from './imports.store';
import { findKnown } from './known.store';
import {
  readHanging,
  readRelated,
  readRow,
  readTheseRows,
  setDecision,
  writeJudgements,
  type StoredRow,
} from './rows.store';
import { importOf, shownRows, type ImportRow } from './show-imports';

/** So many rows that hang on one are looked at again with it; the run looks at each in any case. */
const MOST_HANGING = 50;

/**
 * What a person says of a row that nobody else can decide, or of any that is not written yet: whom it is about, that it
 * is somebody new, that it is left out; null: what the office makes of it. Answers what comes of it now, and of rows
 * that hang on it. Throws import.unknown, auth.forbidden, import.wrongState, import.rowUnknown, import.rowTaken,
 * import.customerUnknown.
 */
export async function decideRow(
  deps: Pick<Deps, 'pool' | 'now'>,
  member: SignedInMember,
  { id, rowNo, decision }: { readonly id: string; readonly rowNo: number; readonly decision: RowDecision | null },
): Promise<ImportRow & { readonly others: readonly ImportRow[] }> {
  const { createdBy } = await importOf(deps, member, id);
  if (createdBy !== member.id) throw new CodedError('auth.forbidden', {}, 403);
  const judged = await inTransaction(deps.pool, async (client) => {
    const one = await lockImport(client, id);
    if (one === null) throw new CodedError('import.unknown', {}, 404);
    if (!['ready', 'stopped', 'done'].includes(one.state)) throw new CodedError('import.wrongState', {}, 409);
    if (one.rowsGoneAt !== null) throw new CodedError('import.rowsGone', {}, 410);
    const row = await readRow(client, id, rowNo);
    if (row === null || row.reason === 'erased') throw new CodedError('import.rowUnknown', {}, 404);
    if (row.isDone) throw new CodedError('import.rowTaken', {}, 409);
    const reading = await readingOf(client, one, member);
    if (reading === null) throw new CodedError('import.columnForbidden', {}, 403);
    const judge = (each: StoredRow) => judgeAlone(client, member, one, reading, each);
    const { reason, customerId } = await judge({ ...row, decision });
    if (reason === 'customerGone') throw new CodedError('import.customerUnknown', {}, 404);
    await setDecision(client, id, rowNo, decision);
    // In their order: one that waited may be what the next one waits for.
    const customerIds = [...row.candidates, row.customerId, customerId].filter((each) => each !== null);
    const hanging = await readHanging(client, id, { ...row, customerIds }, MOST_HANGING);
    for (const each of hanging) await judge(each);
    return [rowNo, ...hanging.map((each) => each.rowNo)];
  });
  const rows = await readTheseRows(deps.pool, id, judged);
  // Those that hang on it stand behind it.
  const [shown, ...others] = await shownRows(deps, member, id, rows);
  if (shown === undefined) throw new CodedError('import.rowUnknown', {}, 404);
  return { ...shown, others };
}

/** What a row comes to with those before it as they stand, written down. */
async function judgeAlone(
  client: ClientBase,
  member: SignedInMember,
  one: Import,
  reading: Reading,
  row: StoredRow,
): Promise<Judgement> {
  const judge = new ImportJudge(reading.by);
  const read = readCells(reading, one, row);
  const chosen = row.decision?.kind === 'customer' ? [row.decision.customerId] : [];
  const found = await findKnown(client, member, { keys: [...read.keys], ids: chosen }, false);
  const customerIds = [...chosen, ...found.map((each) => each.id)];
  const related = await readRelated(client, one.id, { keys: read.keys, customerIds, before: row.rowNo });
  const ids = [...customerIds, ...related.flatMap(({ customerId }) => customerId ?? [])];
  const keys = [...read.keys, ...related.flatMap((other) => other.keys)];
  judge.know(await findKnown(client, member, { keys, ids }, false));
  for (const other of related) judge.recall(earlierRow(one.id, other));
  const judgement = judge.judge(toJudge(one.id, row, read));
  await writeJudgements(client, one.id, [readAndJudged(row.rowNo, read, judgement)]);
  return judgement;
}
