import {
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
} from 'react';

export type GridSpot = { readonly row: number; readonly column: 0 | 1 };

/** Where a key leads in a grid of `count` rows and two columns; null when the key means nothing here. */
export function moveInGrid(spot: GridSpot, key: string, count: number, pageRows: number): GridSpot | null {
  const to = (row: number): GridSpot => ({ ...spot, row: Math.max(0, Math.min(row, count - 1)) });
  switch (key) {
    case 'ArrowDown':
      return to(spot.row + 1);
    case 'ArrowUp':
      return to(spot.row - 1);
    case 'PageDown':
      return to(spot.row + pageRows);
    case 'PageUp':
      return to(spot.row - pageRows);
    case 'Home':
      return to(0);
    case 'End':
      return to(count - 1);
    case 'ArrowRight':
      return { ...spot, column: 1 };
    case 'ArrowLeft':
      return { ...spot, column: 0 };
    default:
      return null;
  }
}

/** Where an element stands in its grid. */
function spotOf(element: Element): GridSpot | null {
  const row = element.closest<HTMLElement>('[data-row]')?.dataset['row'];
  if (row === undefined) return null;
  return { row: Number(row), column: (element as HTMLElement).dataset['column'] === '1' ? 1 : 0 };
}

/**
 * Keyboard of a virtualised grid: one spot takes the Tab key, arrows move it, and the row it is on is scrolled to
 * before it is focused, because it may not exist yet.
 */
export function useGridFocus({
  grid,
  count,
  pageRows,
  scrollTo,
  onActivate,
}: {
  grid: RefObject<HTMLElement | null>;
  count: number;
  pageRows: () => number;
  scrollTo: (row: number) => void;
  onActivate: (row: number) => void;
}) {
  const [spot, setSpot] = useState<GridSpot>({ row: 0, column: 0 });
  const wantsFocus = useRef(false);
  const shown = useMemo<GridSpot>(
    () => (spot.row < count ? spot : { ...spot, row: Math.max(0, count - 1) }),
    [spot, count],
  );

  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    const target = grid.current?.querySelector<HTMLElement>(
      `[data-row="${shown.row}"] [data-column="${shown.column}"]`,
    );
    if (target === null || target === undefined) return;
    wantsFocus.current = false;
    target.focus({ preventScroll: true });
  });

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || count === 0) return;
      // What has the focus may have moved since, with what arrived above it.
      const here = spotOf(event.target as Element) ?? shown;
      if ((event.key === 'Enter' || event.key === ' ') && here.column === 0) {
        event.preventDefault();
        onActivate(here.row);
        return;
      }
      const next = moveInGrid(here, event.key, count, pageRows());
      if (next === null) return;
      event.preventDefault();
      wantsFocus.current = true;
      setSpot(next);
      if (next.row !== here.row) scrollTo(next.row);
    },
    [count, shown, pageRows, scrollTo, onActivate],
  );

  /** A tap or a click moves the spot to where it landed. */
  const onFocus = useCallback((event: FocusEvent) => {
    const spotThere = spotOf(event.target);
    if (spotThere === null) return;
    setSpot((before) => (before.row === spotThere.row && before.column === spotThere.column ? before : spotThere));
  }, []);

  const moveTo = useCallback(
    (row: number) => setSpot((before) => (before.row === row ? before : { row, column: 0 })),
    [],
  );
  return { spot: shown, onKeyDown, onFocus, moveTo };
}
