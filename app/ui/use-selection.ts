import { useCallback, useMemo, useState } from 'react';

export type Selection = { readonly ids: ReadonlySet<string>; readonly toggle: (id: string) => void };

const NOBODY: ReadonlySet<string> = new Set();

/** Rows chosen together; `selection` is null while nobody chooses. What is filtered away stays chosen until the end. */
export function useSelection() {
  const [ids, setIds] = useState<ReadonlySet<string> | null>(null);
  const start = useCallback(() => setIds(NOBODY), []);
  const stop = useCallback(() => setIds(null), []);
  const add = useCallback(
    (more: Iterable<string>) => setIds((before) => new Set([...(before ?? NOBODY), ...more])),
    [],
  );
  const toggle = useCallback((id: string) => {
    setIds((before) => {
      const after = new Set(before ?? NOBODY);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  }, []);
  const selection = useMemo<Selection | null>(() => (ids === null ? null : { ids, toggle }), [ids, toggle]);
  return { selection, start, stop, add };
}
