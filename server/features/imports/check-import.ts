import { inTransaction } from '../../db/in-transaction';
import type { Deps } from '../../deps';
import { mapInSlices } from '../../lib/in-slices';
import { lockImport, moveImport, readAnyImport } from './imports.store';
import { readAndJudged, readCells, readingOf, toJudge } from './judge-rows';
import { findKnown } from './known.store';
import { readAuthor } from './office.store';
import { readRowsToJudge, writeJudgements } from './rows.store';

const AT_ONCE = 1_000;
/** Cells of so many rows are read before others have their turn. */
const SLICE = 50;

/**
 * Says of every row what it would come to, in their order; nothing of a customer is written. Begun anew it comes to the
 * same, and one of columns that were chosen anew meanwhile ends. A small file and a large one are looked at in one go:
 * what a row comes to depends on those before it.
 */
export async function checkImport({ pool, now }: Pick<Deps, 'pool' | 'now'>, id: string, signal: AbortSignal) {
  const one = await readAnyImport(pool, id);
  if (one === null || one.state !== 'checking') return;
  const at = () => new Date(now()).toISOString();
  const author = await readAuthor(pool, one.createdBy);
  const reading = author === null ? null : await readingOf(pool, one, author);
  if (author === null || reading === null) {
    await moveImport(pool, id, ['checking'], 'columns', at(), author === null ? 'authorGone' : 'rightsChanged');
    return;
  }
  for (let after = 0; ;) {
    const rows = await readRowsToJudge(pool, id, after, AT_ONCE);
    const read = await mapInSlices(rows, SLICE, (row) => ({ row, read: readCells(reading, one, row) }));
    const keys = [...new Set(read.flatMap((each) => each.read.keys))];
    reading.judge.know(await findKnown(pool, author, { keys, ids: [] }, false));
    const judged = await mapInSlices(read, SLICE, (each) =>
      readAndJudged(each.row.rowNo, each.read, reading.judge.judge(toJudge(id, each.row, each.read))),
    );
    const isStillAsked = await inTransaction(pool, async (client) => {
      const standing = await lockImport(client, id);
      if (standing?.state !== 'checking' || standing.checkNo !== one.checkNo || signal.aborted) return false;
      await writeJudgements(client, id, judged);
      return rows.length === AT_ONCE || moveImport(client, id, ['checking'], 'ready', at());
    });
    if (!isStillAsked || rows.length < AT_ONCE) return;
    after = rows.at(-1)!.rowNo;
  }
}
