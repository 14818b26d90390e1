/** The wire messages of sync/README.md. Every schema is checked on arrival; limits are part of the protocol. */
import * as z from 'zod/mini';
import { matching } from '../rules/pattern';
import { SYNC_ORDER, WRITABLE_COLLECTIONS } from '../collections/registry';
import { STAMP_PATTERN, DEVICE_ID_PATTERN } from '../rules/stamp';

export const MAX_PUSH_ROWS = 1_000;
export const MAX_PULL_ROWS = 5_000;
/** Of a push, and of work that is handed in or brought in. */
export const MAX_BODY_BYTES = 8 * 1024 * 1024;
/** Of every other call. */
export const MAX_SMALL_BODY_BYTES = 64 * 1024;
/** Calls of one request; those that carry or bring many documents stand alone. */
export const MAX_BATCHED_CALLS = 10;
/** Units of one row, fields of one unit, and units of all rows of a push: far more than any collection has. */
export const MAX_ROW_UNITS = 200;
export const MAX_UNIT_FIELDS = 20;
export const MAX_PUSH_UNITS = 60_000;

export const collectionName = z.enum(SYNC_ORDER);
export const writableCollectionName = z.enum(WRITABLE_COLLECTIONS);
const stamp = matching(STAMP_PATTERN, 24);
const stampOrNone = z.union([z.literal(''), stamp]);
const unitName = matching(/^[a-z][A-Za-z0-9]{0,39}$/, 40);
export const deviceId = matching(DEVICE_ID_PATTERN, 8);
/** Of a document of any collection: a UUID, or a country's two letters. */
export const wireId = matching(/^[A-Za-z0-9-]{2,36}$/, 36);

/** §4.5: where a replica stands in one collection. `scope` and `epoch` say for which server and which scope. */
export const checkpoint = z.object({
  epoch: z.string().check(z.maxLength(64)),
  scope: z.string().check(z.maxLength(120)),
  xid: matching(/^\d{1,20}$/, 20),
  id: z.string().check(z.maxLength(36)),
});
export type Checkpoint = z.infer<typeof checkpoint>;

/**
 * New devices of one person in a day: a tablet whose store was lost is a new one, a row of them is somebody playing.
 */
export const MAX_NEW_DEVICES_PER_DAY = 20;

export const helloInput = z.object({
  deviceId: z.nullable(deviceId),
  deviceLabel: z.string().check(z.maxLength(120)),
  /** Whose device it is: with the session of somebody else it is turned away, whatever it holds. */
  memberId: z.optional(z.string().check(z.maxLength(36))),
});
export type HelloOutput = {
  epoch: string;
  scope: string;
  deviceId: string;
  /** What the server knows of fields, kinds and collections (SHAPES); one that does not say knows those of 0. */
  shapes?: number;
  /** The server's clock, milliseconds since 1970. */
  serverNowMs: number;
};

export const pullInput = z.object({
  collection: collectionName,
  deviceId,
  checkpoint: z.nullable(checkpoint),
  limit: z.int().check(z.minimum(1), z.maximum(MAX_PULL_ROWS)),
});
/** A document on the wire: its fields beside its bookkeeping; `seq` is this device's own count, left out when 0. */
export type WireDocument = {
  id: string;
  version: number;
  fields: Record<string, unknown>;
  stamps: Record<string, string>;
  conflicts?: unknown[];
  seq?: number;
};
export type PullOutput = {
  /** The checkpoint asked from was of another epoch or scope: this page starts from the beginning; sweep when done. */
  restarted: boolean;
  documents: WireDocument[];
  /** Ids that left the caller's scope. */
  gone: string[];
  checkpoint: Checkpoint;
  hasMore: boolean;
  /**
   * Something of this collection is written but not served yet, because a transaction is open; ask again soon. Only
   * said where `hasMore` is false.
   */
  held?: true;
  serverNowMs: number;
};

/**
 * At most so many members, counted before any of them is looked at; and none of a name that zod passes over in silence:
 * what it held would be lost and called applied.
 */
const members = (most: number) =>
  z.custom<Record<string, unknown>>(
    (value) =>
      typeof value === 'object' &&
      value !== null &&
      Object.keys(value).length <= most &&
      !Object.hasOwn(value, '__proto__'),
  );
const seq = z.int().check(z.minimum(1));
const unitValues = z.pipe(members(MAX_UNIT_FIELDS), z.record(z.string().check(z.maxLength(40)), z.unknown()));
const unseenValue = z.object({ seq, stamp, values: unitValues });
export const pendingUnit = z.object({
  seq,
  stamp,
  base: stampOrNone,
  values: unitValues,
  unseen: z.optional(z.array(unseenValue).check(z.maxLength(20))),
});
export const pushRow = z.object({
  id: wireId,
  /** Version of the document the device holds; 0 when the server never confirmed it. */
  seen: z.int().check(z.minimum(0)),
  patch: z.pipe(members(MAX_ROW_UNITS), z.record(unitName, pendingUnit)),
  /** Rows of one save bear the same: they are taken or refused together. */
  group: z.optional(wireId),
});
export type PushRow = z.infer<typeof pushRow>;
export const pushInput = z.object({
  collection: writableCollectionName,
  deviceId,
  /** The device's clock as it stamps, at the moment of sending; the server corrects stamps by the difference. */
  sentAtMs: z.int().check(z.minimum(0), z.maximum(0xffffffffffff)),
  rows: z.array(pushRow).check(z.minLength(1), z.maxLength(MAX_PUSH_ROWS)),
});
export type PushInput = z.infer<typeof pushInput>;
/** A unit that was not taken while the rest of its row was (policy `state`). */
export type RefusedUnit = { unit: string; code: string; params: Record<string, string | number> };
export type PushResult =
  /**
   * The server's document is what the device shows; only its version is new. `gone`: it has left the pusher's scope
   * since.
   */
  | { id: string; outcome: 'applied'; version: number; gone?: true }
  /** The server's document differs from what the device shows. */
  | { id: string; outcome: 'merged'; document: WireDocument; refused?: RefusedUnit[] }
  /** Not taken; `document` is the server's, null when it has none that the caller may see. */
  | {
      id: string;
      outcome: 'refused';
      code: string;
      params: Record<string, string | number>;
      document: WireDocument | null;
    };
export type PushOutput = { results: PushResult[]; serverNowMs: number };

/**
 * One event of the live stream: the collections in which something changed, or that the device should ask about all.
 */
export type StreamEvent = { kind: 'resync' } | { kind: 'changed'; collections: string[] };
