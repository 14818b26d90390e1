import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { readScroll, useScrollMemory } from '../../shell/use-scroll-memory';
import { useRowKeys } from '../../ui/row-keys';
import { useGridFocus } from '../../ui/use-grid-focus';
import { useNowMs } from '../../ui/use-now';
import styles from './chat-list.module.css';
import { ChatListRow } from './chat-list-row';
import type { FoundRow } from './chat-book';
import { useChatDrafts } from './use-chat-drafts';

const OVERSCAN = 4;
const ROW_PX = 72;

/** The conversations, of which only those in sight exist. */
export function ChatList({
  found,
  listKey,
  selectedId,
  ownerOf,
  onOpen,
}: {
  found: readonly FoundRow[];
  listKey: string;
  selectedId: string | undefined;
  /** Who is named on a row as answering it. */
  ownerOf: (memberId: string) => { readonly fullName: string; readonly colour: number } | undefined;
  onOpen: (found: FoundRow) => void;
}) {
  const t = useText();
  const formats = useFormats();
  const nowMs = useNowMs();
  const scroller = useRef<HTMLDivElement | null>(null);
  const memory = useScrollMemory<HTMLDivElement>(`messages?${listKey}`);
  const attach = useCallback(
    (element: HTMLDivElement | null) => {
      scroller.current = element;
      memory(element);
    },
    [memory],
  );
  const drafts = useChatDrafts(selectedId);
  const activeRow = useRef(0);
  const virtualizer = useVirtualizer({
    count: found.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    initialOffset: () => readScroll(`messages?${listKey}`),
    // The row that holds the focus must not vanish when it is scrolled out of sight.
    rangeExtractor: (range) => {
      const rows = defaultRangeExtractor(range);
      const kept = activeRow.current;
      return kept >= range.count || rows.includes(kept) ? rows : [...rows, kept].sort((a, b) => a - b);
    },
  });
  const activate = useCallback(
    (index: number) => {
      const one = found[index];
      if (one !== undefined) onOpen(one);
    },
    [found, onOpen],
  );
  const { spot, onKeyDown, onFocus, moveTo } = useGridFocus({
    grid: scroller,
    count: found.length,
    pageRows: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_PX) - 1),
    scrollTo: (row) => virtualizer.scrollToIndex(row, { align: 'auto' }),
    onActivate: activate,
  });
  activeRow.current = spot.row;
  useEffect(() => moveTo(0), [listKey, moveTo]);
  const items = virtualizer.getVirtualItems();
  const keys = useRowKeys(items.map(({ index }) => (found[index] as FoundRow).row.id));
  return (
    <div ref={attach} className={styles.scroller}>
      <div
        role="grid"
        aria-label={t('chat.list')}
        aria-rowcount={found.length}
        aria-colcount={1}
        className={styles.grid}
        style={{ height: virtualizer.getTotalSize() }}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') onKeyDown(event);
        }}
        onFocus={onFocus}
        onClick={(event: MouseEvent) => {
          const index = (event.target as Element).closest<HTMLElement>('[data-row]')?.dataset['row'];
          if (index !== undefined) activate(Number(index));
        }}
        tabIndex={-1}
      >
        {items.map(({ index, start, size }, at) => {
          const { row, hit } = found[index] as FoundRow;
          return (
            <div
              key={keys[at]}
              role="row"
              aria-rowindex={index + 1}
              aria-selected={row.id === selectedId || row.threadId === selectedId}
              data-row={index}
              className={styles.row}
              style={{ height: size, transform: `translateY(${start}px)` }}
            >
              <ChatListRow
                row={row}
                hit={hit}
                draft={drafts.get(row.threadId) ?? drafts.get(row.id) ?? ''}
                owner={ownerOf(row.responsibleId)}
                isStop={index === spot.row}
                formats={formats}
                nowMs={nowMs}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}
