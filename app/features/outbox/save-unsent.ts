import { sealUnsentWork } from '../../database/unsent-file';
import type { SahaDatabase } from '../../database/saha-database';
import { download } from '../../ui/save-file';

/**
 * Writes everything unsent into an encrypted file and hands it to the system's share sheet, or else to the downloads.
 */
export async function saveUnsent(db: SahaDatabase, code: string, now: Date): Promise<'shared' | 'saved' | 'cancelled'> {
  const text = await sealUnsentWork(await db.unsentWork(), code, now.toISOString());
  const file = new File([text], `saha-${db.deviceId}-${now.toISOString().slice(0, 10)}.json`, {
    type: 'application/json',
  });
  if (navigator.canShare?.({ files: [file] }) === true) {
    try {
      await navigator.share({ files: [file] });
      return 'shared';
    } catch (error) {
      // Closed by the person; anything else (the sheet cannot open after the work above took too long) goes to the
      // downloads.
      if ((error as DOMException).name === 'AbortError') return 'cancelled';
    }
  }
  download(file);
  return 'saved';
}
