/** The tab's side of the worker that reads and fills the device's stores. */
import { ServerRefusal } from '../replication/sync-server';
import type { CollectionName } from '../../../sync/collections/registry';
import type { MoveProgress } from '../store-move/move-progress';
import type { WorkerRequestName, WorkerRequests, FromWorker, ToWorker } from './worker-messages';
import type { FirstSyncPage } from '../first-sync/first-sync-page';

/** The part of a Worker that is used; tests put the worker's code behind a plain object. */
export type WorkerPort = {
  postMessage(message: ToWorker): void;
  onmessage: ((event: { data: FromWorker }) => void) | null;
  terminate(): void;
};
type Call = { resolve: (output: never) => void; reject: (error: unknown) => void };

export class StoreWorker {
  #calls = new Map<number, Call>();
  #lastCall = 0;
  #version = 0;
  #ready = false;
  #closed = false;
  #roots: ReadonlyMap<string, string> = new Map();
  readonly #listeners = new Set<() => void>();
  #onMoving: ((progress: MoveProgress) => void) | null = null;
  #onSilent: (() => void) | null = null;
  #onPage: ((collection: CollectionName, page: FirstSyncPage) => void) | null = null;

  constructor(private readonly worker: WorkerPort) {
    worker.onmessage = ({ data }) => this.#receive(data);
  }

  /** Grows whenever answers may have changed. */
  get version(): number {
    return this.#version;
  }
  /** Every customer on the device is in the index. */
  get ready(): boolean {
    return this.#ready;
  }

  /** By customer that is merged into another, who stands for it. The same object until it changes. */
  get roots(): ReadonlyMap<string, string> {
    return this.#roots;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  ask<N extends WorkerRequestName>(name: N, input: WorkerRequests[N]['input']): Promise<WorkerRequests[N]['output']> {
    if (this.#closed) return new Promise(() => undefined);
    const call = (this.#lastCall += 1);
    return new Promise((resolve, reject) => {
      this.#calls.set(call, { resolve, reject });
      this.worker.postMessage({ call, name, input } as ToWorker);
    });
  }

  /** Called for every stored page of a first synchronisation. */
  onPage(listener: ((collection: CollectionName, page: FirstSyncPage) => void) | null): void {
    this.#onPage = listener;
  }

  /** Called when the office does not begin to answer what the worker asks it. */
  onSilent(listener: () => void): void {
    this.#onSilent = listener;
  }

  /** Called while documents move out of the stores of an earlier version. */
  onMoving(listener: ((progress: MoveProgress) => void) | null): void {
    this.#onMoving = listener;
  }

  /** Answers still open are never given: whoever waits for them has gone with the database. */
  close(): void {
    this.#closed = true;
    this.#calls.clear();
    this.worker.terminate();
  }

  #receive(message: FromWorker): void {
    if (message.kind === 'changed') {
      this.#version += 1;
      this.#ready = message.ready;
      if (message.roots !== null) this.#roots = message.roots;
      for (const listener of this.#listeners) listener();
      return;
    }
    if (message.kind === 'moving') {
      this.#onMoving?.(message.progress);
      return;
    }
    if (message.kind === 'silent') {
      this.#onSilent?.();
      return;
    }
    if (message.kind === 'page') {
      this.#onPage?.(message.collection, message.page);
      return;
    }
    const call = this.#calls.get(message.call);
    this.#calls.delete(message.call);
    if (message.kind === 'answer') call?.resolve(message.output as never);
    else if (message.code !== undefined) call?.reject(new ServerRefusal(message.code, message.httpStatus ?? 0));
    else call?.reject(Object.assign(new Error(message.message), { name: message.name }));
  }
}
