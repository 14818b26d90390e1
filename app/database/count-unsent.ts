import type { RxCollection } from 'rxdb';
import { WRITABLE_COLLECTIONS } from '../../sync/collections/registry';
import type { SahaDatabase } from './saha-database';
import type { AnyStored } from './stored-document';
import { waitingBytes } from './waiting-bytes/kept-bytes';

/**
 * How many documents and files the office has not got, refused ones included, as the stores themselves say: what a tab
 * shows may be what it heard ten seconds ago, and before the documents are open it is nothing. To be asked before
 * anything is deleted. Throws where a store cannot be read.
 */
export async function countUnsent(database: SahaDatabase): Promise<number> {
  await database.opened;
  const documents = WRITABLE_COLLECTIONS.map((name) =>
    (database.collections[name] as unknown as RxCollection<AnyStored>)
      .count({ selector: { outbox: { $gte: 'r', $lt: 'x' } } })
      .exec(),
  );
  const files = await waitingBytes(database.me.memberId);
  return (await Promise.all(documents)).reduce((sum, each) => sum + each, files.length);
}
