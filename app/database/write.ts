/**
 * The only way screens write. Every function resolves when the work is stored durably on this device; the
 * synchronisation sees the stored document and takes it from there, in whichever tab it runs.
 */
import * as z from 'zod/mini';
import type { RxCollection } from 'rxdb';
import { v7 as uuidv7 } from 'uuid';
import type { CollectionDefinition, DocumentFields } from '../../sync/collections/definition';
import { COLLECTIONS, type WritableCollectionName, holdsCustomers } from '../../sync/collections/registry';
import { createLocalDocument, editDocument as editLocal, settleCard } from '../../sync/rules/edit-document';
import { discard, retry } from '../../sync/rules/refuse-document';
import { latestStamp, type Bases } from '../../sync/rules/document';
import { changeable } from '../../sync/rules/saves';
import { DatabaseError, isConnectionLost } from './database-error';
import { foreseeLastContact, type ContactSource } from './foresee-contact';
import { wholeSave } from './replication/gather-saves';
import { rewriteDocuments, type Change, type Known } from './rewrite-documents';
import type { FieldsByCollection, SahaDatabase } from './saha-database';
import type { AnyStored } from './stored-document';
import { storedById } from './rxdb-internals/storage-instance';
import { giveUpBytes } from './waiting-bytes/kept-bytes';

/**
 * Stores a new document made on this device; resolves to its id. One that is there under an `id` of the caller's stays.
 * Throws DatabaseError.
 */
export async function createDocument<C extends WritableCollectionName>(
  db: SahaDatabase,
  collection: C,
  values: Omit<FieldsByCollection[C], 'id'>,
  id: string = uuidv7(),
): Promise<string> {
  const definition = COLLECTIONS[collection];
  if (!z.safeParse(definition.shape, { ...values, id }).success) throw new DatabaseError('sync.invalidDocument');
  await db.opened;
  const by = stampedBy(db);
  const created = createLocalDocument(definition, id, values, by);
  // Else already there only when the store lost its connection after it had written.
  await change(db, collection, id, (local) => (local === null ? created : undefined));
  db.clock.gave(latestStamp(created.sync.stamps));
  if (collection === 'interactions') await foresee(db, created.fields as ContactSource);
  return id;
}

type Edited<C extends WritableCollectionName> = Partial<Omit<FieldsByCollection[C], 'id'>>;
/** What becomes of fields, or how that follows from what stands. */
export type Edit<C extends WritableCollectionName> = Edited<C> | ((standing: FieldsByCollection[C]) => Edited<C>);

/**
 * Edits fields of a document. `values` as a function are made of what stands while they are written: of two edits that
 * are made at once neither is reckoned without the other. `bases` says, by unit, what the person was shown when they
 * began to change it; what is not named was changed at sight of what stands now. Throws DatabaseError when the device
 * does not hold the document or a value does not fit.
 */
export async function editDocument<C extends WritableCollectionName>(
  db: SahaDatabase,
  collection: C,
  id: string,
  values: Edit<C>,
  bases?: Bases,
): Promise<void> {
  const definition = COLLECTIONS[collection];
  await db.opened;
  const by = stampedBy(db);
  let wanted: DocumentFields = {};
  let after: DocumentFields | null = null;
  await change(db, collection, id, (local) => {
    if (local === null) throw new DatabaseError('sync.unknownDocument');
    wanted = typeof values === 'function' ? values(local.fields as FieldsByCollection[C]) : values;
    if (!fit(definition, wanted)) throw new DatabaseError('sync.invalidDocument');
    const edited = editLocal(definition, local, wanted, by, bases);
    if (edited === null) return undefined;
    db.clock.gave(latestStamp(edited.sync.stamps));
    after = edited.fields;
    return edited;
  });
  if (after !== null) await followContact(db, collection, after, wanted);
}

/**
 * Settles one conflict card, with the value that shall stand from now on ({}: what is shown stays); `bases` says what
 * the card showed. Does nothing when the card is not there any more: somebody else decided. Throws DatabaseError when a
 * value does not fit.
 */
export async function settleConflict<C extends WritableCollectionName>(
  db: SahaDatabase,
  collection: C,
  id: string,
  cardId: string,
  values: Partial<Omit<FieldsByCollection[C], 'id'>>,
  bases?: Bases,
): Promise<void> {
  const definition = COLLECTIONS[collection];
  if (!fit(definition, values)) throw new DatabaseError('sync.invalidDocument');
  const by = stampedBy(db);
  await change(db, collection, id, (local) => {
    const settled = local === null ? null : settleCard(definition, local, cardId, values, by, bases);
    if (settled === null) return undefined;
    db.clock.gave(settled.sync.outbox.slice(1));
    return settled;
  });
}

/**
 * Stores a thing that is there once, under the id it has on every device: made where this device holds none, else
 * edited (what is written `once` stays). `bases` as in editDocument. Throws DatabaseError.
 */
export async function putDocument<C extends WritableCollectionName>(
  db: SahaDatabase,
  collection: C,
  id: string,
  values: Omit<FieldsByCollection[C], 'id'>,
  bases?: Bases,
): Promise<void> {
  const definition = COLLECTIONS[collection];
  if (!z.safeParse(definition.shape, { ...values, id }).success) throw new DatabaseError('sync.invalidDocument');
  await db.opened;
  const by = stampedBy(db);
  await change(db, collection, id, (local) => {
    const put =
      local === null
        ? createLocalDocument(definition, id, values, by)
        : editLocal(definition, local, changeable(definition, values), by, bases);
    if (put === null) return undefined;
    db.clock.gave(latestStamp(put.sync.stamps));
    return put;
  });
}

/** Sends again what the server refused. */
export async function retryRefused(db: SahaDatabase, collection: WritableCollectionName, id: string): Promise<void> {
  await change(db, collection, id, (local) => (local === null ? undefined : retry(local)));
}

/**
 * Gives up unsent edits: the server's values show again, or the document goes when the server never had it. What was
 * saved together is given up together.
 */
export async function discardRefused(db: SahaDatabase, collection: WritableCollectionName, id: string): Promise<void> {
  const customerIds = new Set<string>();
  const ids = await savedTogether(db, collection, id);
  if (collection === 'files') await giveUpFiles(db, ids);
  await changeDocuments(db, collection, ids, (local) => {
    const customerId = local?.fields['customerId'];
    if (typeof customerId === 'string') customerIds.add(customerId);
    return local === null ? undefined : discard(COLLECTIONS[collection], local);
  });
  if (holdsCustomers(collection)) return;
  for (const customerId of customerIds) await onStore(db, () => foreseeLastContact(db.collections, customerId));
}

/**
 * Of files that go altogether, before they do: whoever brings bytes makes a file anew where it finds them without one.
 */
async function giveUpFiles(db: SahaDatabase, ids: readonly string[]): Promise<void> {
  for (const { id, sync } of await storedById(db.collections.files, ids))
    if (sync.version === 0) await giveUpBytes(db.me.memberId, id);
}

/** The ids of all documents with unsent work that were saved together with this one, its own among them. */
export async function savedTogether(
  db: SahaDatabase,
  collection: WritableCollectionName,
  id: string,
): Promise<readonly string[]> {
  let ids: readonly string[] = [id];
  await onStore(db, async () => {
    const store = db.collections[collection] as unknown as RxCollection<AnyStored>;
    const [document] = await storedById(store, [id]);
    if (document?.sync.saves === undefined) return;
    ids = (await wholeSave(store, document, () => stampedBy(db))).map((one) => one.id);
  });
  return ids;
}

/** What an edit may change about when the customer was spoken to. */
const MAKE_CONTACTS: readonly string[] = ['kind', 'outcome', 'occurredAt', 'status', 'startsAt', 'deletedAt'];
/** After `values` of a document were written, which reads `fields` now: what that says about the customer. */
export async function followContact(
  db: SahaDatabase,
  collection: WritableCollectionName,
  fields: DocumentFields,
  values: DocumentFields,
): Promise<void> {
  if (typeof fields['customerId'] === 'string' && MAKE_CONTACTS.some((field) => field in values))
    await foresee(db, fields as ContactSource);
}

/** What is logged or held says when the customer was last spoken to. */
async function foresee(db: SahaDatabase, contact: ContactSource): Promise<void> {
  await onStore(db, () => foreseeLastContact(db.collections, contact.customerId, [contact]));
}

function change(db: SahaDatabase, collection: WritableCollectionName, id: string, how: Change): Promise<void> {
  return changeDocuments(db, collection, [id], how);
}

/** `how` is asked again where the store was opened anew in between. */
export async function changeDocuments(
  db: SahaDatabase,
  collection: WritableCollectionName,
  ids: readonly string[],
  how: Change,
  perTransaction?: number,
  known?: Known,
): Promise<void> {
  await onStore(db, () => rewriteDocuments(db.collections[collection], ids, how, known, perTransaction));
}

/** Does something to the store that may be repeated, once more where the browser dropped the connection to it. */
async function onStore(db: SahaDatabase, work: () => Promise<unknown>): Promise<void> {
  await db.opened;
  if (db.isOvertaken) throw new DatabaseError('sync.updateNeeded');
  if (db.isReopening) await db.reopen();
  const { generation } = db;
  try {
    await work();
  } catch (error) {
    if (db.isOvertaken) throw new DatabaseError('sync.updateNeeded', { cause: error });
    if (!isConnectionLost(error)) throw error;
    // Somebody else may have noticed first, and the store be open again.
    if (db.generation === generation) await db.reopen();
    await work();
  }
}

/**
 * Unsent work is stamped with the device's name, which the server gives at the first sign-in: that is always online.
 */
export function stampedBy(db: SahaDatabase) {
  if (db.deviceId === '') throw new DatabaseError('server.unavailable');
  return db.clock.by();
}

export function fit(definition: CollectionDefinition, values: Record<string, unknown>): boolean {
  const fields = definition.shape.shape as Record<string, z.ZodMiniType | undefined>;
  return Object.entries(values).every(
    ([field, value]) => fields[field] === undefined || z.safeParse(fields[field], value).success,
  );
}
