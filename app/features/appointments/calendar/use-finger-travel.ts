import { useRef, type TouchEvent } from 'react';

/** Less than this and the finger did not mean to move anything. */
const STILL_PIXELS = 8;
/** A longer touch picks the appointment up. */
const TAP_MS = 280;

/**
 * Whether the finger on the screen has really moved. An appointment that was just moved by touch stays picked up, and
 * the grid then takes the next tap on it for a drag of a quarter of an hour.
 */
export function useFingerTravel() {
  const start = useRef<{ x: number; y: number; atMs: number } | null>(null);
  const travelled = useRef(Infinity);
  return {
    stoodStill: () => travelled.current < STILL_PIXELS,
    wasTap: () =>
      travelled.current < STILL_PIXELS && start.current !== null && performance.now() - start.current.atMs < TAP_MS,
    handlers: {
      onTouchStartCapture: (event: TouchEvent) => {
        const touch = event.touches[0];
        start.current = touch === undefined ? null : { x: touch.clientX, y: touch.clientY, atMs: performance.now() };
        travelled.current = 0;
      },
      onTouchMoveCapture: (event: TouchEvent) => {
        const touch = event.touches[0];
        if (touch === undefined || start.current === null) return;
        travelled.current = Math.max(
          travelled.current,
          Math.hypot(touch.clientX - start.current.x, touch.clientY - start.current.y),
        );
      },
      onMouseDownCapture: () => {
        travelled.current = Infinity;
      },
    },
  };
}
