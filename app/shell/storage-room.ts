const MEGABYTE = 1024 * 1024;
/** Below this much room a day's work may not fit. */
const LITTLE_ROOM_MB = 200;
const NEARLY_FULL = 0.95;

export type StorageRoom = { readonly usedMb: number; readonly freeMb: number; /** The browser does not clear it by itself. */ readonly isKept: boolean; readonly isLittle: boolean };

/** How much room the records take on this device and how much is left; null where a browser does not tell. */
export async function readStorageRoom(): Promise<StorageRoom | null> {
  const storage = (navigator as Partial<Navigator>).storage;
  if (storage === undefined) return null;
  const [{ usage = 0, quota = 0 }, isKept] = await Promise.all([storage.estimate(), storage.persisted()]);
  const usedMb = Math.round(usage / MEGABYTE), freeMb = Math.max(0, Math.round((quota - usage) / MEGABYTE));
  return { usedMb, freeMb, isKept, isLittle: quota > 0 && (freeMb < LITTLE_ROOM_MB || usage >= quota * NEARLY_FULL) };
}
