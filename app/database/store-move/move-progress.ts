import type { CollectionName } from '../../../sync/collections/registry';

/** IndexedDB databases: documents of a collection go `from` one `to` the other. */
export type StoreToMove = { readonly collection: CollectionName; readonly from: string; readonly to: string };
export type MoveProgress = {
  readonly moved: number;
  readonly total: number;
  /** Another window holds the old store open and does not let go. */
  readonly isBlocked: boolean;
};
