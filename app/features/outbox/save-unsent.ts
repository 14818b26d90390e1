import { sealUnsentWork } from '../../database/unsent-file';
import type { SahaDatabase } from '../../database/saha-database';

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
  const address = URL.createObjectURL(file);
  const link = Object.assign(document.createElement('a'), { href: address, download: file.name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return 'saved';
}
