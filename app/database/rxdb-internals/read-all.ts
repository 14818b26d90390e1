import { normalizeMangoQuery, prepareQuery, type FilledMangoQuery, type RxCollection } from 'rxdb';
import type { AnyStoredData } from '../stored-document';

const PAGE = 100;
/** Whoever looks at every document of a slice does so in one task. */
const SLICE = 50;
const MOST_WAIT_MS = 1_000;

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

/** Whoever types or waits for a screen goes first, where the browser knows (Safari does not) and somebody looks. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function' && !document.hidden)
      requestIdleCallback(() => resolve(), { timeout: MOST_WAIT_MS });
    else setTimeout(resolve, 0);
  });
}
