/**
 * How RxDB's Dexie storage keeps a document as a row (rxdb 17.6, storage-dexie/dexie-helper.ts), for what reads and
 * writes rows past it. contract.test.ts holds all of it to the installed version.
 */

/** The object store of a collection's database; keyed by `id`. */
export const DOCUMENTS = 'docs';

/** RxDB's own fields, beside the document's. */
export const ROW_FIELDS = ['_rev', '_meta', '_deleted', '_attachments'] as const;

/** `_deleted` of a row that stands, as an index has it: IndexedDB takes no truth values as keys. */
export const STANDING = '0';

/** Whether the document stands; of one that was removed a shell stays. */
export const isStanding = (row: { readonly _deleted?: unknown }): boolean => row._deleted === STANDING;

/** The name of the index by these fields; its keys are `_deleted`, the fields, the id. */
export const indexName = (...fields: readonly string[]): string => `[_deleted+${fields.join('+')}+id]`;

/** A document's first row, as if it had been inserted at `lwtMs` (milliseconds since 1970) by `writer`. */
export const firstRow = <T extends object>(document: T, writer: string, lwtMs: number) => ({
  ...document,
  _deleted: STANDING,
  _rev: `1-${writer}`,
  _meta: { lwt: lwtMs },
  _attachments: {},
});

/** The documents of a collection's database, within a transaction that only reads. */
export const documentsIn = (database: IDBDatabase): IDBObjectStore =>
  database.transaction(DOCUMENTS, 'readonly').objectStore(DOCUMENTS);
