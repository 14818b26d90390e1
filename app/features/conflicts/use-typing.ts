import { useCallback, useMemo, useState } from 'react';
import { unitOfField } from '../../../sync/collections/definition';
import { COLLECTIONS, type WritableCollectionName } from '../../../sync/collections/registry';
import { sameValue, type Basis } from '../../../sync/rules/document';
import type { StoredByCollection } from '../../database/saha-database';
import { shownBasis } from '../../database/stored-document';
import { NOTHING, type DraftBases } from '../../shell/draft-content';

/** What somebody typed, by field, and per unit what was shown of it when that began: nothing of a new record. */
export type Typed<Form> = { readonly typed: Partial<Form>; readonly bases: DraftBases };

type State<Form> = Typed<Form> & {
  /** How often a field was set to what stands: what keeps its own state begins again then. */
  readonly given: number;
};

export type Typing<Form, Stored> = Typed<Form> & {
  /** What the fields show: what is typed, and else the record as it stands. */
  readonly form: Form;
  /** What the form is compared with: per unit the record as it was shown; null for a new one. */
  readonly shown: Stored | null;
  readonly change: (next: Partial<Form> | ((form: Form) => Partial<Form>)) => void;
  /** What stands in a unit now. */
  readonly basisOf: (unit: string) => Basis;
  readonly see: (unit: string) => void;
  readonly giveUp: (unit: string) => void;
  readonly giveAllUp: () => void;
  /** Of what was typed earlier, puts back what is still a difference; what is typed by now stays. Whether any was. */
  readonly restore: (earlier: Typed<Form>) => boolean;
  /** A key for a part that keeps what is typed in a unit by itself: another one where that has to begin again. */
  readonly keyOf: (unit: string) => string;
};

/**
 * A form over a record that others write too: what nobody types in follows the record, what is typed stays, and is
 * written over what its person was shown; what is typed back to that was never touched. The `bases` are what an edit
 * gives, and `FieldNews`. `formOf` has to be the same function as long as it does the same.
 */
export function useTyping<C extends WritableCollectionName, Form extends object>(
  collection: C,
  record: StoredByCollection[C] | null,
  formOf: (record: StoredByCollection[C]) => Form,
  empty: Form,
): Typing<Form, StoredByCollection[C]> {
  type Stored = StoredByCollection[C];
  const [state, setState] = useState<State<Form>>({ typed: {}, bases: {}, given: 0 });
  const shown = useMemo(() => shownRecord(record, state.bases), [record, state.bases]);
  const form = useMemo<Form>(
    () => ({ ...(shown === null ? empty : formOf(shown)), ...state.typed }),
    [shown, formOf, empty, state.typed],
  );
  const change = useCallback<Typing<Form, Stored>['change']>(
    (next) =>
      setState((before) => {
        const over = shownRecord(record, before.bases);
        const standing = over === null ? empty : formOf(over);
        const now: Form = { ...standing, ...before.typed };
        const part = typeof next === 'function' ? next(now) : next;
        // A part that tells its beginning is nobody who types.
        const typed = Object.entries(part).filter(([field, value]) => !sameValue(value, now[field as keyof Form]));
        if (typed.length === 0) return before;
        const units = record === null ? [] : typed.map(([field]) => unitOf(collection, field));
        const begun = Object.fromEntries(units.map((unit) => [unit, shownBasis(collection, record!, unit)]));
        const all = { ...before.typed, ...(Object.fromEntries(typed) as Partial<Form>) };
        return {
          ...before,
          ...differing(collection, { typed: all, bases: { ...begun, ...before.bases } }, standing),
        };
      }),
    [collection, record, formOf, empty],
  );
  const restore = useCallback<Typing<Form, Stored>['restore']>(
    (earlier) => {
      const now = record === null ? empty : formOf(record);
      const known = Object.entries(earlier.typed).filter(([field]) => field in now);
      const { typed } = differing(collection, { typed: Object.fromEntries(known) as Partial<Form>, bases: {} }, now);
      const fields = Object.keys(typed);
      const units = record === null ? [] : fields.map((field) => unitOf(collection, field));
      const bases = Object.fromEntries(units.map((unit) => [unit, earlier.bases[unit] ?? NOTHING]));
      if (fields.length > 0)
        setState((before) => ({
          typed: { ...typed, ...before.typed },
          bases: { ...bases, ...before.bases },
          given: before.given + 1,
        }));
      return fields.length > 0;
    },
    [collection, record, formOf, empty],
  );
  const giveAllUp = useCallback(() => setState(({ given }) => ({ typed: {}, bases: {}, given: given + 1 })), []);
  return {
    ...state,
    form,
    shown,
    change,
    basisOf: (unit) => {
      if (record === null) throw new Error('nothing stands in a record that is new');
      return shownBasis(collection, record, unit);
    },
    see: (unit) => {
      if (record === null) return;
      setState((before) => ({ ...before, bases: { ...before.bases, [unit]: shownBasis(collection, record, unit) } }));
    },
    giveUp: (unit) =>
      setState(({ typed, bases, given }) => ({
        typed: without(typed, (field) => unitOf(collection, field) === unit),
        bases: without(bases, (name) => name === unit),
        given: given + 1,
      })),
    giveAllUp,
    restore,
    keyOf: (unit) => {
      const over = state.bases[unit] ?? (record === null ? null : shownBasis(collection, record, unit));
      return `${over === null ? '' : over.stamp}-${state.given}`;
    },
  };
}

const unitOf = (collection: WritableCollectionName, field: string) => unitOfField(COLLECTIONS[collection], field);

const without = <T extends object>(all: T, isLeftOut: (name: string) => boolean): T =>
  Object.fromEntries(Object.entries(all).filter(([name]) => !isLeftOut(name))) as T;

/** Without the units in which everything that is typed reads as it stands. */
function differing<Form extends object>(
  collection: WritableCollectionName,
  { typed, bases }: Typed<Form>,
  standing: Form,
): Typed<Form> {
  const differs = (field: string) => !sameValue(typed[field as keyof Form], standing[field as keyof Form]);
  const open = new Set(
    Object.keys(typed)
      .filter(differs)
      .map((field) => unitOf(collection, field)),
  );
  return {
    typed: without(typed, (field) => !open.has(unitOf(collection, field))),
    bases: without(bases, (unit) => !open.has(unit)),
  };
}

function shownRecord<Stored extends object>(record: Stored | null, bases: DraftBases): Stored | null {
  if (record === null) return null;
  return Object.assign({}, record, ...Object.values(bases).map(({ values }) => values)) as Stored;
}
