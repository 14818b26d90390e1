import type { RxCollection } from 'rxdb';
import type { CollectionName } from '../../../sync/collections/definition';
import type { Checkpoint } from '../../../sync/protocol/messages';
import type { CollectionState, ReplicaState } from '../replica-state';
import { rewriteDocuments } from '../rewrite-documents';
import type { SahaCollections } from '../saha-database';
import type { StampingClock } from '../stamping-clock';
import { hasPending, receiveDocuments, releaseDocuments } from './receive-documents';
import type { SyncServer } from './sync-server';

const PAGE_ROWS = 1_000;
const SWEEP_PAGE = 500;

type Ports = {
  collections: SahaCollections; server: Pick<SyncServer, 'pull'>; replica: ReplicaState; clock: StampingClock;
  /** Called after every page with what it brought; may push what was typed meanwhile. */
  afterPage: (received: number, serverNowMs: number) => Promise<void>;
};

/**
 * Pulls a collection to its end, page by page. The checkpoint is saved after the page before it is stored durably, so a
 * page may come twice and never not at all.
 */
export async function pullCollection({ collections, server, replica, clock, afterPage }: Ports, name: CollectionName): Promise<void> {
  const collection = collections[name] as unknown as RxCollection;
  const state = await replica.collection(name);
  let sweeping = state.sweeping || await holdsRemains(collection, state);
  // A restarted pull that was broken off begins anew: what it saw so far is not known any more, and a sweep must know.
  let checkpoint: Checkpoint | null = sweeping ? null : state.checkpoint;
  let seen = new Set<string>();
  for (;;) {
    const page = await server.pull({ collection: name, deviceId: clock.deviceId, checkpoint, limit: PAGE_ROWS });
    if (page.restarted) {
      sweeping = true;
      seen = new Set();
      await replica.saveCollection(name, { ...state, checkpoint: null, sweeping: true });
    }
    if (sweeping) for (const { id } of page.documents) seen.add(id);
    await receiveDocuments(collection, page.documents, { evenIfNotNewer: sweeping });
    if (page.gone.length > 0) await releaseDocuments(collection, page.gone, new Date(clock.nowMs()).toISOString());
    checkpoint = page.checkpoint;
    if (!page.hasMore) {
      if (sweeping) await removeUnseen(collection, seen);
      await replica.saveCollection(name, { checkpoint, complete: true, sweeping: false });
    } else if (!sweeping) await replica.saveCollection(name, { ...state, checkpoint });
    await afterPage(page.documents.length + page.gone.length, page.serverNowMs);
    if (!page.hasMore) return;
  }
}

/**
 * A page was stored and the app died before its checkpoint was: what is pulled from the start knows nothing of what was
 * deleted or left this person's sight since then, so what it does not show must go, as after a restart.
 */
export async function holdsRemains(collection: RxCollection, state: CollectionState): Promise<boolean> {
  if (state.complete || state.checkpoint !== null) return false;
  return (await collection.find({ selector: { outbox: '' }, limit: 1 }).exec()).length > 0;
}

/** After everything was pulled anew: what the server did not show is not this person's to see. Unsent work stays. */
async function removeUnseen(collection: RxCollection, seen: ReadonlySet<string>): Promise<void> {
  let after = '';
  for (;;) {
    const found = await collection.find({ selector: { id: { $gt: after } }, sort: [{ id: 'asc' }], limit: SWEEP_PAGE }).exec();
    const ids = found.map((document) => document.primary);
    if (ids.length === 0) return;
    after = ids[ids.length - 1] as string;
    await rewriteDocuments(collection, ids.filter((id) => !seen.has(id)), (local) => (local === null || hasPending(local) ? undefined : null));
  }
}
