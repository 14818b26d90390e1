import * as z from 'zod/mini';
import { v7 as uuidv7 } from 'uuid';
import { COLLECTIONS, type WritableCollectionName } from '../../sync/collections/registry';
import { latestStamp, type Save, type SavePart } from '../../sync/rules/document';
import { joinSave, MAX_SAVE_PARTS } from '../../sync/rules/saves';
import type { LocalDocument } from '../../sync/rules/local-document';
import { DatabaseError } from './database-error';
import type { SahaDatabase } from './saha-database';
import type { Change } from './rewrite-documents';
import { changeDocuments, fit, followContact, stampedBy } from './write';

/**
 * Saves several documents of one collection as one: the office takes all of them or none, and so does this device. A
 * part that is `isNew` has all values of its document (of one that is there already, what is written once stays); any
 * other has what changes. Resolves when all of it is stored durably. Throws DatabaseError.
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
  const made = new Set<string>();
  // One new document is written at once, and where it is there after all the store says so. Several are read before, or
  // one that is there would be written after the others.
  const known = parts.length === 1 && parts[0]!.isNew ? new Map([[ids[0]!, null]]) : undefined;
  const change: Change = (local, id) => {
    const part = parts.find((one) => one.id === id)!;
    if (local === null && !part.isNew) throw new DatabaseError('sync.unknownDocument');
    const joined = joinSave(definition, local, save, part, by);
    if (joined === null) return undefined;
    db.clock.gave(latestStamp(joined.sync.stamps));
    written.set(id, joined);
    if (local === null) made.add(id);
    else made.delete(id);
    return joined;
  };
  await changeDocuments(db, collection, ids, change, undefined, known);
  for (const part of parts) {
    const local = written.get(part.id);
    // What was not there before and is no contact says nothing of when there was one.
    const isNoContact = collection === 'appointments' && made.has(part.id) && local?.fields['status'] !== 'held';
    if (local !== undefined && !isNoContact) await followContact(db, collection, local.fields, part.values);
  }
}
