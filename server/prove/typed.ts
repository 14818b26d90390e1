/** What people did on their devices, kept beside the devices so that the oracles can ask what became of it. */
import type { WritableCollectionName } from '../../sync/collections/registry';
import type { ConflictCard } from '../../sync/rules/document';
import type { DeviceName } from './cast';

/** What a person typed, and what stood there when they did. `saw` is null where the document was made by this write. */
export type Typed = {
  /** The office had taken it and was then put back to a backup: it may be gone with the rest. */
  mayBeGone?: true;
  readonly step: number;
  readonly device: string;
  readonly collection: WritableCollectionName;
  readonly id: string;
  readonly field: string;
  readonly value: unknown;
  readonly saw: unknown;
  /** Correct time of typing. */
  readonly atMs: number;
};
/** A conflict card as a person had it before them when they decided. */
export type Settled = {
  readonly step: number;
  readonly device: DeviceName;
  readonly collection: WritableCollectionName;
  readonly id: string;
  readonly card: ConflictCard;
  mayBeBack?: true;
};
