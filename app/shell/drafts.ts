/**
 * Half-typed forms, kept on the device until they are saved or thrown away, so that neither a reload, an update nor a
 * browser that ends the page in the background loses a word. Values are plain objects without a version: a form that no
 * longer knows a field leaves it alone.
 */
import Dexie, { type EntityTable } from 'dexie';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';

const SAVE_AFTER_MS = 300;

type Draft = { key: string; values: FieldValues; savedAt: string };
type DraftDatabase = Dexie & { drafts: EntityTable<Draft, 'key'> };

let opened: DraftDatabase | null = null;
function database(): DraftDatabase {
  if (opened === null) {
    opened = new Dexie('saha-drafts') as DraftDatabase;
    opened.version(1).stores({ drafts: 'key' });
  }
  return opened;
}

const unsaved = new Map<string, () => Promise<void>>();

/** Stores what was typed in every open form. Resolves when it is on the device. */
export async function flushDrafts(): Promise<void> {
  await Promise.allSettled([...unsaved.values()].map((save) => save()));
}

/** Throws all drafts away: the person signed out. */
export async function deleteAllDrafts(): Promise<void> {
  unsaved.clear();
  await database().drafts.clear();
}

if (typeof window !== 'undefined') {
  window.addEventListener('pagehide', () => void flushDrafts());
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') void flushDrafts(); });
}

export type DraftState = {
  /** Looking for a draft has ended; until then the form may still change under the person. */
  isReady: boolean;
  /** The form shows what was typed earlier. */
  isRestored: boolean;
  /** Call when the form was saved or given up. */
  discard: () => Promise<void>;
};

/** Keeps the form's values under `key` (say 'customer-new' or 'customer-edit:<id>') while they are not saved. */
export function useDraft<V extends FieldValues>(key: string, form: UseFormReturn<V>): DraftState {
  const [isReady, setIsReady] = useState(false);
  const [isRestored, setIsRestored] = useState(false);
  const isDiscarded = useRef(false);
  const { reset, getValues, watch } = form;

  useEffect(() => {
    let isGone = false;
    isDiscarded.current = false;
    setIsReady(false);
    setIsRestored(false);
    database().drafts.get(key).then((draft) => {
      if (isGone) return;
      if (draft !== undefined) {
        reset({ ...getValues(), ...draft.values } as V, { keepDefaultValues: true });
        setIsRestored(true);
      }
      setIsReady(true);
    }, () => setIsReady(true));
    return () => { isGone = true; };
  }, [key, reset, getValues]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const save = async () => {
      clearTimeout(timer);
      unsaved.delete(key);
      if (!isDiscarded.current) await database().drafts.put({ key, values: structuredClone(getValues()), savedAt: new Date().toISOString() });
    };
    const subscription = watch((_values, { name }) => {
      // Only what a person changed carries a field's name; filling the form does not make a draft.
      if (name === undefined || isDiscarded.current) return;
      unsaved.set(key, save);
      clearTimeout(timer);
      timer = setTimeout(() => void save().catch(() => undefined), SAVE_AFTER_MS);
    });
    return () => {
      subscription.unsubscribe();
      if (unsaved.get(key) === save) void save().catch(() => undefined);
    };
  }, [key, watch, getValues]);

  const discard = useCallback(async () => {
    isDiscarded.current = true;
    unsaved.delete(key);
    setIsRestored(false);
    await database().drafts.delete(key);
  }, [key]);

  return { isReady, isRestored, discard };
}
