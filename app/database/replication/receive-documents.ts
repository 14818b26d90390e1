import type { RxCollection } from 'rxdb';
import { COLLECTIONS, outOfScopeCode, type CollectionName } from '../../../sync/collections/registry';
import type { WireDocument } from '../../../sync/protocol/messages';
import { sameValue } from '../../../sync/rules/document';
import { receiveMaster } from '../../../sync/rules/receive-document';
import { release } from '../../../sync/rules/refuse-document';
import type { LocalDocument, Rejection } from '../../../sync/rules/local-document';
import { rewriteDocuments } from '../rewrite-documents';
import { toMaster } from '../stored-document';

/** What a page of pull brings, under whatever this device has not sent. Resolves when stored durably. */
export async function receiveDocuments(
  collection: RxCollection,
  documents: readonly WireDocument[],
  options: { evenIfNotNewer: boolean },
): Promise<number> {
  const definition = COLLECTIONS[collection.name as CollectionName];
  const byId = new Map(documents.map((document) => [document.id, document]));
  return rewriteDocuments(collection, [...byId.keys()], (local, id) => {
    const wire = byId.get(id) as WireDocument;
    // Mostly the echo of our own push; or a page that was on its way while a push answered with something newer. After
    // a restore the server counts from an older version, which is why a restarted pull takes everything.
    if (
      !options.evenIfNotNewer &&
      local !== null &&
      (local.sync.version > wire.version || (local.sync.version === wire.version && isEcho(local, wire)))
    )
      return undefined;
    return receiveMaster(definition, toMaster(wire), wire.seq ?? 0, local);
  });
}

/**
 * The same version, and nothing to learn from it: what `applied` left out (fields the server added, stamps it folded)
 * comes with the echo.
 */
function isEcho(local: LocalDocument, wire: WireDocument): boolean {
  return (
    hasPending(local) ||
    (sameValue(local.fields, wire.fields) &&
      sameValue(local.sync.stamps, wire.stamps) &&
      sameValue(local.sync.conflicts, wire.conflicts ?? []))
  );
}

export function outOfScope(collection: CollectionName, at: string): Rejection {
  return { code: outOfScopeCode(COLLECTIONS[collection]), params: {}, at };
}

/** Documents that left this person's scope leave the device. Unsent work stays, and says why it cannot go. */
export async function releaseDocuments(
  collection: RxCollection,
  ids: readonly string[],
  nowIso: string,
): Promise<number> {
  const definition = COLLECTIONS[collection.name as CollectionName];
  return rewriteDocuments(collection, ids, (local) =>
    local === null ? undefined : release(definition, local, outOfScope(collection.name as CollectionName, nowIso)),
  );
}

export function hasPending(local: LocalDocument): boolean {
  return Object.keys(local.sync.pending).length > 0;
}
