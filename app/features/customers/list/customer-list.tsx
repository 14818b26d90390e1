import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { memo, useCallback, useEffect, useRef, type MouseEvent } from 'react';
import type { CustomerRows, CustomerRow } from '../../../database/use-customer-rows';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { afterPaint } from '../../../shell/after-paint';
import { useDensity, type Density } from '../../../shell/density';
import { readScroll, useScrollMemory } from '../../../shell/use-scroll-memory';
import styles from './customer-list.module.css';
import { CustomerRowCells, RowSkeleton, type Owner } from './customer-row';
import { useRowKeys } from '../../../ui/row-keys';
import { useGridFocus } from '../../../ui/use-grid-focus';
import { useNowMs } from '../../../ui/use-now';
import type { Selection } from '../../../ui/use-selection';

const OVERSCAN = 4;

/** The rows of a list of customers, of which only those in sight exist. */
export const CustomerList = memo(function CustomerList({
  customerRows,
  listKey,
  selectedId,
  ownerOf,
  selection,
  onOpen,
  onLog,
}: {
  customerRows: CustomerRows;
  listKey: string;
  selectedId: string | undefined;
  /** Who is named on a row as looking after the customer. */
  ownerOf: (memberId: string) => Owner | undefined;
  /** Several are being chosen: then a row is chosen and not opened. */
  selection: Selection | null;
  onOpen: (row: CustomerRow) => void;
  onLog: (row: CustomerRow) => void;
}) {
  const t = useText();
  const nowMs = useNowMs();
  const formats = useFormats();
  const { total, ready, rowAt, loadRange, indexOf } = customerRows;
  const scroller = useRef<HTMLDivElement | null>(null);
  const memory = useScrollMemory<HTMLDivElement>(`customers?${listKey}`);
  const attach = useCallback(
    (element: HTMLDivElement | null) => {
      scroller.current = element;
      memory(element);
    },
    [memory],
  );
  const density = useDensity();
  const rowHeight = useRef(0);
  const measuredFor = useRef<Density | null>(null);
  if (measuredFor.current !== density) {
    measuredFor.current = density;
    rowHeight.current = rowPx();
  }
  const activeRow = useRef(0);

  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight.current,
    overscan: OVERSCAN,
    initialOffset: () => readScroll(`customers?${listKey}`),
    // The row that holds the focus must not vanish when it is scrolled out of sight.
    rangeExtractor: (range) => {
      const rows = defaultRangeExtractor(range);
      const kept = activeRow.current;
      return kept >= range.count || rows.includes(kept) ? rows : [...rows, kept].sort((a, b) => a - b);
    },
  });

  const scrollTo = useCallback((row: number) => virtualizer.scrollToIndex(row, { align: 'auto' }), [virtualizer]);
  const pageRows = useCallback(
    () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight.current) - 1),
    [],
  );
  const activate = useCallback(
    (index: number) => {
      const row = rowAt(index);
      if (row === undefined) return;
      if (selection === null) onOpen(row);
      else selection.toggle(row.id);
    },
    [rowAt, onOpen, selection],
  );
  const openTapped = useCallback(
    (event: MouseEvent) => {
      const target = event.target as Element;
      const index = target.closest<HTMLElement>('[data-row]')?.dataset['row'];
      if (index !== undefined && target.closest('[data-column="1"]') === null) activate(Number(index));
    },
    [activate],
  );
  const { spot, onKeyDown, onFocus, moveTo } = useGridFocus({
    grid: scroller,
    count: total,
    pageRows,
    scrollTo,
    onActivate: activate,
  });
  activeRow.current = spot.row;
  useEffect(() => virtualizer.measure(), [virtualizer, density]);

  const items = virtualizer.getVirtualItems();
  const keys = useRowKeys(items.map(({ index }) => rowAt(index)?.id ?? `#${index}`));
  const first = virtualizer.range?.startIndex ?? 0;
  const last = virtualizer.range?.endIndex ?? 0;
  useEffect(() => {
    if (total > 0) loadRange(Math.max(0, first - OVERSCAN), Math.min(total, last + OVERSCAN + 1));
  }, [loadRange, first, last, total]);

  // Another filter is another list, and begins at its own top.
  useEffect(() => moveTo(0), [listKey, moveTo]);

  // The chosen customer stays in sight, also when chosen by a link; not when the list merely changes beneath. Where
  // somebody stands is known once the index is there, not yet while the list holds its first rows alone.
  const canBeFound = ready && total > 0;
  useEffect(() => {
    if (selectedId === undefined || !canBeFound) return undefined;
    let isStale = false;
    let giveUp = () => undefined as void;
    void indexOf(selectedId).then((index) => {
      if (isStale || index < 0) return;
      // Finding out how far it is has the whole screen laid out: whoever opened the customer sees them first.
      giveUp = afterPaint(() => {
        moveTo(index);
        scrollTo(index);
      });
    });
    return () => {
      isStale = true;
      giveUp();
    };
  }, [selectedId, canBeFound, indexOf, moveTo, scrollTo]);

  return (
    <div ref={attach} className={styles.scroller}>
      <div
        role="grid"
        aria-label={t('customers.title')}
        aria-rowcount={total}
        aria-colcount={2}
        aria-multiselectable={selection !== null}
        aria-describedby="customer-list-help"
        className={styles.grid}
        style={{ height: virtualizer.getTotalSize() }}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        onClick={openTapped}
        tabIndex={-1}
      >
        {items.map((item, at) => {
          const row = rowAt(item.index);
          return (
            <div
              key={keys[at]}
              role="row"
              aria-rowindex={item.index + 1}
              aria-selected={
                row !== undefined && (selection === null ? row.id === selectedId : selection.ids.has(row.id))
              }
              data-row={item.index}
              className={styles.row}
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
            >
              {row === undefined ? (
                <div role="gridcell" className={styles.cell}>
                  <RowSkeleton />
                </div>
              ) : (
                <CustomerRowCells
                  row={row}
                  owner={ownerOf(row.ownerId)}
                  isPicked={selection === null ? null : selection.ids.has(row.id)}
                  nowMs={nowMs}
                  formats={formats}
                  onLog={onLog}
                  focusableColumn={item.index === spot.row ? spot.column : null}
                />
              )}
            </div>
          );
        })}
      </div>
      <p id="customer-list-help" hidden>
        {t(selection === null ? 'customers.listHelp' : 'customers.select.help')}
      </p>
    </div>
  );
});

/** The height of a row as tokens.css has it, in pixels of this device. */
function rowPx(): number {
  const root = getComputedStyle(document.documentElement);
  return Number.parseFloat(root.getPropertyValue('--row')) * Number.parseFloat(root.fontSize);
}
