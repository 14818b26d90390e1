/** Between the device's stored shape and the shape the rules of sync/ work on. */
import type { RxDocumentData } from 'rxdb';
import type { DocumentFields } from '../../sync/collections/definition';
import { COLLECTIONS, SYNC_ORDER, type CollectionName } from '../../sync/collections/registry';
import type { WireDocument } from '../../sync/protocol/messages';
import { basisOf, type Basis, type ConflictCard, type MasterDocument } from '../../sync/rules/document';
import { openCards, type LocalDocument, type SyncFields } from '../../sync/rules/local-document';
import { ROW_FIELDS } from './rxdb-internals/stored-rows';

export type AnyStored = { id: string; outbox: string; conflicted: string; sync: Omit<SyncFields, 'outbox'> } & Record<
  string,
  unknown
>;
export type AnyStoredData = RxDocumentData<AnyStored>;

/**
 * In `conflicted` of a document with a card that waits for somebody's decision. About a deleted one nobody needs to
 * decide.
 */
export const CONFLICTED = 'c';

/** What is not a field of the collection's own. */
const BOOKKEEPING = new Set<string>([
  'id',
  'outbox',
  'conflicted',
  'sync',
  ...SYNC_ORDER.flatMap((name) => Object.keys(COLLECTIONS[name].derived)),
  ...ROW_FIELDS,
]);

export function toStored(collection: CollectionName, document: LocalDocument): AnyStored {
  const { outbox, ...sync } = document.sync;
  const { indexes, derived } = COLLECTIONS[collection];
  const stored: AnyStored = {
    ...document.fields,
    id: document.id,
    outbox,
    conflicted: isConflicted(document) ? CONFLICTED : '',
    sync,
  };
  for (const field of Object.keys(derived)) stored[field] = derived[field]!.make(document.fields);
  // Indexed fields must be there even in the empty shell that stays of a removed document.
  for (const index of indexes) for (const field of index) stored[field] ??= '';
  return stored;
}

function isConflicted({ fields, sync }: LocalDocument): boolean {
  return openCards(sync).length > 0 && (fields['deletedAt'] ?? '') === '';
}

export function toLocal(stored: AnyStored): LocalDocument {
  const fields: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(stored)) if (!BOOKKEEPING.has(key)) fields[key] = value;
  return { id: stored.id, fields, sync: { ...stored.sync, outbox: stored.outbox } };
}

/** What a screen that shows a stored document shows of one unit: the base of an edit that begins now. */
export function shownBasis(
  collection: CollectionName,
  stored: { readonly id: string; readonly sync: Pick<SyncFields, 'stamps'> },
  unit: string,
): Basis {
  const definition = COLLECTIONS[collection];
  return basisOf(definition, stored as unknown as DocumentFields, stored.sync.stamps, unit);
}

export function toMaster(wire: WireDocument): MasterDocument {
  return {
    id: wire.id,
    version: wire.version,
    fields: wire.fields,
    stamps: wire.stamps,
    conflicts: (wire.conflicts ?? []) as ConflictCard[],
  };
}

/** What stays of a document that left this person's scope: its id, and nothing that could be read. */
export function emptyShell(collection: CollectionName, id: string): AnyStored {
  const none: LocalDocument = {
    id,
    fields: {},
    sync: { version: 0, stamps: {}, conflicts: [], seq: 0, pending: {}, confirmed: {}, outbox: '', rejection: null },
  };
  return toStored(collection, none);
}
