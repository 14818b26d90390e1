import { useCallback, useEffect, useRef, useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { useDatabase } from '../database/database-context';
import { draftKey, dropDraft, keepDraft, readDraft, saveDraft, type DraftValues } from './draft-store';

export type DraftState = {
  /** Looking for a draft has ended; until then fields may still change in which nothing was typed. */
  isReady: boolean;
  /** The form shows what was typed earlier. */
  isRestored: boolean;
  /** Call when the form was saved or given up. */
  discard: () => Promise<void>;
};

/**
 * Keeps the form's values as the signed-in person's draft `name` (say 'customer-edit:<id>') while they are not saved.
 */
export function useDraft<V extends FieldValues>(name: string, form: UseFormReturn<V>): DraftState {
  const key = draftKey(useDatabase().me.memberId, name);
  const [isReady, setIsReady] = useState(false);
  const [isRestored, setIsRestored] = useState(false);
  const isDiscarded = useRef(false);
  /** What was typed before the look for a draft had ended, by field; null: it has. */
  const early = useRef<DraftValues | null>(null);
  const looking = useRef(Promise.resolve());
  const { reset, getValues, watch } = form;

  useEffect(() => {
    let isGone = false;
    isDiscarded.current = false;
    const typed: DraftValues = (early.current = {});
    setIsReady(false);
    setIsRestored(false);
    const end = (draft: DraftValues | null) => {
      const keepsTyped = Object.keys(typed).length > 0 && !isDiscarded.current;
      if (isGone) {
        // Left before the search had ended.
        if (keepsTyped) keepDraft(key, () => ({ ...draft, ...typed }));
        return;
      }
      early.current = null;
      if (draft !== null && !isDiscarded.current) {
        reset({ ...getValues(), ...draft, ...typed } as V, { keepDefaultValues: true });
        setIsRestored(true);
      }
      setIsReady(true);
      if (keepsTyped) keepDraft(key, getValues);
    };
    looking.current = readDraft(key).then(end, () => end(null));
    return () => {
      isGone = true;
    };
  }, [key, reset, getValues]);

  useEffect(() => {
    const subscription = watch((values, { name: field }) => {
      // Only what a person changed carries a field's name; filling the form does not make a draft.
      if (field === undefined || isDiscarded.current) return;
      // Kept already, it would take the place of the draft that is being looked for.
      const [unit] = field.split('.', 1) as [string];
      if (early.current !== null) early.current[unit] = values[unit as keyof typeof values];
      else keepDraft(key, getValues);
    });
    return () => {
      subscription.unsubscribe();
      void saveDraft(key).catch(() => undefined);
    };
  }, [key, watch, getValues]);

  const discard = useCallback(async () => {
    isDiscarded.current = true;
    setIsRestored(false);
    await looking.current;
    await dropDraft(key);
  }, [key]);

  return { isReady, isRestored, discard };
}
