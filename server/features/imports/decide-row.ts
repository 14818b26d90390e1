import type { RowDecision } from '../../../sync/rules/import';
import { inTransaction } from '../../db/in-transaction';
import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import type { SignedInMember } from '../../lib/identity';
import { earlierRow, readAndJudged, readCells, readingOf, toJudge } from './judge-rows';
import { lockImport } from './imports.store';
import { findKnown } from './known.store';
import { readRelated, readRow, setDecision, writeJudgements } from './rows.store';
import { importOf, shownRows, type ImportRow } from './show-imports';

/**
 * What a person says of a row that nobody else can decide, or of any that is not written yet: whom it is about, that it
 * is somebody new, that it is left out; null: what the office makes of it. Answers what comes of it now. Throws
 * import.unknown, auth.forbidden, import.wrongState, import.rowUnknown, import.rowTaken, import.customerUnknown.
 */
export async function decideRow(
  deps: Pick<Deps, 'pool' | 'now'>,
  member: SignedInMember,
  { id, rowNo, decision }: { readonly id: string; readonly rowNo: number; readonly decision: RowDecision | null },
): Promise<ImportRow> {
  const { createdBy } = await importOf(deps, member, id);
  if (createdBy !== member.id) throw new CodedError('auth.forbidden', {}, 403);
  await inTransaction(deps.pool, async (client) => {
    const one = await lockImport(client, id);
    if (one === null) throw new CodedError('import.unknown', {}, 404);
    if (!['ready', 'stopped', 'done'].includes(one.state)) throw new CodedError('import.wrongState', {}, 409);
    if (one.rowsGoneAt !== null) throw new CodedError('import.rowsGone', {}, 410);
    const row = await readRow(client, id, rowNo);
    if (row === null || row.reason === 'erased') throw new CodedError('import.rowUnknown', {}, 404);
    if (row.isDone) throw new CodedError('import.rowTaken', {}, 409);
    const reading = await readingOf(client, one, member);
    if (reading === null) throw new CodedError('import.columnForbidden', {}, 403);
    const read = readCells(reading, one, row);
    const chosen = decision?.kind === 'customer' ? [decision.customerId] : [];
    const related = await readRelated(client, id, {
      keys: read.keys,
      customerIds: chosen,
      before: rowNo,
    });
    const ids = [...chosen, ...related.flatMap(({ customerId }) => customerId ?? [])];
    const keys = [...read.keys, ...related.flatMap((other) => other.keys)];
    const known = await findKnown(client, member, { keys, ids }, false);
    reading.judge.know(known);
    for (const other of related) reading.judge.recall(earlierRow(id, other));
    const judgement = reading.judge.judge(toJudge(id, { rowNo, decision }, read));
    if (judgement.reason === 'customerGone') throw new CodedError('import.customerUnknown', {}, 404);
    await setDecision(client, id, rowNo, decision);
    await writeJudgements(client, id, [readAndJudged(rowNo, read, judgement)]);
  });
  const row = await readRow(deps.pool, id, rowNo);
  const [shown] = row === null ? [] : await shownRows(deps, member, id, [row]);
  if (shown === undefined) throw new CodedError('import.rowUnknown', {}, 404);
  return shown;
}
