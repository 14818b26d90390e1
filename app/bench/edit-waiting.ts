import type { Page } from '@playwright/test';

/**
 * Gives so many customers on the device a new city, stored as the product stores an edit that waits. The page leaves
 * the app for it: the store is nobody's meanwhile. Resolves to how many there were to edit.
 */
export async function editWaiting(
  page: Page,
  url: string,
  limit: number,
  city: string,
  beforeEditing: () => Promise<void> = () => Promise.resolve(),
): Promise<number> {
  await page.goto(`${url}/countries.json`);
  await beforeEditing();
  return page.evaluate(
    async ({ city, limit }) => {
      const name = (await indexedDB.databases())
        .map((one) => one.name ?? '')
        .find((one) => one.endsWith('--customers'))!;
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
      });
      type Stored = {
        city: string;
        outbox: string;
        _rev: string;
        sync: { seq: number; stamps: Record<string, string>; pending: unknown; confirmed: unknown };
      };
      const transaction = database.transaction('docs', 'readwrite');
      const store = transaction.objectStore('docs');
      let count = 0;
      store.openCursor().onsuccess = (event) => {
        const cursor = (event.target as IDBRequest<IDBCursorWithValue | null>).result;
        if (cursor === null || count === limit) return;
        const document = cursor.value as Stored;
        const stamp = `${Date.now().toString(16).padStart(12, '0')}0000${document._rev.split('-')[1]}`;
        const base = document.sync.stamps.city ?? document.sync.stamps['*'];
        const seq = document.sync.seq + 1;
        cursor.update({
          ...document,
          city,
          outbox: `w${stamp}`,
          sync: {
            ...document.sync,
            seq,
            stamps: { ...document.sync.stamps, city: stamp },
            confirmed: { city: document.city },
            pending: { city: { seq, stamp, base, values: { city } } },
          },
        });
        count += 1;
        cursor.continue();
      };
      await new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
      });
      database.close();
      return count;
    },
    { city, limit },
  );
}
