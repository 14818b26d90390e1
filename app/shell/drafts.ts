import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { useDatabase } from '../database/database-context';
import { isKnown, mergeFound, sameInput, sharedUnits, type DraftBases, type FormRecord } from './draft-content';
import { draftKey, dropDraft, keepDraft, readDraft, saveDraft, type DraftContent } from './draft-store';
import { useFollowedRecord } from './use-followed-record';

export type DraftState = {
  /** Looking for a draft has ended; until then fields may still change in which nothing was typed. */
  isReady: boolean;
  /** The form shows what was typed earlier, and nobody has said yet whether to go on with it. */
  isRestored: boolean;
  /** What was typed in, by unit, each with what was shown of it when that began. */
  bases: DraftBases;
  /** The person goes on with what was restored. */
  keep: () => void;
  /** The person was shown what stands in the record now; what they type is typed over that from here on. */
  see: (unit: string) => void;
  /** Gives up what was typed in a unit: the record's value shows. */
  giveUp: (unit: string) => void;
  /** Everything typed is given up; what is typed from now on is kept again. */
  startOver: () => Promise<void>;
  /** Call when the form was saved or given up. */
  discard: () => Promise<void>;
};

/**
 * Keeps what is typed into the form as the signed-in person's draft `name` (say 'customer-edit:<id>') until it is
 * saved: only what was touched, each with what it was typed over. A form over a `record` goes on showing the record as
 * it changes, where nothing was typed.
 */
export function useDraft<V extends FieldValues>(
  name: string,
  form: UseFormReturn<V>,
  record?: FormRecord<V>,
): DraftState {
  const key = draftKey(useDatabase().me.memberId, name);
  const [isReady, setIsReady] = useState(false);
  const [isRestored, setIsRestored] = useState(false);
  const [bases, setBases] = useState<DraftBases>({});
  const held = useRef<DraftBases>(bases);
  const hold = useCallback((next: DraftBases) => {
    held.current = next;
    setBases(next);
  }, []);
  const isDiscarded = useRef(false);
  const looking = useRef<Promise<void> | null>(null);
  const { reset, getValues, watch } = form;
  const shown = useFollowedRecord(form, record, held);
  const { isFilling, fill } = shown;
  const unitOf = useRef((field: string) => field);
  unitOf.current = record?.unitOf ?? ((field) => field);

  const content = useCallback((): DraftContent => {
    const values = getValues();
    const touched = Object.keys(values).filter((field) => held.current[unitOf.current(field)] !== undefined);
    return { values: Object.fromEntries(touched.map((field) => [field, values[field]])), bases: held.current };
  }, [getValues]);
  const store = useCallback(() => {
    if (looking.current !== null) return;
    if (Object.keys(held.current).length === 0) void dropDraft(key).catch(() => undefined);
    else keepDraft(key, content);
  }, [key, content]);

  useEffect(() => {
    let isGone = false,
      left: DraftContent = { values: {} };
    isDiscarded.current = false;
    hold({});
    setIsReady(false);
    setIsRestored(false);
    const end = (draft: DraftContent | null) => {
      const typed = isGone ? left : content();
      if (!isGone) looking.current = null;
      const isTyped = Object.keys(typed.bases ?? {}).length > 0 && !isDiscarded.current;
      if (isGone) {
        // Left before the search had ended.
        if (isTyped) keepDraft(key, () => mergeFound(draft, typed));
        return;
      }
      if (draft !== null && !isDiscarded.current) {
        const found = shown.restorable(draft);
        const merged = mergeFound(found, typed);
        fill(merged.values as Partial<V>);
        hold(merged.bases ?? {});
        setIsRestored(Object.keys(found.values).length > 0);
      }
      setIsReady(true);
      if (isTyped || draft !== null) store();
    };
    const search = readDraft(key).then(end, () => end(null));
    looking.current = search;
    return () => {
      isGone = true;
      if (looking.current === search) left = content();
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- looks once per key; what it calls reads the latest
  }, [key]);

  useEffect(() => {
    const subscription = watch((values, { name: field }) => {
      // Only what a person changed carries a field's name; filling the form does not make a draft.
      if (field === undefined || isFilling()) return;
      // The form stands until the next screen is there; what is typed in it by then is typed as before.
      isDiscarded.current = false;
      const unit = unitOf.current(field.split('.', 1)[0] as string);
      const begun = held.current[unit] ?? shown.basisOf(unit);
      const others = without(held.current, unit);
      // Typed back to what was shown: as if never touched.
      const isBack = isKnown(begun) && sameInput(shown.valuesOf(unit, values as V), begun);
      // What it is typed over is the same at every letter: the form is not drawn anew for it.
      if (isBack ? unit in held.current : held.current[unit] !== begun)
        hold(isBack ? others : { ...others, [unit]: begun });
      store();
    });
    return () => {
      subscription.unsubscribe();
      void saveDraft(key).catch(() => undefined);
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what it calls reads the latest
  }, [key, watch]);

  const lookedFor = () => looking.current ?? Promise.resolve();
  const latest = useRef(record);
  latest.current = record;
  const giveUp = useCallback(
    (unit: string) => {
      const others = without(held.current, unit);
      hold(others);
      const values = latest.current?.values;
      if (values !== undefined) fill(sharedUnits(values, unit, unitOf.current));
      store();
    },
    [hold, fill, store],
  );
  const see = useCallback(
    (unit: string) => {
      if (held.current[unit] === undefined || latest.current === undefined) return;
      hold({ ...held.current, [unit]: latest.current.basisOf(unit) });
      store();
    },
    [hold, store],
  );
  const giveAllUp = async (isLast: boolean) => {
    isDiscarded.current = isLast;
    hold({});
    setIsRestored(false);
    if (!isLast) {
      if (latest.current === undefined) reset();
      else reset(latest.current.values);
    }
    await lookedFor();
    if (isLast || Object.keys(held.current).length === 0) await dropDraft(key);
  };
  const all = useRef(giveAllUp);
  all.current = giveAllUp;
  return useMemo(
    () => ({
      isReady,
      isRestored,
      bases,
      see,
      giveUp,
      keep: () => setIsRestored(false),
      startOver: () => all.current(false),
      discard: () => all.current(true),
    }),
    [isReady, isRestored, bases, see, giveUp],
  );
}

function without(bases: DraftBases, unit: string): DraftBases {
  return Object.fromEntries(Object.entries(bases).filter(([name]) => name !== unit));
}
