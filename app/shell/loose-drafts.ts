import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useDatabase } from '../database/database-context';
import type { Basis } from '../../sync/rules/document';
import {
  draftKey,
  dropDraft,
  keepDraft,
  readDraft,
  readDraftsUnder,
  saveDraft,
  type DraftContent,
  type DraftValues,
} from './draft-store';

export type LooseDraft<V extends DraftValues> = { keep: (values: V) => void; drop: () => void };

/**
 * A draft of a few values outside a form. `onFound` hears what was left half typed, unless something is typed first.
 */
export function useLooseDraft<V extends DraftValues>(name: string, onFound: (values: V) => void): LooseDraft<V> {
  const key = draftKey(useDatabase().me.memberId, name);
  const hear = useRef(onFound);
  hear.current = onFound;
  const isTouched = useRef(false);
  useEffect(() => {
    let isGone = false;
    isTouched.current = false;
    readDraft(key).then(
      (found) => {
        if (found !== null && !isGone && !isTouched.current) hear.current(found.values as V);
      },
      () => undefined,
    );
    return () => {
      isGone = true;
      void saveDraft(key).catch(() => undefined);
    };
  }, [key]);
  const keep = useCallback(
    (values: V) => {
      isTouched.current = true;
      keepDraft(key, () => ({ values }));
    },
    [key],
  );
  const drop = useCallback(() => {
    isTouched.current = true;
    void dropDraft(key).catch(() => undefined);
  }, [key]);
  return useMemo(() => ({ keep, drop }), [keep, drop]);
}

/** What was left half typed in a field, and what it was typed over; null where an older build kept it. */
export type LeftText = { readonly text: string; readonly basis: Basis | null };
/** What one field edited in place was left with; `found` is set when it was left half typed. */
export type FieldDraft = {
  readonly found: LeftText | undefined;
  keep: (text: string, basis: Basis) => void;
  drop: () => void;
};

/**
 * The drafts of all fields that are edited in place on one document (`name`, say 'customer:<id>'), read at once. Where
 * something is typed before they are found, it stays.
 */
export function useFieldDrafts(name: string): (field: string) => FieldDraft {
  const prefix = draftKey(useDatabase().me.memberId, `${name}:`);
  const [found, setFound] = useState<ReadonlyMap<string, LeftText> | null>(null);
  const touched = useRef(new Set<string>());
  useEffect(() => {
    let isGone = false;
    const typed = (touched.current = new Set());
    readDraftsUnder(prefix).then(
      (drafts) => {
        const left = new Map([...drafts].flatMap(([field, draft]) => (typed.has(field) ? [] : leftText(field, draft))));
        if (!isGone && left.size > 0) setFound(left);
      },
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [prefix]);
  return useCallback(
    (field) => ({
      found: found?.get(field),
      keep: (text, basis) => {
        touched.current.add(field);
        keepDraft(`${prefix}${field}`, () => ({ values: { text }, bases: { [field]: basis } }));
      },
      drop: () => {
        touched.current.add(field);
        void dropDraft(`${prefix}${field}`).catch(() => undefined);
      },
    }),
    [found, prefix],
  );
}

function leftText(field: string, { values, bases }: DraftContent): [string, LeftText][] {
  const { text } = values;
  return typeof text === 'string' ? [[field, { text, basis: bases?.[field] ?? null }]] : [];
}
