/** A device holds one stream, and for a moment two while its tabs change the lead. */
export const MAX_STREAMS_PER_SESSION = 5;

const open = new Map<string, (() => void)[]>();

/**
 * Takes one of the session's places for a stream of this process. Where all are taken the oldest has to go, `end` is
 * how it hears of it: one whose device is long gone must not keep out the one that has come back. Returns how to leave.
 */
export function takeStreamPlace(sessionId: string, end: () => void): () => void {
  const places = open.get(sessionId) ?? [];
  open.set(sessionId, places);
  places.push(end);
  if (places.length > MAX_STREAMS_PER_SESSION) places.shift()?.();
  return () => {
    const at = places.indexOf(end);
    if (at !== -1) places.splice(at, 1);
    if (places.length === 0) open.delete(sessionId);
  };
}
