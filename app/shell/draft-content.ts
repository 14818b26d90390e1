import type { FieldValues } from 'react-hook-form';
import type { DocumentFields } from '../../sync/collections/definition';
import { readsTheSame, type Basis } from '../../sync/rules/document';
import type { DraftContent } from './draft-store';

/** Of every unit that was touched, what it was typed over. */
export type DraftBases = Readonly<Record<string, Basis>>;

/** The record that a form is about, as it stands now. */
export type FormRecord<V extends FieldValues> = {
  /** As the form shows it. */
  readonly values: V;
  /** The unit of the record that a field of the form belongs to. */
  readonly unitOf: (field: string) => string;
  readonly basisOf: (unit: string) => Basis;
  /** What the form's values would store of a unit; null while they make no sense together. */
  readonly valuesOf: (unit: string, values: V) => DocumentFields | null;
};

/** Typed over nothing: a new record. */
export const NOTHING: Basis = { stamp: '', values: {} };

/** Drafts of older builds do not know what they were typed over. */
export const isKnown = ({ stamp }: Basis) => stamp !== '';

export const sameInput = (values: DocumentFields | null, begun: Basis) =>
  values !== null && readsTheSame(values, begun.values);

/** The values of those fields that belong to a unit. */
export function sharedUnits<V extends FieldValues>(
  values: V,
  unit: string,
  unitOf: (field: string) => string,
): Partial<V> {
  return Object.fromEntries(Object.entries(values).filter(([field]) => unitOf(field) === unit)) as Partial<V>;
}

/** What was found, with what has been typed meanwhile on top of it. */
export function mergeFound(found: DraftContent | null, typed: DraftContent): DraftContent {
  return { values: { ...found?.values, ...typed.values }, bases: { ...found?.bases, ...typed.bases } };
}
