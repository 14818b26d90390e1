import { normalizeMangoQuery, prepareQuery, type FilledMangoQuery, type RxCollection } from 'rxdb';
import type { AnyStoredData } from '../stored-document';

const PAGE = 300;
/** Whoever looks at every document of a slice does so in one task. */
const SLICE = 50;

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
    for (let at = 0; at < live.length; at += SLICE) {
      if (at > 0) await breathe();
      yield live.slice(at, at + SLICE);
    }
    if (documents.length < PAGE) return;
    after = (documents[documents.length - 1] as unknown as AnyStoredData).id;
    await breathe();
  }
}

function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
