import { useCallback, useEffect, useRef, useState } from 'react';
import type { WritableCollectionName } from '../../../sync/collections/registry';
import { useDatabase } from '../../database/database-context';
import type { StoredByCollection } from '../../database/saha-database';
import { mergeFound } from '../../shell/draft-content';
import { draftKey, dropDraft, keepDraft, readDraft, saveDraft, type DraftContent } from '../../shell/draft-store';
import type { DraftState } from '../../shell/drafts';
import { useTyping, type Typed, type Typing } from './use-typing';

export type KeptTyping<Form, Stored> = Typing<Form, Stored> &
  Pick<DraftState, 'isRestored' | 'keep' | 'startOver'> & {
    /** Call when the form was saved or given up. */
    readonly discard: () => void;
  };

/**
 * `useTyping`, and what is typed is kept as the signed-in person's draft `name` (say 'segment-edit:<id>') until it is
 * saved, as `useDraft` keeps it. Null for `name`: nothing is kept.
 */
export function useKeptTyping<C extends WritableCollectionName, Form extends object>(
  name: string | null,
  collection: C,
  record: StoredByCollection[C] | null,
  formOf: (record: StoredByCollection[C]) => Form,
  empty: Form,
): KeptTyping<Form, StoredByCollection[C]> {
  const { memberId } = useDatabase().me;
  const key = name === null ? null : draftKey(memberId, name);
  const typing = useTyping(collection, record, formOf, empty);
  const { typed, bases, restore, giveAllUp } = typing;
  const [isRestored, setIsRestored] = useState(false);
  /** Looking for a draft has ended. */
  const [isReady, setIsReady] = useState(false);
  const latest = useRef({ typed, bases, restore });
  latest.current = { typed, bases, restore };
  const isKept = useRef(false);
  const isDiscarded = useRef(false);

  useEffect(() => {
    if (key === null) return undefined;
    let isGone = false;
    let isLooking = true;
    let left: DraftContent = { values: {} };
    isDiscarded.current = false;
    const end = (found: DraftContent | null) => {
      isLooking = false;
      if (isGone) {
        // Left before the search had ended.
        if (Object.keys(left.values).length > 0) keepDraft(key, () => mergeFound(found, left));
        return;
      }
      if (isDiscarded.current) return;
      isKept.current = found !== null;
      const earlier = { typed: found?.values ?? {}, bases: found?.bases ?? {} } as Typed<Form>;
      setIsRestored(latest.current.restore(earlier));
      setIsReady(true);
    };
    readDraft(key).then(end, () => end(null));
    return () => {
      isGone = true;
      if (isLooking && !isDiscarded.current) left = contentOf(latest.current);
      if (!isLooking) void saveDraft(key).catch(() => undefined);
      setIsReady(false);
      setIsRestored(false);
    };
  }, [key]);

  useEffect(() => {
    if (key === null || !isReady) return;
    if (Object.keys(typed).length > 0) {
      isKept.current = true;
      keepDraft(key, () => contentOf(latest.current));
    } else if (isKept.current) {
      isKept.current = false;
      void dropDraft(key).catch(() => undefined);
    }
  }, [key, isReady, typed, bases]);

  return {
    ...typing,
    isRestored,
    keep: useCallback(() => setIsRestored(false), []),
    startOver: useCallback(() => {
      setIsRestored(false);
      giveAllUp();
      return Promise.resolve();
    }, [giveAllUp]),
    discard: useCallback(() => {
      isDiscarded.current = true;
      if (key !== null) void dropDraft(key).catch(() => undefined);
    }, [key]),
  };
}

const contentOf = <Form extends object>({ typed, bases }: Typed<Form>): DraftContent => ({
  values: { ...typed },
  bases,
});
