/** What is known while a push is decided: the noun, who pushes, what is stored, and what comes of it. */
import type * as z from 'zod/mini';
import type { CollectionDefinition } from '../../sync/collections/definition';
import type { PushResult } from '../../sync/protocol/messages';
import type { ConflictCard, Stamps } from '../../sync/rules/document';
import type { SignedInMember } from '../lib/identity';
import type { PushFacts } from '../lib/push-rule';
import type { DocumentChange } from './audit-changes';
import type { ReadDocument } from './read-rows';
import type { Table } from './tables';

export type Receipts = Readonly<Record<string, Receipt>>;
/** `refused`: of what is at or below `seq`, units that were not taken, with theirs; to be told again if it is asked. */
export type Receipt = {
  readonly seq: number;
  readonly version: number;
  readonly refused?: Readonly<Record<string, number>>;
};
export type StoredRow = { readonly document: ReadDocument; readonly receipts: Receipts; readonly inScope: boolean };

export type PushPlan = {
  readonly table: Table;
  readonly definition: CollectionDefinition;
  /** The collection's shape without the id, which is checked before. */
  readonly shape: z.ZodMiniType;
  /** Fields the pusher may neither see nor write. */
  readonly hidden: readonly string[];
  /** Fields the pusher's build does not know. */
  readonly newer: readonly string[];
  /** Fields that only the server writes. */
  readonly officeFields: readonly string[];
};
export type PushContext = PushFacts & {
  readonly plan: PushPlan;
  readonly deviceId: string;
  /** Milliseconds to add to the device's stamps; 0 when its clock is near enough. */
  readonly shiftMs: number;
  readonly memberOfDevice: ReadonlyMap<string, string>;
  /** The office itself writes: it may, and it writes what only the server writes. */
  readonly isOffice: boolean;
  /** The device's build knows more than this one: what is unknown here is kept for it. */
  readonly keepsUnknown: boolean;
  /** Who brings it in for the pusher, and must see what it concerns as well; null for a device's own push. */
  readonly importer: SignedInMember | null;
};

export type RowToWrite = {
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly stamps: Stamps;
  readonly receipts: Receipts;
  /** The fields that differ from what is stored. */
  readonly written: readonly string[];
  readonly conflicts: readonly ConflictCard[];
  readonly extra: Readonly<Record<string, unknown>>;
};
export type Decision = {
  readonly result: PushResult;
  readonly write: RowToWrite | null;
  readonly change: DocumentChange | null;
};
