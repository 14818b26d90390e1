import { useCallback, useMemo, useState } from 'react';
import { unitOfField } from '../../../sync/collections/definition';
import { COLLECTIONS, type WritableCollectionName } from '../../../sync/collections/registry';
import { sameValue, type Basis } from '../../../sync/rules/document';
import type { StoredByCollection } from '../../database/saha-database';
import { shownBasis } from '../../database/stored-document';

/** What is typed, by field, and per unit the record as it was shown when typing in it began. */
type State<Form, Stored> = {
  readonly typed: Partial<Form>;
  readonly begun: Readonly<Record<string, Stored>>;
  /** How often a field was set to what stands: what keeps its own state begins again then. */
  readonly given: number;
};

export type Typing<Form, Stored> = {
  /** What the fields show: what is typed, and else the record as it stands. */
  readonly form: Form;
  /** What the form is compared with: per unit the record as it was shown; null for a new one. */
  readonly shown: Stored | null;
  readonly change: (next: Partial<Form> | ((form: Form) => Partial<Form>)) => void;
  /** The units that are being typed in, each with what it is typed over: what an edit gives, and `FieldNews`. */
  readonly bases: Readonly<Record<string, Basis>>;
  /** What stands in a unit now. */
  readonly basisOf: (unit: string) => Basis;
  readonly see: (unit: string) => void;
  readonly giveUp: (unit: string) => void;
  /** A key for a part that keeps what is typed in a unit by itself: another one where that has to begin again. */
  readonly keyOf: (unit: string) => string;
};

/**
 * A form over a record that others write too: what nobody types in follows the record, what is typed stays, and is
 * written over what its person was shown. `formOf` has to be the same function as long as it does the same.
 */
export function useTyping<C extends WritableCollectionName, Form extends object>(
  collection: C,
  record: StoredByCollection[C] | null,
  formOf: (record: StoredByCollection[C]) => Form,
  empty: Form,
): Typing<Form, StoredByCollection[C]> {
  type Stored = StoredByCollection[C];
  const [state, setState] = useState<State<Form, Stored>>({ typed: {}, begun: {}, given: 0 });
  const shown = useMemo(() => shownRecord(collection, record, state.begun), [collection, record, state.begun]);
  const form = useMemo<Form>(
    () => ({ ...(shown === null ? empty : formOf(shown)), ...state.typed }),
    [shown, formOf, empty, state.typed],
  );
  const change = useCallback<Typing<Form, Stored>['change']>(
    (next) =>
      setState((before) => {
        const over = shownRecord(collection, record, before.begun);
        const now: Form = { ...(over === null ? empty : formOf(over)), ...before.typed };
        const part = typeof next === 'function' ? next(now) : next;
        // A part that tells its beginning is nobody who types.
        const typed = Object.entries(part).filter(([field, value]) => !sameValue(value, now[field as keyof Form]));
        if (typed.length === 0) return before;
        const begun = record === null ? [] : typed.map(([field]) => [unitOf(collection, field), record] as const);
        return {
          ...before,
          typed: { ...before.typed, ...(Object.fromEntries(typed) as Partial<Form>) },
          begun: { ...Object.fromEntries(begun), ...before.begun },
        };
      }),
    [collection, record, formOf, empty],
  );
  const basisIn = (stored: Stored, unit: string) => shownBasis(collection, stored, unit);
  return {
    form,
    shown,
    change,
    bases: Object.fromEntries(Object.entries(state.begun).map(([unit, stored]) => [unit, basisIn(stored, unit)])),
    basisOf: (unit) => {
      if (record === null) throw new Error('nothing stands in a record that is new');
      return basisIn(record, unit);
    },
    see: (unit) => {
      if (record !== null) setState((before) => ({ ...before, begun: { ...before.begun, [unit]: record } }));
    },
    giveUp: (unit) =>
      setState(({ typed, begun, given }) => ({
        typed: without(typed, (field) => unitOf(collection, field) === unit),
        begun: without(begun, (name) => name === unit),
        given: given + 1,
      })),
    keyOf: (unit) => {
      const over = state.begun[unit] ?? record;
      return `${over === null ? '' : basisIn(over, unit).stamp}-${state.given}`;
    },
  };
}

const unitOf = (collection: WritableCollectionName, field: string) => unitOfField(COLLECTIONS[collection], field);

const without = <T extends object>(all: T, isLeftOut: (name: string) => boolean): T =>
  Object.fromEntries(Object.entries(all).filter(([name]) => !isLeftOut(name))) as T;

function shownRecord<Stored extends object>(
  collection: WritableCollectionName,
  record: Stored | null,
  begun: Readonly<Record<string, Stored>>,
): Stored | null {
  if (record === null) return null;
  const { units } = COLLECTIONS[collection];
  const old = Object.entries(begun).flatMap(([unit, stored]) =>
    (units[unit]?.fields ?? [unit]).map((field) => [field, stored[field as keyof Stored]] as const),
  );
  return { ...record, ...Object.fromEntries(old) };
}
