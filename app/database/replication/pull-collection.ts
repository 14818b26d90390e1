import type { RxCollection } from 'rxdb';
import { COLLECTIONS, parentOf, WRITABLE_COLLECTIONS, type CollectionName } from '../../../sync/collections/registry';
import type { Checkpoint } from '../../../sync/protocol/messages';
import { isRefused, type Rejection } from '../../../sync/rules/local-document';
import { release } from '../../../sync/rules/refuse-document';
import type { CollectionState, ReplicaState } from '../replica-state';
import { rewriteDocuments } from '../rewrite-documents';
import type { SahaCollections } from '../saha-database';
import type { StampingClock } from '../stamping-clock';
import type { AnyStored } from '../stored-document';
import { hasPending, outOfScope, receiveDocuments, releaseDocuments } from './receive-documents';
import type { SyncServer } from './sync-server';

const PAGE_ROWS = 1_000;
const SWEEP_PAGE = 500;

type PullPorts = {
  collections: SahaCollections;
  server: Pick<SyncServer, 'pull'>;
  replica: ReplicaState;
  clock: StampingClock;
  /** Called after every page with what it brought; may push what was typed meanwhile. */
  afterPage: (received: number) => Promise<void>;
};

/**
 * Pulls a collection to its end, page by page. The checkpoint is saved after the page before it is stored durably, so a
 * page may come twice and never not at all. Resolves to whether the office holds something back that it will serve
 * soon, and whether documents were kept for unsent work alone: they are to be pulled anew once that is sent.
 */
export async function pullCollection(
  { collections, server, replica, clock, afterPage }: PullPorts,
  name: CollectionName,
): Promise<{ isHeld: boolean; keptSome: boolean }> {
  const collection = collections[name] as unknown as RxCollection;
  const state = await replica.collection(name);
  let sweeping = state.sweeping || (await holdsRemains(collection, state));
  // A restarted pull that was broken off begins anew: what it saw so far is not known any more, and a sweep must know.
  let checkpoint: Checkpoint | null = sweeping ? null : state.checkpoint;
  let seen = new Set<string>(),
    keptSome = false;
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
      const isSameOffice = state.checkpoint?.epoch === page.checkpoint.epoch;
      const kept =
        sweeping && !isSameOffice ? (await parentsOfUnsent(collections, name)).filter((id) => !seen.has(id)) : [];
      for (const id of kept) seen.add(id);
      if (sweeping)
        await removeUnseen(
          collection,
          seen,
          isSameOffice ? outOfScope(name, new Date(clock.nowMs()).toISOString()) : null,
        );
      keptSome = kept.length > 0;
      await replica.saveCollection(
        name,
        keptSome
          ? { checkpoint: null, complete: true, sweeping: true }
          : { checkpoint, complete: true, sweeping: false },
      );
    } else if (!sweeping) await replica.saveCollection(name, { ...state, checkpoint });
    await afterPage(page.documents.length + page.gone.length);
    if (!page.hasMore) return { isHeld: page.held === true, keptSome };
  }
}

/**
 * A page was stored and the app died before its checkpoint was: what is pulled from the start knows nothing of what was
 * deleted or left this person's scope since then, so what it does not show must go, as after a restart.
 */
export async function holdsRemains(collection: RxCollection, state: CollectionState): Promise<boolean> {
  if (state.complete || state.checkpoint !== null) return false;
  return (await collection.find({ selector: { outbox: '' }, limit: 1 }).exec()).length > 0;
}

/**
 * Documents below which something waits to be sent: an office restored from a backup may need them from here. The
 * answer to it says.
 */
async function parentsOfUnsent(collections: SahaCollections, name: CollectionName): Promise<string[]> {
  const ids: string[] = [];
  for (const child of WRITABLE_COLLECTIONS) {
    const parent = parentOf(COLLECTIONS[child]);
    if (parent?.of !== name) continue;
    const found = await (collections[child] as unknown as RxCollection<AnyStored>)
      .find({ selector: { outbox: { $gte: 'w', $lt: 'x' } } })
      .exec();
    for (const document of found) ids.push(String(document.get(parent.by)));
  }
  return ids;
}

/**
 * After everything was pulled anew: what the server did not show is not this person's to see. Unsent work stays; of a
 * document in the same office nothing else does (`rejection`), while one restored from a backup may simply lack it.
 */
async function removeUnseen(
  collection: RxCollection,
  seen: ReadonlySet<string>,
  rejection: Rejection | null,
): Promise<void> {
  const definition = COLLECTIONS[collection.name as CollectionName];
  let after = '';
  for (;;) {
    const found = await collection
      .find({ selector: { id: { $gt: after } }, sort: [{ id: 'asc' }], limit: SWEEP_PAGE })
      .exec();
    const ids = found.map((document) => document.primary);
    if (ids.length === 0) return;
    after = ids[ids.length - 1] as string;
    await rewriteDocuments(
      collection,
      ids.filter((id) => !seen.has(id)),
      (local) => {
        if (local === null) return undefined;
        if (!hasPending(local)) return null;
        // A restored office counts from an older version: by the one of before, its answer would pass for an old one.
        if (rejection === null && local.sync.version > 1) return { ...local, sync: { ...local.sync, version: 1 } };
        // What waits is sent, and the answer says whose it is by now; only what was refused before asks no more.
        return rejection === null || local.sync.version === 0 || !isRefused(local.sync.outbox)
          ? undefined
          : release(definition, local, rejection);
      },
    );
  }
}
