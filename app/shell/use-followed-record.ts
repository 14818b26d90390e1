import { useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import type { FieldValues, Path, PathValue, UseFormReturn } from 'react-hook-form';
import type { DocumentFields } from '../../sync/collections/definition';
import type { Basis } from '../../sync/rules/document';
import { NOTHING, sameInput, type DraftBases, type FormRecord } from './draft-content';
import type { DraftContent } from './draft-store';

export type FollowedRecord<V extends FieldValues> = {
  /** What the form was showing of a unit. */
  basisOf: (unit: string) => Basis;
  valuesOf: (unit: string, values: V) => DocumentFields | null;
  /** Puts values into the form that nobody typed just now. */
  fill: (values: Partial<V>) => void;
  isFilling: () => boolean;
  /** A draft without what has become no difference to the record; one of an older build does not know its bases. */
  restorable: (draft: DraftContent) => DraftContent & { bases: DraftBases };
};

/**
 * What changes in the record while its form is open shows, and is not written back by saving; what was typed stays.
 */
export function useFollowedRecord<V extends FieldValues>(
  { getValues, setValue }: UseFormReturn<V>,
  record: FormRecord<V> | undefined,
  held: { readonly current: DraftBases },
): FollowedRecord<V> {
  /** As it was last put into the form: what a person sees until the next time. */
  const shown = useRef(record);
  const filling = useRef(false);
  const fill = useCallback(
    (values: Partial<V>) => {
      filling.current = true;
      for (const [field, value] of Object.entries(values)) {
        if (Object.is(getValues(field as Path<V>), value)) continue;
        setValue(field as Path<V>, value as PathValue<V, Path<V>>, { shouldDirty: true });
      }
      filling.current = false;
    },
    [getValues, setValue],
  );

  const text = JSON.stringify(record?.values);
  const latest = useRef(record);
  latest.current = record;
  // Before anybody can type again: what is on the screen and what typing is based on never differ.
  useLayoutEffect(() => {
    const now = latest.current;
    shown.current = now;
    if (now === undefined) return;
    const untouched = Object.entries(now.values).filter(([field]) => held.current[now.unitOf(field)] === undefined);
    fill(Object.fromEntries(untouched) as Partial<V>);
  }, [text, fill, held]);

  return useMemo(
    () => ({
      basisOf: (unit) => shown.current?.basisOf(unit) ?? NOTHING,
      valuesOf: (unit, values) => shown.current?.valuesOf(unit, values) ?? null,
      fill,
      isFilling: () => filling.current,
      restorable(draft) {
        const now = latest.current;
        const known = new Set(Object.keys(getValues()));
        const kept = Object.entries(draft.values).filter(([field]) => known.has(field));
        if (now === undefined) {
          const bases = Object.fromEntries(kept.map(([field]) => [field, NOTHING]));
          return { values: Object.fromEntries(kept), bases };
        }
        const typed = { ...now.values, ...Object.fromEntries(kept) } as V;
        const isOpen = (field: string) => {
          const unit = now.unitOf(field);
          return !sameInput(now.valuesOf(unit, typed), now.basisOf(unit));
        };
        const open = kept.filter(([field]) => isOpen(field));
        const units = new Set(open.map(([field]) => now.unitOf(field)));
        const bases = Object.fromEntries([...units].map((unit) => [unit, draft.bases?.[unit] ?? NOTHING]));
        return { values: Object.fromEntries(open), bases };
      },
    }),
    [fill, getValues],
  );
}
