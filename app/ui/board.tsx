import { GripVertical, MoveHorizontal } from 'lucide-react';
import { createContext, useContext, useMemo, useRef, type ReactNode } from 'react';
import {
  Button,
  Collection,
  GridList,
  GridListItem,
  GridListLoadMoreItem,
  isTextDropItem,
  ListLayout,
  useDragAndDrop,
  Virtualizer,
} from 'react-aria-components';
import { useText } from '../i18n/use-text';
import styles from './board.module.css';
import { IconButton } from './icon-button';
import { iconSize } from './icon-size';
import { Menu } from './menu';
import { useFingerDrag, type FingerDrag, type HeldCard } from './use-finger-drag';

const CARD_TYPE = 'application/x-saha-card';
/** As the card is drawn (board.module.css). */
const CARD_PX = 100;

type BoardState = {
  readonly dragged: { current: DraggedCard | null };
  readonly onGrip: ReturnType<typeof useFingerDrag>['onPointerDown'];
  readonly onMove: (cardId: string, from: string, to: string) => void;
  /** Why a card may not be moved there; null where it may. */
  readonly refusal: (from: string, to: string) => string | null;
  readonly columns: readonly BoardPlace[];
};
/** `neighbour`: the card that takes its place when it is gone; null where it is alone. */
type DraggedCard = HeldCard & { readonly neighbour: string | null };
export type BoardPlace = { readonly id: string; readonly label: string };
const BoardContext = createContext<BoardState | null>(null);
/** By itself: it changes while a finger moves, which no card has to be drawn again for. */
const FingerContext = createContext<FingerDrag | null>(null);

/**
 * Columns of cards. A card is moved by its grip (pointer, finger, or keyboard: Enter, Tab, Enter) or by its menu; all
 * know by `refusal` where it may not go. Columns scroll each by itself, the board sideways.
 */
export function Board({
  label,
  columns,
  refusal,
  onMove,
  children,
}: Omit<BoardState, 'dragged' | 'onGrip'> & { label: string; children: ReactNode }) {
  const board = useRef<HTMLDivElement>(null);
  const dragged = useRef<DraggedCard>(null);
  const { drag, onPointerDown: onGrip } = useFingerDrag(board, ({ id, from }, to) => {
    if (to !== from && refusal(from, to) === null) onMove(id, from, to);
  });
  const state = useMemo(() => ({ dragged, onGrip, columns, refusal, onMove }), [onGrip, columns, refusal, onMove]);
  return (
    <BoardContext.Provider value={state}>
      <FingerContext.Provider value={drag}>
        <div
          ref={board}
          role="group"
          aria-label={label}
          className={styles.board}
          data-held={drag !== null || undefined}
          tabIndex={-1}
        >
          {children}
        </div>
      </FingerContext.Provider>
    </BoardContext.Provider>
  );
}

/** Whether what a finger holds may be let go here; undefined while nothing is held above this column. */
function useHeldOver(column: string): 'taken' | 'refused' | undefined {
  const { refusal } = useBoard();
  const drag = useContext(FingerContext);
  if (drag === null || drag.over !== column || drag.card.from === column) return undefined;
  return refusal(drag.card.from, column) === null ? 'taken' : 'refused';
}

/** One column: its cards as far as they are known, more asked for where the last comes into sight. */
export function BoardColumn<T extends { readonly id: string }>({
  id,
  label,
  mark,
  count,
  countLabel,
  note,
  cards,
  nameOf,
  children,
  empty,
  onMore,
}: BoardPlace & {
  mark?: ReactNode;
  /** Null until it is known. */
  count: string | null;
  countLabel: string;
  /** What is particular about the column. */
  note?: string;
  cards: readonly T[];
  nameOf: (card: T) => string;
  children: (card: T) => ReactNode;
  empty: string;
  /** Left out where there are no more. */
  onMore?: () => void;
}) {
  const { dragAndDropHooks } = useCardDrag(id);
  return (
    <section className={styles.column} aria-label={label} data-board-column={id} data-over={useHeldOver(id)}>
      <h2 className={styles.head}>
        {mark}
        <span className={styles.label}>{label}</span>
        <span className={styles.count} aria-label={countLabel}>
          {count}
        </span>
      </h2>
      {note !== undefined && <p className={styles.note}>{note}</p>}
      <Virtualizer layout={ListLayout} layoutOptions={{ rowSize: CARD_PX, loaderSize: 1 }}>
        <GridList
          aria-label={label}
          dragAndDropHooks={dragAndDropHooks}
          className={styles.cards}
          renderEmptyState={() => <p className={styles.empty}>{empty}</p>}
        >
          <Collection items={cards}>
            {(card) => (
              <GridListItem id={card.id} textValue={nameOf(card)} className={styles.item}>
                <Card id={card.id} column={id} name={nameOf(card)}>
                  {children(card)}
                </Card>
              </GridListItem>
            )}
          </Collection>
          <GridListLoadMoreItem onLoadMore={onMore} isLoading={false} />
        </GridList>
      </Virtualizer>
    </section>
  );
}

function Card({ id, column, name, children }: { id: string; column: string; name: string; children: ReactNode }) {
  const t = useText();
  const { columns, refusal, onMove, onGrip } = useBoard();
  return (
    <div className={styles.card} data-card={id}>
      <span className={styles.gripPlace} onPointerDownCapture={(event) => onGrip(event, { id, from: column })}>
        <Button slot="drag" className={styles.grip} aria-label={t('ui.board.grip', { name })}>
          <GripVertical {...iconSize.small} />
        </Button>
      </span>
      <div className={styles.content}>{children}</div>
      <Menu
        label={t('ui.board.move', { name })}
        trigger={<IconButton label={t('ui.board.move', { name })} icon={<MoveHorizontal {...iconSize.small} />} />}
        actions={columns
          .filter((place) => place.id !== column)
          .map((place) => {
            const reason = refusal(column, place.id);
            return {
              id: place.id,
              label: place.label,
              ...(reason === null
                ? { onAction: () => onMove(id, column, place.id) }
                : { isDisabled: true, detail: reason }),
            };
          })}
      />
    </div>
  );
}

function useCardDrag(column: string) {
  const { dragged, refusal, onMove } = useBoard();
  return useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ [CARD_TYPE]: String(key) })),
    onDragStart: ({ keys }) => {
      const [key] = keys;
      const id = String(key);
      dragged.current = key === undefined ? null : { id, from: column, neighbour: neighbourOf(id, column) };
    },
    onDragEnd: () => {
      const card = dragged.current;
      dragged.current = null;
      // By keyboard the focus was at the column, which is no place to go on from; the card's own place is.
      if (card !== null) requestAnimationFrame(() => goOnFrom(card));
    },
    getAllowedDropOperations: () => ['move'],
    acceptedDragTypes: [CARD_TYPE],
    // A card is put into a column, not between two others: their order is the list's.
    dropTargetDelegate: { getDropTargetFromPoint: () => ({ type: 'root' }) },
    getDropOperation: (target) => {
      const from = dragged.current?.from;
      return target.type === 'root' && from !== undefined && from !== column && refusal(from, column) === null
        ? 'move'
        : 'cancel';
    },
    onRootDrop: ({ items }) => {
      const from = dragged.current?.from;
      const [item] = items;
      if (from === undefined || item === undefined || !isTextDropItem(item)) return;
      void item.getText(CARD_TYPE).then((id) => onMove(id, from, column));
    },
  });
}

const cardsOf = (column: string) => [
  ...document.querySelectorAll<HTMLElement>(`[data-board-column="${CSS.escape(column)}"] [data-card]`),
];

function neighbourOf(cardId: string, column: string): string | null {
  const ids = cardsOf(column).map((card) => card.dataset['card'] ?? '');
  const at = ids.indexOf(cardId);
  return ids[at + 1] ?? ids[at - 1] ?? null;
}

/** Unless something has the focus: to the card's grip where it still is, else to the card that took its place. */
function goOnFrom({ id, from, neighbour }: DraggedCard): void {
  const { activeElement, body } = document;
  if (activeElement !== null && activeElement !== body) return;
  const cards = cardsOf(from);
  const [own, next] = [id, neighbour].map((wanted) => cards.find((card) => card.dataset['card'] === wanted));
  if (own !== undefined) own.querySelector<HTMLElement>('[slot="drag"]')?.focus();
  else next?.closest<HTMLElement>('[role="row"]')?.focus();
}

function useBoard(): BoardState {
  const state = useContext(BoardContext);
  if (state === null) throw new Error('A column stands on a board.');
  return state;
}
