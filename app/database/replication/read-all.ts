import { normalizeMangoQuery, prepareQuery, type FilledMangoQuery, type RxCollection } from 'rxdb';
import type { AnyStoredData } from '../stored-document';

const PAGE = 300;

/**
 * Everything stored in a collection, as it lies there, in the order of ids, page by page. Past RxDB's caches: it is for
 * those who ask whether the store is right. Between pages input and painting go first.
 */
export async function* readAll(collection: RxCollection): AsyncGenerator<AnyStoredData[]> {
  const { schema } = collection.storageInstance;
  let after = '';
  for (;;) {
    const query = normalizeMangoQuery(schema, {
      selector: { id: { $gt: after } },
      sort: [{ id: 'asc' }],
      limit: PAGE,
    }) as FilledMangoQuery<AnyStoredData>;
    const { documents } = await collection.storageInstance.query(prepareQuery(schema as never, query as never));
    // The storage answers with the shells of removed documents as well.
    const live = (documents as unknown as AnyStoredData[]).filter((stored) => !stored._deleted);
    if (live.length > 0) yield live;
    if (documents.length < PAGE) return;
    after = (documents[documents.length - 1] as unknown as AnyStoredData).id;
    await new Promise((resolve) => {
      setTimeout(resolve, 0);
    });
  }
}
