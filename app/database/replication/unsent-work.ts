/** Everything this device has not sent, as it would be pushed; for the ways out that are not the usual one. */
import { WRITABLE_COLLECTIONS } from '../../../sync/collections/registry';
import type { RxCollection } from 'rxdb';
import { pushRow } from '../../../sync/protocol/messages';
import {
  halves,
  partsOf,
  savesTogether,
  UNSENT_FORMAT,
  type SurrenderInput,
  type UnsentWork,
} from '../../../sync/protocol/unsent-work';
import { SHAPES } from '../../../sync/protocol/version';
import { type SahaCollections } from '../saha-database';
import type { StampingClock } from '../stamping-clock';
import { toLocal, type AnyStored } from '../stored-document';
import { rowsOf } from './rows-to-send';
import { ServerRefusal } from './sync-server';

export type UnsentPorts = { collections: SahaCollections; clock: StampingClock; memberId: string; epoch: string };

/** What waits and what was refused, oldest first in each collection, customers before what hangs on them. */
export async function gatherUnsentWork({ collections, clock, memberId, epoch }: UnsentPorts): Promise<UnsentWork> {
  const documents: UnsentWork['documents'] = [];
  for (const collection of WRITABLE_COLLECTIONS) {
    const found = await (collections[collection] as unknown as RxCollection<AnyStored>)
      .find({ selector: { outbox: { $gt: '' } }, sort: [{ outbox: 'asc' }] })
      .exec();
    const rows = rowsOf(found.map((document) => toLocal(document.toJSON() as AnyStored)));
    for (const row of savesTogether(rows)) {
      // One row the office could not even read must not keep the others from arriving.
      if (Object.keys(row.patch).length > 0 && pushRow.safeParse(row).success) documents.push({ collection, row });
    }
  }
  return {
    format: UNSENT_FORMAT,
    version: 1,
    epoch,
    memberId,
    deviceId: clock.deviceId,
    shapes: SHAPES,
    takenAtMs: Math.max(0, Math.round(clock.nowMs())),
    documents,
  };
}

export type SurrenderServer = { surrender(work: SurrenderInput): Promise<void> };

/**
 * Hands in the work of a device whose session was revoked, in as many parts as it takes. Resolves when the office has
 * all of it, or has said for good that it will not take it; throws when it was not reached, and must be called again:
 * what it has already it takes for said.
 */
export async function handInWork(server: SurrenderServer, ports: UnsentPorts, maxCharacters?: number): Promise<void> {
  if (ports.clock.deviceId === '') return;
  const work = await gatherUnsentWork(ports);
  const parts = partsOf(work, maxCharacters);
  for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
    const { documents } = part;
    try {
      await server.surrender({ ...part, isLast: parts.length === 0 });
    } catch (error) {
      // Too much at once is no answer about the work: it is handed in later.
      if (!(error instanceof ServerRefusal) || error.httpStatus === 429) throw error;
      if (error.code === 'work.alreadyHandedIn') continue;
      if (error.code !== 'request.tooLarge' && error.code !== 'request.invalid') return;
      // Less at a time, down to the row nobody can read; without that one the end is still the end.
      const smaller = halves(documents);
      if (smaller !== null) parts.unshift(...smaller.map((some) => ({ ...work, documents: some })));
      else if (parts.length === 0 && documents.length > 0) parts.push({ ...work, documents: [] });
    }
  }
}
