/**
 * A browser that clears a store away says nothing of it, and what had not been sent is gone. How much that was is kept
 * beside the store, per person, so that the person is told instead of being promised that all is safe.
 */
const unsentKey = (memberId: string) => `saha.unsent.${memberId}`;
const lostKey = (memberId: string) => `saha.lost.${memberId}`;
const read = (key: string) => Number(localStorage.getItem(key) ?? 0) || 0;

/** As many records wait on this device now. */
export function noteUnsent(memberId: string, count: number): void {
  if (read(unsentKey(memberId)) === count) return;
  if (count === 0) localStorage.removeItem(unsentKey(memberId));
  else localStorage.setItem(unsentKey(memberId), String(count));
}

/**
 * How many records were lost with the store, until the person has read it. `isEmpty` looks whether the store holds any
 * document: what waits is one, so that an empty store in which something waited is another one.
 */
export async function noticeLoss(memberId: string, isEmpty: () => Promise<boolean>): Promise<number> {
  const unsent = read(unsentKey(memberId));
  if (unsent > 0 && (await isEmpty())) {
    localStorage.setItem(lostKey(memberId), String(read(lostKey(memberId)) + unsent));
    localStorage.removeItem(unsentKey(memberId));
  }
  return read(lostKey(memberId));
}

/** The person has read it. */
export function forgetLoss(memberId: string): void {
  localStorage.removeItem(lostKey(memberId));
}

/** What waits is deleted knowingly. */
export function forgetUnsent(memberId: string): void {
  localStorage.removeItem(unsentKey(memberId));
  forgetLoss(memberId);
}
