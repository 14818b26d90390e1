import type { Checkpoint, WireDocument } from '../../../sync/protocol/messages';

/** A page of documents that the worker must not write over what the device holds. */
export type FirstSyncLeftovers = { documents: WireDocument[]; gone: string[] };
export type FirstSyncPage = {
  checkpoint: Checkpoint;
  received: number;
  hasMore: boolean;
  leftovers: FirstSyncLeftovers;
};
