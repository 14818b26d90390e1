import { COLLECTIONS, type CollectionName } from '../../sync/collections/registry';
import { withEmpties } from '../../sync/rules/document';
import { afterPaint } from '../shell/after-paint';
import { openedStore } from './rxdb-internals/opened-store';
import { allOfCustomer, newestOfCustomer } from './read-of-customer';
import type { SahaDatabase, StoredByCollection } from './saha-database';
import type { DocumentsOf } from './use-documents-of';
import { changesOf } from './rxdb-internals/changes-of';

/** What is asked of a collection: an index of its store begins with the customer and goes by the instant `at`. */
export type FactsAsked = {
  readonly collection: CollectionName;
  readonly customer: string;
  readonly at: string;
  /** Read whole at once: `at` does not say where all of it stands in time. */
  readonly isWhole?: true;
};
export type Facts = {
  /** Ascending by `at`. */
  readonly found: DocumentsOf;
  /** What is later than this instant is all there, of what is earlier only some may be; '' for everything. */
  readonly knownAfter: string;
};
type Document = StoredByCollection[CollectionName];
type Followed = Pick<SahaDatabase, 'me' | 'collections'>;

const GATHER_MS = 16;

/** A customer's facts that are followed until `stop`. */
export type FollowedFacts = {
  /** From now on everything, once what was said first is painted. */
  readonly readRest: () => void;
  readonly stop: () => void;
};

/**
 * Says what hangs on these customers, and says it anew whenever something of it changes. Of many their end comes first,
 * and the rest where `readRest` is called. It reads past RxDB, which makes a document of every row: a customer with
 * thousands would be waited for.
 */
export function followFacts(
  db: Followed,
  asked: readonly FactsAsked[],
  customerIds: readonly string[],
  say: (facts: Facts) => void,
): FollowedFacts {
  const held = new Map(asked.map(({ collection }) => [collection, new Map<string, Document>()]));
  const theirs = new Set(customerIds);
  let knownAfter: string | null = null;
  let changed = new Set<string>();
  let [wantsRest, isReadingRest, isOver] = [false, false, false];
  let timer: ReturnType<typeof setTimeout> | null = null;
  const show = () => {
    timer = null;
    if (isOver || knownAfter === null) return;
    say({
      found: new Map(asked.map((one) => [one.collection, inOrder(held.get(one.collection)!.values(), one.at)])),
      knownAfter,
    });
  };
  const hold = ({ collection }: FactsAsked, rows: readonly Record<string, unknown>[]) => {
    for (const row of rows) {
      const id = String(row['id']);
      if (!changed.has(id)) held.get(collection)!.set(id, documentOf(collection, row));
    }
  };
  /** Of each collection and customer. */
  const eachPart = async (read: (one: FactsAsked, store: IDBDatabase, customerId: string) => Promise<void>) => {
    await Promise.all(
      asked.map(async (one) => {
        const store = await openedStore(db, one.collection);
        await Promise.all(customerIds.map((id) => read(one, store, id)));
      }),
    );
  };
  const readNewest = async () => {
    changed = new Set();
    let after = '';
    await eachPart(async (one, store, id) => {
      const { customer, at } = one;
      if (one.isWhole === true) return hold(one, await allOfCustomer(store, customer, at, id));
      const newest = await newestOfCustomer(store, customer, at, id, Date.now());
      hold(one, newest.rows);
      if (newest.knownAfter > after) after = newest.knownAfter;
    });
    // What was known whole once stays so while it is read again.
    if (knownAfter !== '') knownAfter = after;
    show();
    if (wantsRest && after !== '') readTheRest();
  };
  const readTheRest = () => {
    if (isReadingRest || isOver) return;
    isReadingRest = true;
    // Taking in thousands more before it is painted would keep it from being seen.
    afterPaint(() => {
      if (isOver) return;
      eachPart(async (one, store, id) => {
        if (one.isWhole !== true) hold(one, await allOfCustomer(store, one.customer, one.at, id));
      })
        .then(() => {
          knownAfter = '';
          show();
        }, notRead)
        .finally(() => (isReadingRest = false));
    });
  };
  const begin = () => void readNewest().catch(notRead);
  const subscriptions = asked.map(({ collection, customer }) =>
    changesOf(db.collections[collection]).subscribe(({ events }) => {
      if (events.length === 0) return begin();
      const of = held.get(collection)!;
      let isOne = false;
      for (const { documentId, documentData, operation } of events) {
        const fields = documentData as unknown as Record<string, unknown>;
        const isTheirs = theirs.has(String(fields[customer])) && operation !== 'DELETE';
        if (!isTheirs && !of.has(documentId)) continue;
        isOne = true;
        changed.add(documentId);
        if (isTheirs) of.set(documentId, documentOf(collection, fields));
        else of.delete(documentId);
      }
      if (isOne) timer ??= setTimeout(show, GATHER_MS);
    }),
  );
  begin();
  return {
    readRest: () => {
      wantsRest = true;
      if (knownAfter !== null && knownAfter !== '') readTheRest();
    },
    stop: () => {
      isOver = true;
      for (const subscription of subscriptions) subscription.unsubscribe();
      if (timer !== null) clearTimeout(timer);
    },
  };
}

/** It is not known then: the store is being closed, and whoever opens it anew follows it again. */
const notRead = () => undefined;

/** With what it lacks, as screens read it. */
const documentOf = (collection: CollectionName, fields: Record<string, unknown>) =>
  withEmpties(COLLECTIONS[collection], fields) as unknown as Document;

function inOrder(documents: Iterable<Document>, at: string): Document[] {
  const instant = (one: Document) => String((one as unknown as Record<string, unknown>)[at]);
  return [...documents].sort((a, b) => {
    const [first, second] = [instant(a), instant(b)];
    return first === second ? (a.id < b.id ? -1 : 1) : first < second ? -1 : 1;
  });
}
