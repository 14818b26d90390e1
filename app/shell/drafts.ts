import { useCallback, useEffect, useRef, useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { useDatabase } from '../database/database-context';
import { draftKey, dropDraft, keepDraft, readDraft, saveDraft } from './draft-store';

export type DraftState = {
  /** Looking for a draft has ended; until then the form may still change under the person. */
  isReady: boolean;
  /** The form shows what was typed earlier. */
  isRestored: boolean;
  /** Call when the form was saved or given up. */
  discard: () => Promise<void>;
};

/** Keeps the form's values as the signed-in person's draft `name` (say 'customer-edit:<id>') while they are not saved. */
export function useDraft<V extends FieldValues>(name: string, form: UseFormReturn<V>): DraftState {
  const key = draftKey(useDatabase().me.memberId, name);
  const [isReady, setIsReady] = useState(false);
  const [isRestored, setIsRestored] = useState(false);
  const isDiscarded = useRef(false);
  const { reset, getValues, watch } = form;

  useEffect(() => {
    let isGone = false;
    isDiscarded.current = false;
    setIsReady(false);
    setIsRestored(false);
    readDraft(key).then((draft) => {
      if (isGone) return;
      if (draft !== null) {
        reset({ ...getValues(), ...draft } as V, { keepDefaultValues: true });
        setIsRestored(true);
      }
      setIsReady(true);
    }, () => setIsReady(true));
    return () => { isGone = true; };
  }, [key, reset, getValues]);

  useEffect(() => {
    const subscription = watch((_values, { name: field }) => {
      // Only what a person changed carries a field's name; filling the form does not make a draft.
      if (field !== undefined && !isDiscarded.current) keepDraft(key, getValues);
    });
    return () => {
      subscription.unsubscribe();
      void saveDraft(key).catch(() => undefined);
    };
  }, [key, watch, getValues]);

  const discard = useCallback(async () => {
    isDiscarded.current = true;
    setIsRestored(false);
    await dropDraft(key);
  }, [key]);

  return { isReady, isRestored, discard };
}
