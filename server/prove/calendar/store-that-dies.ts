/** The end of a tablet as its IndexedDB sees it: what it asked for so far is done, the open transaction is not. */
import 'fake-indexeddb/auto';

/** RxDB keeps each collection in a database of its own, beside those it talks to other tabs through. */
const isDocuments = (store: IDBObjectStore) => store.transaction.db.name.startsWith('rxdb-dexie-');

type Put = IDBObjectStore['put'];

export class StoreThatDies {
  operations = 0;
  isDead = false;
  readonly died: Promise<void>;
  #tellDeath: () => void = () => undefined;
  readonly #put: Put = IDBObjectStore.prototype.put;
  readonly #add: Put = IDBObjectStore.prototype.add;

  /** After so many more operations that write. */
  constructor(private readonly lives: number) {
    this.died = new Promise((resolve) => {
      this.#tellDeath = resolve;
    });
  }

  watch(): void {
    IDBObjectStore.prototype.put = this.#dying(this.#put);
    IDBObjectStore.prototype.add = this.#dying(this.#add);
  }

  /** The next one has a store of its own again. */
  leave(): void {
    IDBObjectStore.prototype.put = this.#put;
    IDBObjectStore.prototype.add = this.#add;
  }

  #dying(write: Put): Put {
    const tell = () => this.#isOver();
    return function (this: IDBObjectStore, ...given: Parameters<Put>) {
      if (!isDocuments(this) || !tell()) return write.apply(this, given);
      this.transaction.abort();
      throw new DOMException('the tablet is dead', 'AbortError');
    };
  }

  #isOver(): boolean {
    if (!this.isDead && this.operations < this.lives) {
      this.operations += 1;
      return false;
    }
    this.isDead = true;
    this.#tellDeath();
    return true;
  }
}
