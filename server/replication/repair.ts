import type { z } from 'zod';
import { documentId } from '../../sync/collections/definition';
import type { repairInput, RepairOutput } from '../../sync/protocol/digests';
import type { Deps } from '../deps';
import type { SignedInMember } from '../lib/identity';
import { requireOwnDevice } from './own-device';
import { countDocuments } from './pull';
import { Parameters, scopeCondition } from './scope';
import { TABLES } from './tables';

/**
 * A replica found that it differs: rows are written anew, unchanged, so that they come by pull like any other, and the
 * repair is counted. Ids out of the caller's scope are passed over.
 */
export async function repair(
  deps: Deps,
  member: SignedInMember,
  input: z.infer<typeof repairInput>,
): Promise<RepairOutput> {
  const { collection, deviceId } = input;
  await requireOwnDevice(deps, member.id, deviceId);
  const table = TABLES[collection];
  const ids = [...new Set(input.ids)].filter((id) => table.idType === 'text' || documentId.safeParse(id).success);
  const rewritten = ids.length === 0 ? 0 : await rewrite(deps, member, table, ids);
  // A device says how many it removed, and nobody can look; more than it should hold at all it will not have had.
  const removed =
    input.removed === 0 ? 0 : Math.min(input.removed, (await countDocuments(deps, member, collection)).count);
  if (rewritten + removed === 0) return { rewritten };
  await deps.pool.query(
    `INSERT INTO repairs (device_id, collection, rewritten, removed, last_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (device_id, collection) DO UPDATE SET
       rewritten = repairs.rewritten + excluded.rewritten, removed = repairs.removed + excluded.removed,
         last_at = excluded.last_at`,
    [deviceId, collection, rewritten, removed, new Date(deps.now())],
  );
  deps.log.warn(
    { action: 'sync.repaired', deviceId, collection, rewritten, removed },
    'a replica differed and was mended',
  );
  return { rewritten };
}

async function rewrite(
  deps: Deps,
  member: SignedInMember,
  table: (typeof TABLES)[keyof typeof TABLES],
  ids: readonly string[],
): Promise<number> {
  const parameters = new Parameters();
  const { rowCount } = await deps.pool.query(
    // The trigger writes the transaction and counts the version; the rows themselves stay as they are.
    `UPDATE ${table.table} SET row_xid = row_xid WHERE id IN (
       SELECT d.id FROM ${table.table} d WHERE d.id = ANY(${parameters.add(ids)}::${table.idType}[])
         AND ${scopeCondition(table, member, 'd', parameters)}
       ORDER BY d.id FOR UPDATE OF d)`,
    parameters.values,
  );
  return rowCount ?? 0;
}
