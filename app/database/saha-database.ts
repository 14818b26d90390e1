import type { RxCollection, RxDatabase } from 'rxdb';
import type { CollectionName, FieldsOf, WritableCollectionName } from '../../sync/collections/registry';
import type { Role } from '../../sync/collections/role';
import type { UnsentWork } from '../../sync/protocol/unsent-work';
import type { SyncFields } from '../../sync/rules/local-document';
import type { StoreWorker } from './store-worker/store-worker';
import type { SyncStatusStore } from './replication/sync-status';
import type { StampingClock } from './stamping-clock';
import type { MoveProgress } from './store-move/move-progress';

export type Identity = { memberId: string; fullName: string; email: string; role: Role; teamId: string };

/** A document as the device stores it: the collection's own fields flat, its bookkeeping beside them. */
export type Stored<F> = F & {
  id: string;
  /** '' at rest, 'w…' waits to be sent, 'r…' refused; indexed, so that it stands outside `sync`. */
  outbox: string;
  /** 'c' with a conflict card nobody has decided yet, '' without; indexed. */
  conflicted: string;
  sync: Omit<SyncFields, 'outbox'>;
};
type DerivedOf<C extends CollectionName> = C extends 'customers'
  ? {
      /** turkishSortKey of "lastName firstName"; the order of the customer list. */
      sortKey: string;
    }
  : C extends 'appointments'
    ? {
        /** Until when a series may have occurrences (sync/rules/series-end.ts); '' for what is none. */
        runsUntil: string;
      }
    : unknown;

export type StoredByCollection = { [C in CollectionName]: Stored<FieldsOf<C>> & DerivedOf<C> };
export type StoredCustomer = StoredByCollection['customers'];
export type FieldsByCollection = { [C in WritableCollectionName]: FieldsOf<C> };

export type SahaCollections = { [C in CollectionName]: RxCollection<StoredByCollection[C]> };

export type SahaDatabase = {
  readonly me: Identity;
  /** Resolves when the documents can be read and written; rejects with what keeps them closed. */
  readonly opened: Promise<void>;
  /** Documents are moving out of the store of an earlier build. */
  readonly moving: MoveProgress | null;
  onMoving(listener: () => void): () => void;
  /** The first screen stands: what it did not need may be loaded now. */
  begin(): void;
  /** Resolves when it was called. */
  readonly begun: Promise<void>;
  /**
   * The first screen has rows on the way that need none of the documents: whoever says so calls `begin` when they
   * stand.
   */
  holdBegin(): void;
  readonly isBeginHeld: boolean;
  /** Throws before `opened`. */
  readonly collections: SahaCollections;
  /** 8 hex digits the server gave this device; '' until its first contact. */
  readonly deviceId: string;
  readonly clock: StampingClock;
  readonly status: SyncStatusStore;
  readonly worker: StoreWorker;
  readonly rx: RxDatabase<SahaCollections>;
  /**
   * 0 until the documents are open, then counts openings of the store: whoever holds a live query takes a new one when
   * it changes.
   */
  readonly generation: number;
  /**
   * A newer build in another tab has taken the documents along: this one can only ask for the page to be opened again.
   */
  readonly isOvertaken: boolean;
  /** Another tab has deleted the person's stores: nothing can be read or written any more. */
  readonly isDeleted: boolean;
  /** Called when `generation`, `isOvertaken` or `isDeleted` changes. */
  onGeneration(listener: () => void): () => void;
  /** After the browser has dropped the connection to the store. Reloads the page when it happens again soon. */
  reopen(): Promise<void>;
  /**
   * The store that was lost is being closed and opened anew; `collections` may lack any of them until the generation
   * changes.
   */
  readonly isReopening: boolean;
  /** Everything not sent, in the form in which it can be handed in another way. */
  unsentWork(): Promise<UnsentWork>;
  /** Of a device whose session was revoked; see replication/unsent-work.ts. */
  handInWork(): Promise<void>;
  /** Asks for a round of synchronisation now, for instance after signing in again. */
  syncNow(): void;
  close(): Promise<void>;
};
