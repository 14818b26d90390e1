/**
 * The one way this app changes stored documents. A change is a pure function of what is stored at that moment; when
 * another tab or the synchronisation wrote in between, it is computed again on the newer state, so no write is ever
 * lost.
 *
 * It goes through the collection's storage instance instead of RxDocument.incrementalModify, because one call may
 * rewrite hundreds of documents in one transaction, may leave some untouched, and emits the same events to live queries
 * and tabs.
 */
import type { RxCollection } from 'rxdb';
import type { CollectionName } from '../../sync/collections/registry';
import type { LocalDocument } from '../../sync/rules/local-document';
import { emptyShell, toLocal, toStored, type AnyStored, type AnyStoredData } from './stored-document';
import { storedById, writeStored } from './rxdb-internals/storage-instance';

/** `undefined` leaves the document as it is, `null` removes it from the device. */
export type Change = (local: LocalDocument | null, id: string) => LocalDocument | null | undefined;

/**
 * Documents per transaction where nobody asks for all in one: keeps each main-thread task short while many documents
 * arrive.
 */
const CHUNK = 200;
const MAX_ATTEMPTS = 20;

/**
 * Documents as they were read a moment ago, null for what is made just now; reading them again is saved, and where they
 * have changed since the store says so.
 */
export type Known = ReadonlyMap<string, AnyStoredData | null>;

/** Resolves when everything is stored durably. Returns how many documents were written. */
export async function rewriteDocuments(
  collection: RxCollection,
  ids: readonly string[],
  change: Change,
  known?: Known,
  perTransaction = CHUNK,
): Promise<number> {
  let written = 0;
  for (let at = 0; at < ids.length; at += perTransaction) {
    if (at > 0) await breathe();
    written += await rewriteChunk(
      collection as RxCollection<AnyStored>,
      [...new Set(ids.slice(at, at + perTransaction))],
      change,
      known,
    );
  }
  return written;
}

async function rewriteChunk(
  collection: RxCollection<AnyStored>,
  ids: string[],
  change: Change,
  known: Known | undefined,
): Promise<number> {
  const name = collection.name as CollectionName;
  const stored = new Map<string, AnyStoredData>();
  const unknown = known === undefined ? ids : ids.filter((id) => !known.has(id));
  if (unknown.length > 0)
    for (const document of await storedById(collection, unknown, true)) stored.set(document.id, document);
  let open = ids,
    written = 0;
  for (let attempt = 0; open.length > 0; attempt += 1) {
    if (attempt === MAX_ATTEMPTS) throw new Error(`${name}: other writers never left room`);
    const rows: { previous?: AnyStoredData; document: AnyStoredData }[] = [];
    for (const id of open) {
      const previous = stored.get(id) ?? known?.get(id) ?? undefined;
      const local = previous === undefined || previous._deleted ? null : toLocal(previous);
      const next = change(local, id);
      if (next === undefined || (next === null && local === null)) continue;
      const document = {
        ...(next === null ? emptyShell(name, id) : toStored(name, next)),
        _deleted: next === null,
        _attachments: {},
        _meta: { lwt: 1 },
        _rev: '',
      } as unknown as AnyStoredData;
      rows.push(previous === undefined ? { document } : { previous, document: { ...document, _meta: previous._meta } });
    }
    if (rows.length === 0) return written;
    const { error } = await writeStored(collection, rows, 'saha-rewrite');
    for (const failure of error) {
      if (failure.status !== 409) throw new Error(`${name}: the store refused a document (${failure.status})`);
      stored.set(failure.documentId, failure.documentInDb as AnyStoredData);
    }
    written += rows.length - error.length;
    open = error.map((failure) => failure.documentId);
  }
  return written;
}

/** Lets input and painting go first. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
