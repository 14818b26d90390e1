/** How near a picture is seen, and how far it was moved from the middle, in pixels of the screen. */
export type Place = { readonly zoom: number; readonly x: number; readonly y: number };
export type Size = { readonly width: number; readonly height: number };

export const LARGEST = 6;
export const WHOLE: Place = { zoom: 1, x: 0, y: 0 };

/** No nearer than LARGEST, no farther than whole. */
export const heldZoom = (zoom: number): number => Math.min(LARGEST, Math.max(1, zoom));

/** Moved by what a hand moved, and no farther than the picture's edge: it never leaves the stage it fills. */
export function movedBy({ zoom, x, y }: Place, dx: number, dy: number, stage: Size): Place {
  const held = (value: number, length: number) => {
    const most = ((zoom - 1) * length) / 2;
    return Math.min(most, Math.max(-most, value));
  };
  return { zoom, x: held(x + dx, stage.width), y: held(y + dy, stage.height) };
}

/** Nearer or farther, with the point under the fingers staying under them: `at` is counted from the stage's middle. */
export function zoomedAt(place: Place, zoom: number, at: { x: number; y: number }, stage: Size): Place {
  const next = heldZoom(zoom);
  if (next === 1) return WHOLE;
  const by = next / place.zoom;
  return movedBy({ zoom: next, x: at.x - (at.x - place.x) * by, y: at.y - (at.y - place.y) * by }, 0, 0, stage);
}
