/**
 * A tab that is killed: from a chosen step on IndexedDB does nothing for it any more, what it had begun is undone, and
 * its connections are gone. Steps are opened databases, upgrades and transactions. Over fake-indexeddb.
 */
import { IDBDatabase, IDBFactory } from 'fake-indexeddb';

export class DyingTab {
  steps = 0;
  isDead = false;
  readonly #databases = new Set<globalThis.IDBDatabase>();
  readonly #begun = new Set<IDBTransaction>();

  #die: () => void = () => undefined;
  readonly #died = new Promise<void>((resolve) => {
    this.#die = resolve;
  });

  /** Null: it lives, and its steps are counted. */
  constructor(private readonly diesAt: number | null) {}

  async live<T>(work: () => Promise<T>): Promise<T | 'killed'> {
    const factory = IDBFactory.prototype as unknown as globalThis.IDBFactory,
      database = IDBDatabase.prototype as unknown as globalThis.IDBDatabase;
    const { open } = factory,
      { transaction } = database;
    const step = () => this.#step(),
      databases = this.#databases,
      begun = this.#begun,
      isDead = () => this.isDead;
    factory.open = function opened(...given) {
      step();
      const request = open.apply(this, given);
      request.addEventListener('upgradeneeded', () => {
        begun.add(request.transaction as IDBTransaction);
        try {
          step();
        } catch {
          /* the upgrade is undone with the tab */
        }
      });
      request.addEventListener('success', () => {
        databases.add(request.result);
        if (isDead()) request.result.close();
      });
      return request;
    };
    database.transaction = function transact(...given) {
      const isUpgrade = (given[1] as string | undefined) === 'versionchange'; // fake-indexeddb's own
      if (!isUpgrade) step();
      const made = transaction.apply(this, given as Parameters<typeof transaction>);
      begun.add(made);
      return made;
    };
    const silent = () => undefined;
    process.on('unhandledRejection', silent);
    try {
      const result = work();
      // What it waits for when it dies may never come.
      return await Promise.race([
        result,
        this.#died.then(() =>
          Promise.race([
            result,
            new Promise<never>((_, reject) => {
              setTimeout(() => reject(new Error('killed')), 100);
            }),
          ]),
        ),
      ]);
    } catch (error) {
      if (!this.isDead) throw error;
      return 'killed';
    } finally {
      factory.open = open;
      database.transaction = transaction;
      for (const one of this.#databases) one.close();
      await new Promise((resolve) => {
        setTimeout(resolve, 5);
      });
      process.off('unhandledRejection', silent);
    }
  }

  #step(): void {
    this.steps += 1;
    if (this.steps === this.diesAt) {
      this.isDead = true;
      this.#die();
      for (const one of this.#begun)
        try {
          one.abort();
        } catch {
          /* it had ended */
        }
    }
    if (this.isDead) throw new Error('killed');
  }
}
