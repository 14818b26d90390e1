import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { movedBy, WHOLE, zoomedAt, type Place } from './zoom';
import styles from './zoomable-picture.module.css';

const DOUBLE = 2.5;
const WHEEL = 1.15;
/** So far to the side is meant as leafing on. */
const SWIPE_PX = 60;
const KEY_PX = 60;
const KEYS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [KEY_PX, 0],
  ArrowRight: [-KEY_PX, 0],
  ArrowUp: [0, KEY_PX],
  ArrowDown: [0, -KEY_PX],
};
type Point = { readonly x: number; readonly y: number };

/**
 * A picture that is drawn nearer with two fingers, a wheel or a double tap, and moved about while it is near. How near
 * it is belongs to whoever shows it, whose buttons change it too.
 */
export function ZoomablePicture({
  address,
  alt,
  zoom,
  takesWheel = false,
  onZoom,
  onSwipe,
  onMissing,
}: {
  address: string;
  alt: string;
  /** From 1, which is whole, to LARGEST. */
  zoom: number;
  /** The wheel alone zooms; left off where it scrolls what the picture stands in, and zooms with Ctrl. */
  takesWheel?: boolean;
  onZoom: (zoom: number) => void;
  /** Drawn aside while it is whole: 1 to the next, -1 to the one before. */
  onSwipe?: (by: 1 | -1) => void;
  /** The bytes are no picture that this browser can draw. */
  onMissing?: () => void;
}) {
  const stage = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState<Place>(WHOLE);
  const now = useRef(seen);
  const pointers = useRef(new Map<number, Point>());
  const drawn = useRef<{ apart: number; from: Point | null }>({ apart: 0, from: null });
  const show = (next: Place) => {
    now.current = next;
    setSeen(next);
    if (next.zoom !== zoom) onZoom(next.zoom);
  };
  const size = () => ({ width: stage.current?.clientWidth ?? 0, height: stage.current?.clientHeight ?? 0 });
  const zoomTo = (next: number, at?: { clientX: number; clientY: number }) => {
    const box = stage.current?.getBoundingClientRect();
    const middle = { x: (box?.left ?? 0) + (box?.width ?? 0) / 2, y: (box?.top ?? 0) + (box?.height ?? 0) / 2 };
    const point = at === undefined ? { x: 0, y: 0 } : { x: at.clientX - middle.x, y: at.clientY - middle.y };
    show(zoomedAt(now.current, next, point, size()));
  };
  const zoomLatest = useRef(zoomTo);
  zoomLatest.current = zoomTo;
  // By a button of whoever shows it.
  useEffect(() => {
    if (zoom !== now.current.zoom) zoomLatest.current(zoom);
  }, [zoom]);
  useEffect(() => {
    const element = stage.current;
    // React's own wheel listeners cannot keep the page from scrolling or growing.
    const turn = (event: WheelEvent) => {
      if (!takesWheel && !event.ctrlKey) return;
      event.preventDefault();
      zoomLatest.current(now.current.zoom * (event.deltaY < 0 ? WHEEL : 1 / WHEEL), event);
    };
    element?.addEventListener('wheel', turn, { passive: false });
    return () => element?.removeEventListener('wheel', turn);
  }, [takesWheel]);
  const down = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    const point = { x: event.clientX, y: event.clientY };
    pointers.current.set(event.pointerId, point);
    drawn.current = { apart: 0, from: pointers.current.size === 1 ? point : null };
  };
  const move = (event: PointerEvent) => {
    const before = pointers.current.get(event.pointerId);
    if (before === undefined) return;
    pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const [one, other] = [...pointers.current.values()];
    if (one === undefined || other === undefined)
      return show(movedBy(now.current, event.clientX - before.x, event.clientY - before.y, size()));
    const apart = Math.hypot(one.x - other.x, one.y - other.y);
    if (drawn.current.apart > 0)
      zoomTo((now.current.zoom * apart) / drawn.current.apart, {
        clientX: (one.x + other.x) / 2,
        clientY: (one.y + other.y) / 2,
      });
    drawn.current.apart = apart;
  };
  const up = (event: PointerEvent) => {
    const { from } = drawn.current;
    pointers.current.delete(event.pointerId);
    drawn.current = { apart: 0, from: null };
    if (event.type !== 'pointerup' || from === null || now.current.zoom > 1) return;
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
    if (Math.abs(dx) > SWIPE_PX && Math.abs(dx) > 2 * Math.abs(dy)) onSwipe?.(dx < 0 ? 1 : -1);
  };
  const press = (event: KeyboardEvent) => {
    const by = KEYS[event.key];
    if (by === undefined || now.current.zoom === 1) return;
    event.preventDefault();
    show(movedBy(now.current, by[0], by[1], size()));
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- what is near is moved about by keys
    <div
      ref={stage}
      className={styles.stage}
      role="group"
      aria-label={alt}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above
      tabIndex={0}
      onKeyDown={press}
      data-near={seen.zoom > 1 || undefined}
      onDoubleClick={(event) => zoomTo(now.current.zoom === 1 ? DOUBLE : 1, event)}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={up}
    >
      <img
        className={styles.picture}
        src={address}
        alt={alt}
        draggable={false}
        style={{ transform: `translate(${seen.x}px, ${seen.y}px) scale(${seen.zoom})` }}
        onError={onMissing}
      />
    </div>
  );
}
