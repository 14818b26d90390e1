/**
 * What proves a yes or a no. Either a few words of whoever wrote it down (a form's number, where a recording lies), or
 * what the person drew on the tablet: `signature ` and the path of its lines, as SVG writes it, in a box of
 * SIGNATURE_WIDTH by SIGNATURE_HEIGHT.
 */
export const SIGNATURE_WIDTH = 600;
export const SIGNATURE_HEIGHT = 200;

const PREFIX = 'signature ';
/** Moves and lines in whole units, nothing else: it is drawn again on the screens of others. */
const PATH = /^M[Ml\d -]+$/;

export type Point = { readonly x: number; readonly y: number };

/** The path that is drawn; null where the evidence is words, or none. */
export function signaturePath(evidence: string): string | null {
  if (!evidence.startsWith(PREFIX)) return null;
  const path = evidence.slice(PREFIX.length);
  return PATH.test(path) ? path : null;
}

/** Strokes in the units of the box, as evidence; '' where nothing was drawn. Points that add nothing are left out. */
export function signatureEvidence(strokes: readonly (readonly Point[])[]): string {
  const paths = strokes.flatMap((stroke) => {
    const [first, ...rest] = stroke.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }));
    if (first === undefined) return [];
    let at = first;
    const steps: string[] = [];
    for (const [index, point] of rest.entries()) {
      const isNear = Math.abs(point.x - at.x) + Math.abs(point.y - at.y) < 3;
      if (isNear && index < rest.length - 1) continue;
      steps.push(`${point.x - at.x} ${point.y - at.y}`);
      at = point;
    }
    // A dot is a line of no length, which round ends show.
    return [`M${first.x} ${first.y}l${steps.length === 0 ? '0 0' : steps.join(' ')}`];
  });
  return paths.length === 0 ? '' : `${PREFIX}${paths.join('')}`;
}

/** Whether it was drawn with some length: a tap on the field is no signature. */
export function isDrawn(strokes: readonly (readonly Point[])[]): boolean {
  let length = 0;
  for (const stroke of strokes)
    for (const [at, point] of stroke.entries()) {
      const before = stroke[at - 1];
      if (before !== undefined) length += Math.hypot(point.x - before.x, point.y - before.y);
    }
  return length >= SIGNATURE_WIDTH / 6;
}
