/** Turns what this browser holds of a person back into what the first released version held, full of unsent work. */
import type { Page } from '@playwright/test';
import { STORE_VERSION } from '../database/schemas';

export type UnsentWork = { edits: number; inserts: number; deletes: number };
type Row = Record<string, unknown> & { id: string; sync: Record<string, unknown> & { stamps: Record<string, string> } };

/** `page` stands at an address of the office that is not the application's, so that nothing holds the stores. */
export function makeVersion0(page: Page, memberId: string, unsent: UnsentWork): Promise<{ rows: number }> {
  return page.evaluate(
    async ({ person, owner, edits, inserts, deletes, today }) => {
      const wait = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
        });
      const state = await wait(indexedDB.open(`saha-device-${person}`));
      const facts = (await wait(state.transaction('state').objectStore('state').get('facts'))) as { deviceId: string };
      const stamp = (n: number) => (Date.now() + n).toString(16).padStart(12, '0') + '0000' + facts.deviceId;
      const pending = (row: Row, n: number, values: Record<string, string>) => {
        const [field] = Object.keys(values) as [string],
          at = stamp(n),
          base = row.sync.stamps[field] ?? row.sync.stamps['*'] ?? '';
        const confirmed = { [field]: row[field] };
        Object.assign(row, values, { outbox: `w${at}` });
        Object.assign(row.sync, {
          seq: 1,
          pending: { [field]: { seq: 1, stamp: at, base, values } },
          stamps: { ...row.sync.stamps, [field]: at },
          confirmed,
        });
      };
      let moved = 0;
      for (const collection of ['customers', 'countries', 'members', 'appointments', 'interactions']) {
        const now = await wait(indexedDB.open(`rxdb-dexie-saha-${person}--${today}--${collection}`));
        const docs = now.transaction('docs').objectStore('docs');
        const indexes = [...docs.indexNames]
          .filter((name) => !/conflicted|occurrenceOn|runsUntil/.test(name))
          .map((name) => ({ name, path: docs.index(name).keyPath }));
        const rows = (await wait(docs.getAll())) as Row[];
        for (const row of rows)
          for (const field of Object.keys(row))
            if (/^(conflicted|occurrenceOn|runsUntil|nextStep.*)$/.test(field)) delete row[field];
        if (collection === 'customers') {
          rows.slice(0, edits).forEach((row, n) => pending(row, n, { notes: `taşınan ${n}` }));
          rows
            .slice(edits, edits + deletes)
            .forEach((row, n) => pending(row, edits + n, { deletedAt: new Date().toISOString() }));
          for (let n = 0; n < inserts; n += 1) {
            const id = crypto.randomUUID(),
              at = stamp(1_000 + n),
              like = rows[200] as Row;
            const { sortKey, _deleted, _rev, _meta, _attachments } = like;
            const fields = Object.fromEntries(
              Object.entries(like).filter(
                ([field]) => !['id', 'outbox', 'sync', 'sortKey'].includes(field) && !field.startsWith('_'),
              ),
            );
            const values = {
              ...fields,
              firstName: 'Taşınan',
              lastName: `Yeni ${n}`,
              ownerId: owner,
              createdBy: owner,
              sharedWith: [],
              deletedAt: '',
              createdAt: new Date().toISOString(),
            };
            const units = Object.fromEntries(
              Object.entries(values).map(([field, value]) => [
                field,
                { seq: 1, stamp: at, base: '', values: { [field]: value } },
              ]),
            );
            rows.push({
              ...values,
              id,
              sortKey,
              outbox: `w${at}`,
              _deleted,
              _rev,
              _meta,
              _attachments,
              sync: {
                version: 0,
                stamps: { '*': at },
                conflicts: [],
                seq: 1,
                pending: units,
                confirmed: {},
                rejection: null,
              },
            } as unknown as Row);
          }
        }
        const request = indexedDB.open(`rxdb-dexie-saha-${person}--0--${collection}`, 10);
        request.onupgradeneeded = () => {
          const store = request.result.createObjectStore('docs', { keyPath: 'id' });
          for (const { name, path } of indexes) store.createIndex(name, path);
          request.result
            .createObjectStore('changes', { keyPath: 'sequence', autoIncrement: true })
            .createIndex('id', 'id');
          request.result.createObjectStore('attachments', { keyPath: 'id' });
        };
        const old = await wait(request);
        const transaction = old.transaction('docs', 'readwrite');
        for (const row of rows) transaction.objectStore('docs').put(row);
        await new Promise((resolve) => {
          transaction.oncomplete = resolve;
        });
        moved += rows.length;
        old.close();
        now.close();
        await wait(indexedDB.deleteDatabase(now.name));
      }
      const transaction = state.transaction('state', 'readwrite');
      const store = transaction.objectStore('state');
      for (const key of (await wait(store.getAllKeys())) as string[]) {
        const ending = `@${today}`;
        if (!key.endsWith(ending)) continue;
        store.put(await wait(store.get(key)), key.slice(0, -ending.length));
        store.delete(key);
      }
      store.put({ ...facts, storeVersion: 0, movedFrom: undefined }, 'facts');
      await new Promise((resolve) => {
        transaction.oncomplete = resolve;
      });
      state.close();
      return { rows: moved };
    },
    { person: memberId.replaceAll('-', ''), owner: memberId, today: STORE_VERSION, ...unsent },
  );
}

/** How many rows a store of the person holds; null when there is none. */
export function countRows(page: Page, memberId: string, version: number, collection: string): Promise<number | null> {
  return page.evaluate(
    async (name) => {
      if (!(await indexedDB.databases()).some((one) => one.name === name)) return null;
      const wait = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
        });
      const database = await wait(indexedDB.open(name));
      const count = await wait(database.transaction('docs').objectStore('docs').count());
      database.close();
      return count;
    },
    `rxdb-dexie-saha-${memberId.replaceAll('-', '')}--${version}--${collection}`,
  );
}

/**
 * What a newer build does to the stores of this one before it moves their documents (old-store.ts), or, with
 * `isUndone`, the way back, so that the same build can go on as if it were the newer one.
 */
export function takeStoresOver(page: Page, memberId: string, isUndone = false): Promise<void> {
  return page.evaluate(
    async ({ person, undo, today }) => {
      const wait = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
        });
      for (const { name = '', version = 1 } of await indexedDB.databases()) {
        if (!name.startsWith(`rxdb-dexie-saha-${person}--${today}--`)) continue;
        const request = indexedDB.open(name, version + 1);
        request.onupgradeneeded = () => {
          const store = (of: string) => (request.transaction as IDBTransaction).objectStore(of);
          if (!request.result.objectStoreNames.contains('docs')) return;
          if (undo) {
            request.result.deleteObjectStore('docs');
            store('leaving').name = 'docs';
          } else {
            store('docs').name = 'leaving';
            request.result.createObjectStore('docs', { keyPath: 'documentsHaveMoved' });
          }
        };
        (await wait(request)).close();
      }
    },
    { person: memberId.replaceAll('-', ''), undo: isUndone, today: STORE_VERSION },
  );
}
