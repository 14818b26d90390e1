/** The wire messages of sync/README.md. Every schema is checked on arrival; limits are part of the protocol. */
import * as z from 'zod/mini';
import { STAMP_PATTERN, DEVICE_ID_PATTERN } from '../rules/stamp';

export const MAX_PUSH_ROWS = 1_000;
export const MAX_PULL_ROWS = 5_000;
export const MAX_BODY_BYTES = 8 * 1024 * 1024;

export const collectionName = z.enum(['customers', 'countries', 'appointments', 'interactions', 'members']);
export const writableCollectionName = z.enum(['customers', 'appointments', 'interactions']);
const stamp = z.string().check(z.regex(STAMP_PATTERN));
const stampOrNone = z.union([z.literal(''), stamp]);
const unitName = z.string().check(z.regex(/^[a-z][A-Za-z0-9]{0,39}$/));
export const deviceId = z.string().check(z.regex(DEVICE_ID_PATTERN));
const wireId = z.string().check(z.minLength(2), z.maxLength(36), z.regex(/^[A-Za-z0-9-]+$/));

/** §4.5: where a replica stands in one collection. `scope` and `epoch` say for which server and which sight. */
export const checkpoint = z.object({
  epoch: z.string().check(z.maxLength(64)),
  scope: z.string().check(z.maxLength(120)),
  xid: z.string().check(z.regex(/^\d{1,20}$/)),
  id: z.string().check(z.maxLength(36)),
});
export type Checkpoint = z.infer<typeof checkpoint>;

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
  /** Ids that left the caller's sight. */
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

export const pendingUnit = z.object({
  seq: z.int().check(z.minimum(1)),
  stamp,
  base: stampOrNone,
  values: z.record(z.string().check(z.maxLength(40)), z.unknown()),
});
/** zod passes over a member of this name in silence; what it held would be lost and called applied. */
const withoutPrototype = z.custom<Record<string, unknown>>(
  (value) => typeof value === 'object' && value !== null && !Object.hasOwn(value, '__proto__'),
);
export const pushRow = z.object({
  id: wireId,
  /** Version of the document the device holds; 0 when the server never confirmed it. */
  seen: z.int().check(z.minimum(0)),
  patch: z.pipe(withoutPrototype, z.record(unitName, pendingUnit)),
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
export type PushResult =
  /**
   * The server's document is what the device shows; only its version is new. `gone`: it has left the pusher's sight
   * since.
   */
  | { id: string; outcome: 'applied'; version: number; gone?: true }
  /** The server's document differs from what the device shows. */
  | { id: string; outcome: 'merged'; document: WireDocument }
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
