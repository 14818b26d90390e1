/** Takes an import back where nobody has done anything since. */
import type { RevertOutcome } from '../../../sync/rules/import';
import { withLabel, type LabelMarks } from '../../../sync/rules/labels';
import type { DocumentFields } from '../../../sync/collections/definition';
import type { Deps } from '../../deps';
import type { OfficeWrite } from '../../lib/noun-replication';
import { lockImport, moveImport } from './imports.store';
import { lockVersions, readVersions, withMore } from './known.store';
import { readToRevert, writeReverted, type StoredRow } from './rows.store';

const SLICE = 200;

/**
 * One slice of customers, in one transaction with what became of their rows: whom the import made is removed where
 * nothing hangs on them, whom it changed has their old values again; who is in another version than the one it wrote
 * stays as they are. False: there is nothing left.
 */
export async function takeBack(deps: Deps, id: string, { slice = SLICE } = {}): Promise<boolean> {
  let isMore = false;
  await deps.withinOffice('customers', `import:${id}`, async ({ client, nowMs, touch, write }) => {
    isMore = false;
    const at = new Date(nowMs).toISOString();
    const one = await lockImport(client, id);
    if (one?.state !== 'reverting') return;
    const customers = await readToRevert(client, id, slice);
    if (customers.size === 0) {
      await moveImport(client, id, ['reverting'], 'reverted', at);
      return;
    }
    const ids = [...customers.keys()].sort();
    await lockVersions(client, ids);
    const [versions, more] = [await readVersions(client, ids), await withMore(client, ids)];
    const judged = ids.map((customerId) => {
      const rows = customers.get(customerId)!;
      const isMade = rows.some(({ outcome }) => outcome === 'new');
      const stands = versions.get(customerId);
      const written = Math.max(...rows.map(({ version }) => version ?? 0));
      const isAsLeft = stands !== undefined && !stands.isDeleted && stands.version === written;
      const reverted: RevertOutcome =
        !isAsLeft || (isMade && more.has(customerId)) ? 'kept' : isMade ? 'removed' : 'restored';
      return { customerId, rows, reverted };
    });
    const writes = judged.flatMap(({ customerId, rows, reverted }): OfficeWrite[] => {
      if (reverted === 'kept') return [];
      if (reverted === 'removed') return [{ id: customerId, values: { deletedAt: at } }];
      return [{ id: customerId, values: (stands) => (stands === null ? null : asBefore(stands, rows)) }];
    });
    const { outcomes, touched } = await write('customers', writes);
    touch(touched);
    const refused = new Set(outcomes.flatMap((each) => (each.outcome === 'refused' ? each.id : [])));
    await writeReverted(
      client,
      id,
      judged.map(({ customerId, reverted }) => ({ customerId, reverted: refused.has(customerId) ? 'kept' : reverted })),
    );
    isMore = true;
  });
  return isMore;
}

/** From the last row to the first: what the first one found is what stands in the end. */
function asBefore(stands: DocumentFields, rows: readonly StoredRow[]): DocumentFields {
  const values: Record<string, unknown> = {};
  for (const { changes } of [...rows].reverse())
    for (const { field, from, to } of changes) {
      if (field !== 'labels') values[field] = from;
      else
        values['labels'] = to
          .split(' ')
          .reduce(
            (marks, label) => withLabel(marks, label, false),
            (values['labels'] ?? stands['labels']) as LabelMarks | undefined,
          );
    }
  return values;
}
