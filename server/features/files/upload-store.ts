import { FileStore } from '@tus/file-store';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Deps } from '../../deps';

/** After that a device begins anew. */
export const UNFINISHED_FOR_MS = 7 * 24 * 3_600_000;

/** Where bytes gather until a file is whole; makes the folder where there is none. */
export function openUploadStore({ dataDir }: Pick<Deps['config'], 'dataDir'>): FileStore {
  const directory = path.join(dataDir, 'uploads');
  // The store makes it too, and does not wait for it: what looks into it at once would find none.
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  return new FileStore({
    directory,
    expirationPeriodInMilliseconds: UNFINISHED_FOR_MS,
  });
}
