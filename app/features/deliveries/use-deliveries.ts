import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../../api/client';

export type DeliveryFilter = Omit<Parameters<typeof api.deliveries.list.query>[0], 'cursor'>;
type Page = Awaited<ReturnType<typeof api.deliveries.list.query>>;
export type DeliveryRow = Page['deliveries'][number];

export type Deliveries = {
  /** undefined: the office has not answered yet. */
  readonly rows: readonly DeliveryRow[] | undefined;
  readonly undecided: number;
  readonly error: unknown;
  readonly hasMore: boolean;
  readonly more: () => void;
  readonly reload: () => void;
};
type Shown = { rows: readonly DeliveryRow[] | undefined; cursor: string | null; undecided: number; error: unknown };
const NOTHING: Shown = { rows: undefined, cursor: null, undecided: 0, error: undefined };

/** Deliveries as the office knows them now, page by page; asked anew whenever the filter changes. */
export function useDeliveries({ state, reason, channel, purpose }: DeliveryFilter): Deliveries {
  const [shown, setShown] = useState<Shown>(NOTHING);
  const latest = useRef(0);
  const ask = useCallback(
    (cursor: string | null, before: readonly DeliveryRow[]) => {
      const number = (latest.current += 1);
      api.deliveries.list.query({ state, reason, channel, purpose, cursor }).then(
        (page) => {
          if (latest.current === number)
            setShown({
              rows: [...before, ...page.deliveries],
              cursor: page.cursor,
              undecided: page.undecided,
              error: undefined,
            });
        },
        (error: unknown) => {
          if (latest.current === number) setShown((last) => ({ ...last, error }));
        },
      );
    },
    [state, reason, channel, purpose],
  );
  const reload = useCallback(() => ask(null, []), [ask]);
  useEffect(() => {
    setShown(NOTHING);
    reload();
    return () => {
      latest.current += 1;
    };
  }, [reload]);
  return {
    rows: shown.rows,
    undecided: shown.undecided,
    error: shown.error,
    hasMore: shown.cursor !== null,
    more: () => ask(shown.cursor, shown.rows ?? []),
    reload,
  };
}
