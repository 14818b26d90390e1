import { useCallback, useEffect, useRef, useState, type PointerEvent as ReactPointerEvent } from 'react';

const PICK_UP_MS = 300;
const MOUSE_PIXELS = 5;
const FINGER_PIXELS = 10;
const EDGE_PIXELS = 44;
const SCROLL_PIXELS = 12;

export type DragPoint = { readonly clientX: number; readonly clientY: number };
export type Dragged = { readonly id: string; readonly grabbed: DragPoint; readonly at: DragPoint };

/**
 * Dragging in a scrolling area: a mouse picks up by moving, a finger by resting first, so that it can still scroll.
 * Near an edge the area scrolls along; Escape puts back. `onDrop` is told where it was let go.
 */
export function useDayDrag(
  area: React.RefObject<HTMLElement | null>,
  onDrop: (dragged: Dragged) => void,
): {
  dragged: Dragged | null;
  /** A click that ended a drag opens nothing. */
  wasDragged: () => boolean;
  onPointerDown: (event: ReactPointerEvent, id: string) => void;
} {
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const current = useRef<Dragged | null>(null);
  const endedAtMs = useRef(-Infinity);
  const drop = useRef(onDrop);
  drop.current = onDrop;

  // A finger that holds an appointment does not scroll; the browser only asks at the first move of a touch.
  useEffect(() => {
    const element = area.current;
    const hold = (event: TouchEvent) => {
      if (current.current !== null && event.cancelable) event.preventDefault();
    };
    element?.addEventListener('touchmove', hold, { passive: false });
    return () => element?.removeEventListener('touchmove', hold);
  }, [area]);

  const onPointerDown = useCallback(
    (event: ReactPointerEvent, id: string) => {
      if (event.button !== 0 || current.current !== null) return;
      const isMouse = event.pointerType === 'mouse';
      const { pointerId } = event;
      const from: DragPoint = { clientX: event.clientX, clientY: event.clientY };
      let frame = 0;
      const show = (next: Dragged | null) => {
        current.current = next;
        setDragged(next);
      };
      const timer = isMouse
        ? undefined
        : setTimeout(() => {
            show({ id, grabbed: from, at: from });
            frame = requestAnimationFrame(scrollAlong);
          }, PICK_UP_MS);
      const scrollAlong = () => {
        const [element, held] = [area.current, current.current];
        if (element === null || held === null) return;
        const box = element.getBoundingClientRect();
        const by = (at: number, from: number, to: number) =>
          at < from + EDGE_PIXELS ? -SCROLL_PIXELS : at > to - EDGE_PIXELS ? SCROLL_PIXELS : 0;
        const [x, y] = [by(held.at.clientX, box.left, box.right), by(held.at.clientY, box.top, box.bottom)];
        if (x !== 0 || y !== 0) {
          element.scrollBy(x, y);
          show({ ...held });
        }
        frame = requestAnimationFrame(scrollAlong);
      };
      const end = () => {
        clearTimeout(timer);
        cancelAnimationFrame(frame);
        window.removeEventListener('pointermove', move);
        window.removeEventListener('pointerup', up);
        window.removeEventListener('pointercancel', cancel);
        window.removeEventListener('keydown', escape, true);
        if (current.current !== null) endedAtMs.current = performance.now();
        show(null);
      };
      const move = (moved: PointerEvent) => {
        if (moved.pointerId !== pointerId) return;
        const at: DragPoint = { clientX: moved.clientX, clientY: moved.clientY };
        const travelled = Math.hypot(at.clientX - from.clientX, at.clientY - from.clientY);
        if (current.current !== null) show({ id, grabbed: from, at });
        else if (isMouse && travelled >= MOUSE_PIXELS) {
          show({ id, grabbed: from, at });
          frame = requestAnimationFrame(scrollAlong);
        } else if (!isMouse && travelled >= FINGER_PIXELS) end();
      };
      const up = (released: PointerEvent) => {
        if (released.pointerId !== pointerId) return;
        const held = current.current;
        end();
        if (held !== null) drop.current({ ...held, at: { clientX: released.clientX, clientY: released.clientY } });
      };
      const cancel = (cancelled: PointerEvent) => {
        if (cancelled.pointerId === pointerId) end();
      };
      const escape = (key: KeyboardEvent) => {
        if (key.key !== 'Escape' || current.current === null) return;
        key.stopPropagation();
        end();
      };
      window.addEventListener('pointermove', move);
      window.addEventListener('pointerup', up);
      window.addEventListener('pointercancel', cancel);
      window.addEventListener('keydown', escape, true);
    },
    [area],
  );
  const wasDragged = useCallback(() => performance.now() - endedAtMs.current < PICK_UP_MS, []);
  return { dragged, wasDragged, onPointerDown };
}
