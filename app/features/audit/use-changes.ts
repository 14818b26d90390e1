import { useCallback, useEffect, useRef, useState } from 'react';
import type { WritableCollectionName } from '../../../sync/collections/registry';
import { api } from '../../api/client';
import type { ChangeEntry } from './change-list';

export type Changes = {
  readonly entries: readonly ChangeEntry[] | undefined;
  readonly error: unknown;
  readonly isLoading: boolean;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
  readonly reload: () => void;
};

type State = { entries: readonly ChangeEntry[] | undefined; cursor: string | null; error: unknown; isLoading: boolean };
const NOTHING: State = { entries: undefined, cursor: null, error: undefined, isLoading: true };

/** Who changed what of a record, asked of the office page by page. */
export function useChanges(collection: WritableCollectionName, id: string): Changes {
  const [state, setState] = useState<State>(NOTHING);
  const latest = useRef(0);
  const load = useCallback(
    (cursor: string | null) => {
      const number = (latest.current += 1);
      setState((before) => ({ ...before, error: undefined, isLoading: true }));
      api.audit.ofDocument.query({ collection, id, cursor }).then(
        (page) => {
          if (latest.current !== number) return;
          setState((before) => ({
            entries: cursor === null ? page.entries : [...(before.entries ?? []), ...page.entries],
            cursor: page.cursor,
            error: undefined,
            isLoading: false,
          }));
        },
        (error: unknown) => {
          if (latest.current === number) setState((before) => ({ ...before, error, isLoading: false }));
        },
      );
    },
    [collection, id],
  );
  useEffect(() => {
    load(null);
    return () => {
      latest.current += 1;
    };
  }, [load]);
  return {
    entries: state.entries,
    error: state.error,
    isLoading: state.isLoading,
    hasMore: state.cursor !== null,
    loadMore: () => load(state.cursor),
    reload: () => load(null),
  };
}
