import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../../api/client';

type Asked = Omit<Parameters<typeof api.suppressions.list.query>[0], 'cursor'>;
type Page = Awaited<ReturnType<typeof api.suppressions.list.query>>;
export type SuppressionRow = Page['suppressions'][number];
type Shown = { rows: readonly SuppressionRow[] | undefined; cursor: string | null; error: unknown };
const NOTHING: Shown = { rows: undefined, cursor: null, error: undefined };
/** An address is typed letter by letter and found whole. */
const TYPING_MS = 300;

/** What blocks addresses, as the office knows it now, page by page. */
export function useSuppressions({ address, channel, reason }: Asked) {
  const [shown, setShown] = useState<Shown>(NOTHING);
  const latest = useRef(0);
  const ask = useCallback(
    (cursor: string | null, before: readonly SuppressionRow[]) => {
      const number = (latest.current += 1);
      api.suppressions.list.query({ address, channel, reason, cursor }).then(
        (page) => {
          if (latest.current === number)
            setShown({ rows: [...before, ...page.suppressions], cursor: page.cursor, error: undefined });
        },
        (error: unknown) => {
          if (latest.current === number) setShown((last) => ({ ...last, error }));
        },
      );
    },
    [address, channel, reason],
  );
  const reload = useCallback(() => ask(null, []), [ask]);
  useEffect(() => {
    const timer = setTimeout(reload, TYPING_MS);
    return () => {
      clearTimeout(timer);
      latest.current += 1;
    };
  }, [reload]);
  return {
    rows: shown.rows,
    error: shown.error,
    hasMore: shown.cursor !== null,
    more: () => ask(shown.cursor, shown.rows ?? []),
    reload,
  };
}
