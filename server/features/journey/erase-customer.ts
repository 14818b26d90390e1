import type { Actor } from '../../db/record-audit';
import type { JournalLine } from '../../db/journal';
import { inTransaction } from '../../db/in-transaction';
import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import { SYNC_ORDER } from '../../../sync/collections/registry';
import { readErasure } from './erasures.store';
import { openUploadStore } from '../files/upload-store';

type Erased = {
  readonly documents: number;
  readonly files: readonly string[];
  readonly suppressions: readonly Extract<JournalLine, { kind: 'suppression' }>[];
};

/**
 * Takes a customer's personal data out of the office for good: by one function of the database, which says what goes
 * and what stays (migration `erasure`). Kept in the journal before anybody is told, so that a restored backup does not
 * bring it back; devices drop it at their next pull, bytes nobody else has are swept. The second time answers as the
 * first and keeps it again. Throws customer.unknown.
 */
export async function eraseCustomer(deps: Deps, by: Actor, customerId: string): Promise<{ documents: number }> {
  const at = new Date(deps.now()).toISOString();
  const erased = await inTransaction(deps.pool, async (client) => {
    const { rows } = await client.query<{ erased: Erased | null }>('SELECT erase_customer($1, $2, $3, $4) AS erased', [
      customerId,
      by.memberId,
      by.ip,
      at,
    ]);
    return rows[0]?.erased ?? null;
  });
  if (erased === null) return keepErasure(deps, customerId);
  await deps.journal.append([{ kind: 'erasure', customerId, at }, ...erased.suppressions]);
  deps.hub.publish(SYNC_ORDER);
  deps.jobs.wake('sweep-files');
  const uploads = openUploadStore(deps.config);
  // Most never were there; what is missed here goes with what nobody finished.
  for (const id of erased.files) await uploads.remove(id).catch(() => undefined);
  deps.log.info({ action: 'customer.erased', customerId, by: by.memberId, documents: erased.documents }, 'erased');
  return { documents: erased.documents };
}

/** Erased already: whoever did it may have died before the journal had it, so that a restore would bring them back. */
async function keepErasure({ pool, journal }: Deps, customerId: string): Promise<{ documents: number }> {
  const standing = await readErasure(pool, customerId);
  if (standing === null) throw new CodedError('customer.unknown', {}, 404);
  await journal.append([{ kind: 'erasure', customerId, at: standing.at }, ...standing.suppressions]);
  return { documents: standing.documents };
}
