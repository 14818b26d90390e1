import { sealUnsentWork } from '../../database/unsent-file';
import type { SahaDatabase } from '../../database/saha-database';
import { saveFile, type Saved } from '../../ui/save-file';

/**
 * Writes everything unsent into an encrypted file and hands it to the system's share sheet, or else to the downloads.
 */
export async function saveUnsent(db: SahaDatabase, code: string, now: Date): Promise<Saved> {
  const text = await sealUnsentWork(await db.unsentWork(), code, now.toISOString());
  const name = `saha-${db.deviceId}-${now.toISOString().slice(0, 10)}.json`;
  return saveFile(new File([text], name, { type: 'application/json' }), true);
}
