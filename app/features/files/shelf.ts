/**
 * Bytes the office has and this device too, so that they are read without a network: what was opened lately, and what
 * somebody pinned. A person's own, in a store that bears their name and goes with everything else of theirs.
 */
import type { SahaDatabase } from '../../database/saha-database';
import { withinStore, type SmallStore } from '../../database/within-store';
import { planShelf, SHELF_BYTES, type ShelfFact } from './plan-shelf';

const FACTS = 'facts',
  BYTES = 'bytes';
const storeOf = (memberId: string): SmallStore => ({
  name: `saha-shelf-${memberId.replaceAll('-', '')}`,
  create: (made) => {
    made.createObjectStore(FACTS, { keyPath: 'fileId' });
    made.createObjectStore(BYTES);
  },
});

const listeners = new Set<() => void>();
let facts: readonly ShelfFact[] = [];
export const shelfNow = (): readonly ShelfFact[] => facts;
export function onShelf(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Reads again what lies there. */
export async function readShelf(memberId: string): Promise<readonly ShelfFact[]> {
  facts = (await withinStore(storeOf(memberId), FACTS, 'readonly', (made) =>
    made.objectStore(FACTS).getAll(),
  )) as ShelfFact[];
  for (const listener of listeners) listener();
  return facts;
}

/** null: it is not on this device. */
export async function bytesOnShelf(memberId: string, fileId: string): Promise<Blob | null> {
  const found = (await withinStore(storeOf(memberId), BYTES, 'readonly', (made) =>
    made.objectStore(BYTES).get(fileId),
  )) as Blob | undefined;
  return found ?? null;
}

export async function takeOff(memberId: string, fileIds: readonly string[]): Promise<void> {
  if (fileIds.length === 0) return;
  await withinStore(storeOf(memberId), [FACTS, BYTES], 'readwrite', (made) => {
    for (const fileId of fileIds) made.objectStore(BYTES).delete(fileId);
    return fileIds.map((fileId) => made.objectStore(FACTS).delete(fileId)).at(-1)!;
  });
  await readShelf(memberId);
}

/**
 * Lays bytes there, or notes that they were opened again. `isPinned` left out: as it was. Resolves false where pinned
 * files leave no room for them.
 */
export async function layOnShelf(memberId: string, fileId: string, bytes: Blob, isPinned?: boolean): Promise<boolean> {
  const standing = await readShelf(memberId);
  const leaves = planShelf(standing, { fileId, size: bytes.size }, await roomFor(standing));
  if (leaves === null) return false;
  const before = standing.find((fact) => fact.fileId === fileId);
  const fact: ShelfFact = {
    fileId,
    size: bytes.size,
    openedAtMs: Date.now(),
    isPinned: isPinned ?? before?.isPinned ?? false,
  };
  await takeOff(memberId, leaves);
  await withinStore(storeOf(memberId), [FACTS, BYTES], 'readwrite', (made) => {
    if (before === undefined) made.objectStore(BYTES).put(bytes, fileId);
    return made.objectStore(FACTS).put(fact);
  });
  await readShelf(memberId);
  return true;
}

/** It stays as long as what was opened lately does. */
export async function unpin(memberId: string, fileId: string): Promise<void> {
  const fact = (await readShelf(memberId)).find((each) => each.fileId === fileId);
  if (fact === undefined) return;
  await withinStore(storeOf(memberId), FACTS, 'readwrite', (made) =>
    made.objectStore(FACTS).put({ ...fact, isPinned: false }),
  );
  await readShelf(memberId);
}

/** Never more than half of what the browser still leaves: documents and what waits for the office come first. */
export async function roomFor(standing: readonly ShelfFact[]): Promise<number> {
  const { usage, quota } = await navigator.storage.estimate();
  if (usage === undefined || quota === undefined) return SHELF_BYTES;
  const taken = standing.reduce((sum, { size }) => sum + size, 0);
  return Math.min(SHELF_BYTES, taken + Math.max(0, quota - usage) / 2);
}

/** What left this person's scope, was deleted or is nobody's any more does not stay readable here. */
export async function tidyShelf(db: SahaDatabase): Promise<void> {
  const lying = await readShelf(db.me.memberId);
  if (lying.length === 0) return;
  const documents = await db.collections.files.findByIds(lying.map(({ fileId }) => fileId)).exec();
  const gone = lying.filter(({ fileId }) => {
    const document = documents.get(fileId);
    return document === undefined || document.get('deletedAt') !== '' || (document.get('state') ?? '') === 'refused';
  });
  await takeOff(
    db.me.memberId,
    gone.map(({ fileId }) => fileId),
  );
}
