import type { Actor } from '../../db/record-audit';
import type { JournalLine } from '../../db/journal';
import { inTransaction } from '../../db/in-transaction';
import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import { SYNC_ORDER } from '../../../sync/collections/registry';
import { readErasure, recordsOf } from './erasures.store';
import { openUploadStore } from '../files/upload-store';

type Erased = {
  readonly documents: number;
  readonly files: readonly string[];
  readonly suppressions: readonly Extract<JournalLine, { kind: 'suppression' }>[];
};

/**
 * Takes a customer's personal data out of the office for good: by one function of the database, which says what goes
 * and what stays (migration `erasure`); all records that were merged into one go together. Kept in the journal before
 * anybody is told, so that a restored backup does not bring it back; devices drop it at their next pull, bytes nobody
 * else has are swept. The second time answers as the first and keeps it again. Throws customer.unknown.
 */
export async function eraseCustomer(deps: Deps, by: Actor, customerId: string): Promise<{ documents: number }> {
  const at = new Date(deps.now()).toISOString();
  const all = await inTransaction(deps.pool, async (client) => {
    const gone: (Erased & { readonly id: string })[] = [];
    for (const id of await recordsOf(client, customerId)) {
      const { rows } = await client.query<{ erased: Erased | null }>(
        'SELECT erase_customer($1, $2, $3, $4) AS erased',
        [id, by.memberId, by.ip, at],
      );
      if (rows[0]?.erased) gone.push({ id, ...rows[0].erased });
    }
    return gone;
  });
  if (all.length === 0) return keepErasure(deps, customerId);
  await deps.journal.append(
    all.flatMap(({ id, suppressions }) => [{ kind: 'erasure' as const, customerId: id, at }, ...suppressions]),
  );
  deps.hub.publish(SYNC_ORDER);
  deps.jobs.wake('sweep-files');
  const uploads = openUploadStore(deps.config);
  // Most never were there; what is missed here goes with what nobody finished.
  for (const id of all.flatMap(({ files }) => files)) await uploads.remove(id).catch(() => undefined);
  const documents = all.reduce((sum, one) => sum + one.documents, 0);
  deps.log.info({ action: 'customer.erased', customerId, by: by.memberId, documents }, 'erased');
  return { documents };
}

/** Erased already: whoever did it may have died before the journal had it, so that a restore would bring them back. */
async function keepErasure({ pool, journal }: Deps, customerId: string): Promise<{ documents: number }> {
  const standing = await readErasure(pool, customerId);
  if (standing === null) throw new CodedError('customer.unknown', {}, 404);
  await journal.append([
    ...standing.customerIds.map((id) => ({ kind: 'erasure' as const, customerId: id, at: standing.at })),
    ...standing.suppressions,
  ]);
  return { documents: standing.documents };
}
