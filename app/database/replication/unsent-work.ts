/** Everything this device has not sent, as it would be pushed; for the ways out that are not the usual one. */
import type { RxCollection } from 'rxdb';
import { MAX_BODY_BYTES, pushRow, type PushRow } from '../../../sync/protocol/messages';
import { MAX_UNSENT_ROWS, UNSENT_FORMAT, type UnsentWork } from '../../../sync/protocol/unsent-work';
import { WRITABLE_COLLECTIONS, type SahaCollections } from '../saha-database';
import type { StampingClock } from '../stamping-clock';
import { toLocal, type AnyStored } from '../stored-document';
import { ServerRefusal } from './sync-server';

/** Room left for what stands around the rows, and for letters that take several bytes. */
const MAX_CHARACTERS = MAX_BODY_BYTES / 3;

export type UnsentPorts = { collections: SahaCollections; clock: StampingClock; memberId: string; epoch: string };

/** What waits and what was refused, oldest first in each collection; as much as one request carries. */
export async function gatherUnsentWork({ collections, clock, memberId, epoch }: UnsentPorts): Promise<UnsentWork> {
  const documents: UnsentWork['documents'] = [];
  let characters = 0;
  for (const collection of WRITABLE_COLLECTIONS) {
    const found = await (collections[collection] as unknown as RxCollection<AnyStored>).find({ selector: { outbox: { $gt: '' } }, sort: [{ outbox: 'asc' }] }).exec();
    for (const document of found) {
      const { id, sync } = toLocal(document.toJSON() as AnyStored);
      const row: PushRow = { id, seen: sync.version, patch: sync.pending as PushRow['patch'] };
      characters += JSON.stringify(row).length;
      if (documents.length === MAX_UNSENT_ROWS || characters > MAX_CHARACTERS) break;
      // One row the office could not even read must not keep the others from arriving.
      if (Object.keys(row.patch).length > 0 && pushRow.safeParse(row).success) documents.push({ collection, row });
    }
  }
  return { format: UNSENT_FORMAT, version: 1, epoch, memberId, deviceId: clock.deviceId, takenAtMs: Math.max(0, Math.round(clock.nowMs())), documents };
}

export type SurrenderServer = { surrender(work: UnsentWork): Promise<void> };

/**
 * Hands in the work of a device that was reported lost. Resolves when the office has it, or has said for good that it will
 * not take it; throws when it was not reached, and must be called again.
 */
export async function handInWork(server: SurrenderServer, ports: UnsentPorts): Promise<void> {
  if (ports.clock.deviceId === '') return;
  try {
    await server.surrender(await gatherUnsentWork(ports));
  } catch (error) {
    if (!(error instanceof ServerRefusal)) throw error;
  }
}
