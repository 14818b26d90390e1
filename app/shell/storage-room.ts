/** Below this much room a day's work may not fit. */
const LITTLE_ROOM_BYTES = 200e6;
const NEARLY_FULL = 0.95;

export type StorageRoom = {
  /** Null where a browser does not tell. */
  readonly usedBytes: number | null;
  readonly freeBytes: number | null;
  /** The browser does not clear it by itself. */
  readonly isKept: boolean;
  readonly isLittle: boolean;
};

/** How much room the records take on this device and how much is left. */
export async function readStorageRoom(): Promise<StorageRoom> {
  try {
    const [{ usage, quota }, isKept] = await Promise.all([navigator.storage.estimate(), navigator.storage.persisted()]);
    if (usage === undefined || quota === undefined)
      return { usedBytes: null, freeBytes: null, isKept, isLittle: false };
    const freeBytes = Math.max(0, quota - usage);
    return {
      usedBytes: usage,
      freeBytes,
      isKept,
      isLittle: quota > 0 && (freeBytes < LITTLE_ROOM_BYTES || usage >= quota * NEARLY_FULL),
    };
  } catch {
    return { usedBytes: null, freeBytes: null, isKept: false, isLittle: false };
  }
}
