import type { Dexie } from 'dexie';
import { createRxDatabase, type RxDatabase } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import type { CollectionName } from '../../../sync/collections/registry';
import type { SahaCollections } from '../saha-database';
import { collectionsToAdd } from '../schemas';
import { readingAtOnce } from './read-at-once';

type OtherTab = { readonly onOvertaken?: () => void; readonly onDeleted?: () => void };

/**
 * Strict: a saved form survives a battery that runs out, and no checkpoint outlives the documents before it.
 * `otherTab`: a newer build in it has taken the store, or it was deleted there.
 */
export const documentStorage = (otherTab: OtherTab = {}) =>
  readingAtOnce(
    getRxStorageDexie({
      chromeTransactionDurability: 'strict',
      onCreate: (dexie: Dexie) => {
        dexie.on('versionchange', ({ newVersion }) => {
          (newVersion === null ? otherTab.onDeleted : otherTab.onOvertaken)?.();
        });
      },
    }),
  );

export async function openRxDatabase(
  name: string,
  storage = documentStorage(),
  names?: readonly CollectionName[],
): Promise<RxDatabase<SahaCollections>> {
  return withoutAdvertisement(async () => {
    const rx = await createRxDatabase<SahaCollections>({ name, storage, multiInstance: true, eventReduce: true });
    await rx.addCollections(collectionsToAdd(names) as never);
    return rx;
  });
}

/* eslint-disable no-console -- what is passed on here was printed by somebody else */
/** The free Dexie storage prints one advertisement at its first write, which is the one that opens the database. */
async function withoutAdvertisement<T>(work: () => Promise<T>): Promise<T> {
  const { warn } = console;
  console.warn = (...words: unknown[]) => {
    if (!String(words[0]).startsWith('-------------- RxDB Open Core RxStorage')) warn.apply(console, words);
  };
  try {
    return await work();
  } finally {
    console.warn = warn;
  }
}
/* eslint-enable no-console */
