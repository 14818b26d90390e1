import type { CollectionDefinition, DocumentFields } from '../collections/definition';
import { unitNamed } from '../collections/definition';
import { laterStamp, type Stamp } from './stamp';

/**
 * Stamps of a document by unit. `*` stands for every unit that is not named, so that a document nobody edited since
 * its creation carries one stamp instead of fifteen.
 */
export type Stamps = Readonly<Record<string, Stamp>>;
export const ALL_UNITS = '*';

/** Two values of one unit that met without knowing of each other; stays on the document until someone settles it. */
export type ConflictCard = {
  /**
   * Made of the unit and the stamps that met, so that the same clash is the same card; stays while the shown side is
   * edited.
   */
  readonly id: string;
  readonly unit: string;
  /** What the document shows, kept up with edits of it. */
  readonly shown: ConflictSide;
  readonly hidden: ConflictSide;
};
export type ConflictSide = { readonly values: DocumentFields; readonly stamp: Stamp; readonly memberId: string };

/** A document as the server keeps and sends it. */
export type MasterDocument = {
  readonly id: string;
  /** Counts the server's writes to this document. */
  readonly version: number;
  readonly fields: DocumentFields;
  readonly stamps: Stamps;
  readonly conflicts: readonly ConflictCard[];
};

/** One edited unit that has not reached the server. */
export type PendingUnit = {
  /** Counts this device's edits of this document; what makes a repeated push harmless. */
  readonly seq: number;
  readonly stamp: Stamp;
  /** Stamp of the value the person was shown when they began to type; '' where nobody knows. */
  readonly base: Stamp;
  readonly values: DocumentFields;
  /** Values of this very device that the edit took the place of, though they were not shown where it was typed. */
  readonly unseen?: readonly UnseenValue[];
};
/** `seq` is that of the edit that first took its place. */
export type UnseenValue = { readonly seq: number; readonly stamp: Stamp; readonly values: DocumentFields };
export type Patch = Readonly<Record<string, PendingUnit>>;

/** What a person was shown of one unit when they began to change it; `stamp` is '' where that is not known. */
export type Basis = { readonly stamp: Stamp; readonly values: DocumentFields };
/** By unit. A unit that is not named was changed at sight of what stands. */
export type Bases = Readonly<Record<string, Basis | undefined>>;

/** A document's part in a save of several; `bases` as in an edit. */
export type SavePart = {
  readonly id: string;
  /** Of a new document all of it, of one that is there what changes. */
  readonly values: DocumentFields;
  readonly isNew: boolean;
  readonly bases?: Bases;
};
export type Save = { readonly id: string; readonly parts: readonly SavePart[] };

export function stampOf(stamps: Stamps, unit: string): Stamp {
  return stamps[unit] ?? stamps[ALL_UNITS] ?? '';
}

export function latestStamp(stamps: Stamps): Stamp {
  return Object.values(stamps).reduce(laterStamp, '');
}

/** Of a unit, what the document has; where it lacks a field, what stands for it being empty. */
export function unitValues(definition: CollectionDefinition, fields: DocumentFields, unit: string): DocumentFields {
  const values: Record<string, unknown> = {};
  for (const field of unitNamed(definition, unit).fields) {
    if (field in fields) values[field] = fields[field];
    else if (field in definition.empties) values[field] = definition.empties[field];
  }
  return values;
}

/**
 * A document as it is read: a field that it lacks, because a build that did not know it wrote or fetched it, stands
 * empty. One that is hidden from somebody may be lacking for that reason and stays so.
 */
export function withEmpties<D extends DocumentFields>(definition: CollectionDefinition, fields: D): D {
  let whole: Record<string, unknown> | null = null;
  for (const [field, empty] of Object.entries(definition.empties))
    if (!(field in fields) && definition.fields[field]?.hiddenFrom === undefined)
      (whole ??= { ...fields })[field] = empty;
  return (whole ?? fields) as D;
}

/** What is shown of a unit by a document as it is now. */
export function basisOf(definition: CollectionDefinition, fields: DocumentFields, stamps: Stamps, unit: string): Basis {
  return { stamp: stampOf(stamps, unit), values: unitValues(definition, fields, unit) };
}

/** Whether two sets of a unit's values read the same: a field that is not there yet is an empty one. */
export function readsTheSame(a: DocumentFields, b: DocumentFields): boolean {
  const isNothing = (value: unknown) => value === undefined || value === '';
  return Object.keys({ ...a, ...b }).every(
    (field) => sameValue(a[field], b[field]) || (isNothing(a[field]) && isNothing(b[field])),
  );
}

/** Deep equality of JSON values; key order does not matter. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => key in b && sameValue((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  );
}
