import { useRef } from 'react';

export type KeyedRow = { readonly id: string; readonly key: number };

/**
 * Keys for the rows `ids` (each once, top to bottom), after the rows `before`. A row that stays keeps its key, and with
 * it its elements and the focus; one that comes takes over the key of one that goes from between the same neighbours,
 * so that its elements are filled anew and not made anew; no element is ever moved among the others, which would take
 * the focus from it. `newKey` makes a key that no row had before.
 */
export function keyRows(before: readonly KeyedRow[], ids: readonly string[], newKey: () => number): KeyedRow[] {
  const placeBefore = new Map(before.map(({ id }, place) => [id, place]));
  const keyed: KeyedRow[] = [];
  let coming: string[] = [];
  let from = 0;
  const fill = (until: number) => {
    for (const id of coming) keyed.push({ id, key: from < until ? before[from++]!.key : newKey() });
    coming = [];
  };
  for (const id of ids) {
    const place = placeBefore.get(id);
    if (place === undefined || place < from) {
      coming.push(id);
      continue;
    }
    fill(place);
    keyed.push({ id, key: before[place]!.key });
    from = place + 1;
  }
  fill(before.length);
  return keyed;
}

/** `keyRows` from one drawing to the next. Answers a key for each of `ids`. */
export function useRowKeys(ids: readonly string[]): readonly number[] {
  const last = useRef<readonly KeyedRow[]>([]);
  const made = useRef(0);
  last.current = keyRows(last.current, ids, () => made.current++);
  return last.current.map(({ key }) => key);
}
