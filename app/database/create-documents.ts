import * as z from 'zod/mini';
import { COLLECTIONS, type WritableCollectionName } from '../../sync/collections/registry';
import { latestStamp } from '../../sync/rules/document';
import { createLocalDocument } from '../../sync/rules/edit-document';
import { DatabaseError } from './database-error';
import type { FieldsByCollection, SahaDatabase } from './saha-database';
import { changeDocuments, stampedBy } from './write';

/**
 * Stores many new documents in one transaction of the store, by id: all of them or, where the app dies, none. Those
 * that are there under their id stay, so that doing it twice is doing it once. The office judges each by itself. Throws
 * DatabaseError.
 */
export async function createDocuments<C extends WritableCollectionName>(
  db: SahaDatabase,
  collection: C,
  documents: ReadonlyMap<string, Omit<FieldsByCollection[C], 'id'>>,
): Promise<void> {
  const definition = COLLECTIONS[collection];
  for (const [id, values] of documents)
    if (!z.safeParse(definition.shape, { ...values, id }).success) throw new DatabaseError('sync.invalidDocument');
  await db.opened;
  const by = stampedBy(db);
  await changeDocuments(
    db,
    collection,
    [...documents.keys()],
    (local, id) => {
      if (local !== null) return undefined;
      const created = createLocalDocument(definition, id, documents.get(id)!, by);
      db.clock.gave(latestStamp(created.sync.stamps));
      return created;
    },
    Math.max(1, documents.size),
  );
}
