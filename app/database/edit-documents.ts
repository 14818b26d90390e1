import { COLLECTIONS, type WritableCollectionName } from '../../sync/collections/registry';
import { latestStamp, type Bases } from '../../sync/rules/document';
import { editDocument as editLocal } from '../../sync/rules/edit-document';
import type { DocumentFields } from '../../sync/collections/definition';
import { DatabaseError } from './database-error';
import type { FieldsByCollection, SahaDatabase } from './saha-database';
import { changeDocuments, fit, followContact, stampedBy } from './write';

export type OneEdit<C extends WritableCollectionName> = {
  readonly id: string;
  readonly values: Partial<Omit<FieldsByCollection[C], 'id'>>;
  /** As in editDocument. */ readonly bases?: Bases;
};

/**
 * Edits several documents in one write: this device stores all of it or nothing. Unlike what is saved as one
 * (saveTogether), the office takes or refuses each by itself. Throws DatabaseError.
 */
export async function editDocuments<C extends WritableCollectionName>(
  db: SahaDatabase,
  collection: C,
  edits: readonly OneEdit<C>[],
): Promise<void> {
  if (edits.length === 0) return;
  const definition = COLLECTIONS[collection];
  const byId = new Map(edits.map((edit) => [edit.id, edit]));
  if (!edits.every(({ values }) => fit(definition, values))) throw new DatabaseError('sync.invalidDocument');
  await db.opened;
  const by = stampedBy(db);
  const after = new Map<string, DocumentFields>();
  await changeDocuments(
    db,
    collection,
    [...byId.keys()],
    (local, id) => {
      if (local === null) throw new DatabaseError('sync.unknownDocument');
      const { values, bases } = byId.get(id)!;
      const edited = editLocal(definition, local, values, by, bases);
      if (edited === null) return undefined;
      db.clock.gave(latestStamp(edited.sync.stamps));
      after.set(id, edited.fields);
      return edited;
    },
    byId.size,
  );
  for (const [id, fields] of after) await followContact(db, collection, fields, byId.get(id)!.values);
}
