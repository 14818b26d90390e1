/** What is said of bytes that stay readable offline. */
export type ShelfFact = {
  readonly fileId: string;
  /** In bytes. */
  readonly size: number;
  readonly openedAtMs: number;
  readonly isPinned: boolean;
};

/** What may lie on this device for reading offline, in bytes; files that wait for the office do not count. */
export const SHELF_BYTES = 200_000_000;

/**
 * Which files leave so that one more finds room: the least recently opened first, pinned ones never. Null where not
 * even that makes room for it.
 */
export function planShelf(
  facts: readonly ShelfFact[],
  coming: Pick<ShelfFact, 'fileId' | 'size'>,
  roomBytes: number,
): string[] | null {
  const others = facts.filter(({ fileId }) => fileId !== coming.fileId);
  let over = others.reduce((sum, { size }) => sum + size, coming.size) - roomBytes;
  const leaves: string[] = [];
  for (const { fileId, size } of others.filter((fact) => !fact.isPinned).sort((a, b) => a.openedAtMs - b.openedAtMs)) {
    if (over <= 0) break;
    leaves.push(fileId);
    over -= size;
  }
  return over <= 0 ? leaves : null;
}
