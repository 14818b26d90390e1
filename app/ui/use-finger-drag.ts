import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type PointerEvent as ReactPointerEvent,
  type RefObject,
} from 'react';
import styles from './board.module.css';

/** A finger that trembles on a grip takes nothing up. */
const TAKEN_UP_PIXELS = 6;
const EDGE_PIXELS = 44;
const SCROLL_PIXELS = 12;

export type HeldCard = { readonly id: string; readonly from: string };
/** `over`: the column below the finger, null beside all of them. */
export type FingerDrag = { readonly card: HeldCard; readonly over: string | null };

/**
 * Cards that follow a finger (or a pen) at once. Browsers' own dragging has to be waited for by touch, is told from
 * scrolling by luck, and some have none; with a mouse it is theirs. A column is `[data-board-column]`, a card
 * `[data-card]`; the card's picture goes with the finger, and near the sides of `board` the columns scroll along.
 */
export function useFingerDrag(
  board: RefObject<HTMLElement | null>,
  onDrop: (card: HeldCard, to: string) => void,
): {
  drag: FingerDrag | null;
  onPointerDown: (event: ReactPointerEvent<HTMLElement>, card: HeldCard) => void;
} {
  const [drag, setDrag] = useState<FingerDrag | null>(null);
  const end = useRef<(() => void) | null>(null);
  const drop = useRef(onDrop);
  drop.current = onDrop;
  useEffect(() => () => end.current?.(), []);

  const onPointerDown = useCallback(
    (event: ReactPointerEvent<HTMLElement>, card: HeldCard) => {
      const face = event.currentTarget.closest<HTMLElement>('[data-card]');
      if (event.pointerType === 'mouse' || !event.isPrimary || end.current !== null || face === null) return;
      const { pointerId, clientX: fromX, clientY: fromY } = event;
      const box = face.getBoundingClientRect();
      let picture: HTMLElement | null = null;
      let [x, y, frame] = [fromX, fromY, 0];
      let over: string | null = null;
      const show = () => {
        if (picture === null) return;
        picture.style.translate = `${box.left + x - fromX}px ${box.top + y - fromY}px`;
        const below = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-board-column]');
        over = below?.dataset['boardColumn'] ?? null;
        setDrag((before) => (before?.card === card && before.over === over ? before : { card, over }));
      };
      const scrollAlong = () => {
        const element = board.current;
        if (element === null) return;
        const { left, right } = element.getBoundingClientRect();
        const by = x < left + EDGE_PIXELS ? -SCROLL_PIXELS : x > right - EDGE_PIXELS ? SCROLL_PIXELS : 0;
        if (by !== 0) {
          element.scrollBy(by, 0);
          show();
        }
        frame = requestAnimationFrame(scrollAlong);
      };
      const move = (moved: PointerEvent) => {
        if (moved.pointerId !== pointerId) return;
        [x, y] = [moved.clientX, moved.clientY];
        if (picture === null) {
          if (Math.hypot(x - fromX, y - fromY) < TAKEN_UP_PIXELS) return;
          picture = pictureOf(face, box);
          face.dataset['held'] = '';
          frame = requestAnimationFrame(scrollAlong);
        }
        show();
      };
      const up = (released: PointerEvent) => {
        if (released.pointerId !== pointerId) return;
        const [isHeld, to] = [picture !== null, over];
        end.current?.();
        if (isHeld && to !== null) drop.current(card, to);
      };
      const cancel = (cancelled: PointerEvent) => {
        if (cancelled.pointerId === pointerId) end.current?.();
      };
      const escape = (key: KeyboardEvent) => {
        if (key.key !== 'Escape') return;
        key.stopPropagation();
        end.current?.();
      };
      // The card lies in a row that the browser takes up by itself when a finger rests on it.
      const ownDrag = (started: DragEvent) => {
        started.preventDefault();
        started.stopPropagation();
      };
      const listeners = new AbortController();
      const to = { capture: true, signal: listeners.signal };
      window.addEventListener('pointermove', move, to);
      window.addEventListener('pointerup', up, to);
      window.addEventListener('pointercancel', cancel, to);
      window.addEventListener('keydown', escape, to);
      window.addEventListener('dragstart', ownDrag, to);
      end.current = () => {
        listeners.abort();
        cancelAnimationFrame(frame);
        picture?.remove();
        delete face.dataset['held'];
        end.current = null;
        setDrag(null);
      };
    },
    [board],
  );
  return { drag, onPointerDown };
}

/** What is seen below the finger; nothing one could reach or hear. */
function pictureOf(face: HTMLElement, { width, height }: DOMRect): HTMLElement {
  const picture = face.cloneNode(true) as HTMLElement;
  for (const named of [picture, ...picture.querySelectorAll('[id]')]) named.removeAttribute('id');
  picture.inert = true;
  picture.ariaHidden = 'true';
  picture.classList.add(styles.picture ?? '');
  picture.style.width = `${width}px`;
  picture.style.height = `${height}px`;
  document.body.append(picture);
  return picture;
}
