/**
 * What a device keeps of a document: the fields as the person should see them, and beside them the edits that have not
 * reached the server. The view is always `merge(master, pending)`; pending units are sent as they are, so nothing that
 * arrives in between can change or lose what was typed (sync/README.md §3).
 */
import { SETTLED_CARDS, type DocumentFields } from '../collections/definition';
import { sameValue, type ConflictCard, type MasterDocument, type Patch, type Save, type Stamps } from './document';
import { type Stamp } from './stamp';

export type Rejection = {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly at: string;
};

export type SyncFields = {
  /** The server's version this device holds; 0 when the server has never confirmed the document. */
  readonly version: number;
  readonly stamps: Stamps;
  readonly conflicts: readonly ConflictCard[];
  /** This device's count of edits to the document. */
  readonly seq: number;
  readonly pending: Patch;
  /** The values under the pending units as the server last sent them: what discarding goes back to. */
  readonly confirmed: DocumentFields;
  /** Their stamps, by unit; where there is none, the pending unit's base. */
  readonly confirmedStamps?: Stamps;
  /** What the office will derive from other work that waits here, by field: shown until it has, and never sent. */
  readonly foreseen?: Foreseen;
  /** Saves of several documents that what is pending here belongs to: sent, taken and refused with the rest of them. */
  readonly saves?: readonly Save[];
  /** Ids of the latest saves whose part is written here, sent or not. */
  readonly joined?: readonly string[];
  /** '' at rest; `w` + stamp: waits to be sent; `r` + stamp: the server refused it and a person must decide. */
  readonly outbox: string;
  readonly rejection: Rejection | null;
};
/** Instants: the one expected, and `told`, which the office last said. */
export type Foreseen = Readonly<Record<string, { readonly value: string; readonly told: string }>>;
export type LocalDocument = { readonly id: string; readonly fields: DocumentFields; readonly sync: SyncFields };

export const AT_REST = '';
export const outboxWaiting = (stamp: Stamp) => `w${stamp}`;
export const outboxRefused = (stamp: Stamp) => `r${stamp}`;
export const isWaiting = (outbox: string) => outbox.startsWith('w');
export const isRefused = (outbox: string) => outbox.startsWith('r');

export type By = { nowMs: number; deviceId: string; seen: Stamp };

/** The cards nobody has settled, nor made pointless by putting the other value in place, as this device knows. */
export function openCards({ conflicts, pending }: Pick<SyncFields, 'conflicts' | 'pending'>): readonly ConflictCard[] {
  if (conflicts.length === 0) return conflicts;
  const settled = settledIn(pending);
  return conflicts.filter(
    ({ id, unit, hidden }) => !settled.includes(id) && !sameValue(pending[unit]?.values, hidden.values),
  );
}

/** Ids of the cards that unsent settlements name. */
export function settledIn(patch: Patch): readonly string[] {
  return (patch[SETTLED_CARDS]?.values[SETTLED_CARDS] ?? []) as readonly string[];
}

/** The units of a patch that are fields of the document. */
export const editsOf = (patch: Patch) => Object.keys(patch).filter((unit) => unit !== SETTLED_CARDS);

/** What stays known of saves of several documents while something is pending, and after it. */
export function savesOf(local: LocalDocument | null): Pick<SyncFields, 'saves' | 'joined'> {
  const { saves } = local?.sync ?? {};
  return saves === undefined ? joinedOf(local) : { saves, ...joinedOf(local) };
}
export function joinedOf(local: LocalDocument | null): Pick<SyncFields, 'joined'> {
  const { joined } = local?.sync ?? {};
  return joined === undefined ? {} : { joined };
}

export function restingSync(master: MasterDocument): SyncFields {
  return {
    version: master.version,
    stamps: master.stamps,
    conflicts: master.conflicts,
    seq: 0,
    pending: {},
    confirmed: {},
    outbox: AT_REST,
    rejection: null,
  };
}
