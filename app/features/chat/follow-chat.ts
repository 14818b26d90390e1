import { eachStored } from '../../database/customer-index/load-customers';
import type { SahaDatabase } from '../../database/saha-database';
import { databaseName, storeName } from '../../database/rxdb-internals/store-names';
import { ChatBook } from './chat-book';
import { chatConversation, chatCustomer, chatMessage } from './chat-model';
import { changesOf } from '../../database/rxdb-internals/changes-of';
import { storedById } from '../../database/rxdb-internals/storage-instance';

/** Changes of a moment are shown together. */
const GATHER_MS = 16;
/**
 * The first filling writes page after page; looking at the store again after each would take longer than the filling.
 */
const AGAIN_MS = 1_500;
const NAMES_AT_ONCE = 500;

export type ChatState = {
  readonly book: ChatBook;
  /** Counts what changed. */
  readonly version: number;
  readonly isReady: boolean;
  /** Whether texts are in it too, so that they can be searched. */
  readonly hasTexts: boolean;
};
type Noun = 'conversations' | 'messages';
export type ChatFeed = {
  readonly subscribe: (listener: () => void) => () => void;
  readonly get: () => ChatState;
  /** From now on with texts. */
  readonly wantTexts: () => void;
};

const feeds = new WeakMap<SahaDatabase, ChatFeed>();

/** The conversations of this person's device, read when somebody first asks and live from then on. */
export function chatFeed(db: SahaDatabase): ChatFeed {
  const known = feeds.get(db);
  if (known !== undefined) return known;
  const feed = followChat(db);
  feeds.set(db, feed);
  return feed;
}

function followChat(db: SahaDatabase): ChatFeed {
  const listeners = new Set<() => void>();
  const book = new ChatBook(db.me.memberId);
  let state: ChatState = { book, version: 0, isReady: false, hasTexts: false };
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isStarted = false;
  let wantsTexts = false;
  let toldRoots: ReadonlyMap<string, string> | null = null;
  let stop = () => undefined as void;

  const tell = (change: Partial<ChatState> = {}) => {
    state = { ...state, ...change, version: state.version + 1 };
    for (const listener of listeners) listener();
  };
  const soon = () => {
    timer ??= setTimeout(() => {
      timer = null;
      tell();
    }, GATHER_MS);
  };

  const put: Readonly<Record<Noun, (stored: Record<string, unknown>) => void>> = {
    conversations: (stored) => {
      // Of what left this person's scope an empty shell is here.
      if (stored['createdAt'] === undefined) book.removeConversation(String(stored['id']));
      else book.putConversation(chatConversation(stored));
    },
    messages: (stored) => {
      if (stored['conversationId'] === undefined) book.removeMessage(String(stored['id']));
      else book.putMessage(chatMessage(stored));
    },
  };
  const remove = {
    conversations: (id: string) => book.removeConversation(id),
    messages: (id: string) => book.removeMessage(id),
  };

  const readNames = async () => {
    const wanted = book.namelessCustomers;
    for (let at = 0; at < wanted.length; at += NAMES_AT_ONCE)
      for (const stored of await storedById(db.collections.customers, wanted.slice(at, at + NAMES_AT_ONCE)))
        if (stored['createdAt'] !== undefined) book.putCustomer(chatCustomer(stored));
  };

  /** Takes one collection in and follows it; what changes while it is read is newer than what is read. */
  const follow = (noun: Noun, onRead: () => void): (() => void) => {
    let isOver = false;
    let again: ReturnType<typeof setTimeout> | null = null;
    let changed = new Set<string>();
    const read = async () => {
      changed = new Set();
      await eachStored(storeName(databaseName(db.me.memberId), noun), (stored) => {
        if (!isOver && !changed.has(String(stored['id']))) put[noun](stored);
      });
      if (noun === 'conversations') await readNames();
      if (!isOver) onRead();
    };
    const readSoon = () => {
      again ??= setTimeout(() => {
        again = null;
        begin();
      }, AGAIN_MS);
    };
    // Of what was not read it is not known whether there is nothing: it goes on being said that it is read.
    const begin = () =>
      void read().catch(() => {
        if (!isOver) readSoon();
      });
    const subscription = changesOf(db.collections[noun]).subscribe(({ events }) => {
      // Rows were written beside RxDB (database/rxdb-internals/rerun-queries.ts).
      if (events.length === 0) return readSoon();
      for (const { documentId, documentData, operation } of events) {
        changed.add(documentId);
        if (operation === 'DELETE') remove[noun](documentId);
        else put[noun](documentData as Record<string, unknown>);
      }
      if (noun === 'conversations') void readNames().then(soon, soon);
      soon();
    });
    begin();
    return () => {
      isOver = true;
      subscription.unsubscribe();
      if (again !== null) clearTimeout(again);
    };
  };

  const start = () => {
    stop();
    if (db.generation === 0 || db.isReopening || db.isDeleted) return;
    const stops = [follow('conversations', () => tell({ isReady: true }))];
    const names = changesOf(db.collections.customers).subscribe(({ events }) => {
      let isOne = false;
      for (const { documentId, documentData, operation } of events) {
        if (operation === 'DELETE' || !book.hasCustomer(documentId)) continue;
        isOne = true;
        book.putCustomer(chatCustomer(documentData as unknown as Record<string, unknown>));
      }
      if (isOne) soon();
    });
    stops.push(() => names.unsubscribe());
    const merge = () => {
      if (db.worker.roots === toldRoots) return;
      book.putRoots((toldRoots = db.worker.roots));
      void readNames().then(soon, soon);
    };
    stops.push(db.worker.subscribe(merge));
    merge();
    if (wantsTexts) stops.push(follow('messages', () => tell({ hasTexts: true })));
    stop = () => {
      for (const one of stops.splice(0)) one();
    };
  };

  return {
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      if (!isStarted) {
        isStarted = true;
        db.onGeneration(start);
        start();
      }
      return () => listeners.delete(listener);
    },
    wantTexts: () => {
      if (wantsTexts) return;
      wantsTexts = true;
      if (isStarted) start();
    },
  };
}
