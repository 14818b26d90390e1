import * as z from 'zod/mini';
import { v7 as uuidv7 } from 'uuid';
import { COLLECTIONS, type WritableCollectionName } from '../../sync/collections/registry';
import { latestStamp, type Save, type SavePart } from '../../sync/rules/document';
import { joinSave, MAX_SAVE_PARTS } from '../../sync/rules/saves';
import type { LocalDocument } from '../../sync/rules/local-document';
import { DatabaseError } from './database-error';
import type { SahaDatabase } from './saha-database';
import { changeDocuments, fit, followContact, stampedBy } from './write';

/**
 * Saves several documents of one collection as one: the office takes all of them or none, and so does this device. A part
 * that is `isNew` has all values of its document (of one that is there already, what is written once stays); any other
 * has what changes. Resolves when all of it is stored durably. Throws DatabaseError.
 */
export async function saveTogether(
  db: SahaDatabase,
  collection: WritableCollectionName,
  parts: readonly SavePart[],
): Promise<void> {
  const definition = COLLECTIONS[collection];
  const isRight = ({ id, values, isNew }: SavePart) =>
    isNew ? z.safeParse(definition.shape, { ...values, id }).success : fit(definition, values);
  const ids = parts.map(({ id }) => id);
  if (parts.length > MAX_SAVE_PARTS || new Set(ids).size < ids.length || !parts.every(isRight))
    throw new DatabaseError('sync.invalidDocument');
  await db.opened;
  const by = stampedBy(db);
  const save: Save = { id: uuidv7(), parts };
  const written = new Map<string, LocalDocument>();
  await changeDocuments(db, collection, ids, (local, id) => {
    const part = parts.find((one) => one.id === id)!;
    if (local === null && !part.isNew) throw new DatabaseError('sync.unknownDocument');
    const joined = joinSave(definition, local, save, part, by);
    if (joined === null) return undefined;
    db.clock.gave(latestStamp(joined.sync.stamps));
    written.set(id, joined);
    return joined;
  });
  for (const part of parts) {
    const local = written.get(part.id);
    if (local !== undefined) await followContact(db, collection, local.fields, part.values);
  }
}
