import { useCallback, useEffect, useRef, useState } from 'react';

type Shown<Page, Row> = {
  readonly first: Page | undefined;
  readonly rows: readonly Row[] | undefined;
  readonly cursor: string | null;
  readonly error: unknown;
};
export type Pages<Page, Row> = {
  /** What the first page said beside its rows; undefined: the office has not answered yet. */
  readonly first: Page | undefined;
  readonly rows: readonly Row[] | undefined;
  readonly error: unknown;
  readonly hasMore: boolean;
  readonly more: () => void;
  readonly reload: () => void;
};

/** A list of the office, page by page; `ask` stays the same function as long as the question does. */
export function usePages<Page extends { readonly cursor: string | null }, Row>(
  ask: (cursor: string | null) => Promise<Page>,
  rowsOf: (page: Page) => readonly Row[],
): Pages<Page, Row> {
  const [shown, setShown] = useState<Shown<Page, Row>>({
    first: undefined,
    rows: undefined,
    cursor: null,
    error: undefined,
  });
  const latest = useRef(0);
  const rowsOfPage = useRef(rowsOf);
  rowsOfPage.current = rowsOf;
  const read = useCallback(
    (cursor: string | null) => {
      const number = (latest.current += 1);
      ask(cursor).then(
        (page) => {
          if (latest.current !== number) return;
          setShown((before) => ({
            first: cursor === null ? page : before.first,
            rows: [...(cursor === null ? [] : (before.rows ?? [])), ...rowsOfPage.current(page)],
            cursor: page.cursor,
            error: undefined,
          }));
        },
        (error: unknown) => {
          if (latest.current === number) setShown((before) => ({ ...before, error }));
        },
      );
    },
    [ask],
  );
  const reload = useCallback(() => read(null), [read]);
  useEffect(() => {
    reload();
    return () => {
      latest.current += 1;
    };
  }, [reload]);
  return { ...shown, hasMore: shown.cursor !== null, more: () => read(shown.cursor), reload };
}
