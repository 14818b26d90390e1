import { FileStore } from '@tus/file-store';
import path from 'node:path';
import type { Deps } from '../../deps';

/** After that a device begins anew. */
export const UNFINISHED_FOR_MS = 7 * 24 * 3_600_000;

/** Where bytes gather until a file is whole; makes the folder where there is none. */
export function openUploadStore({ dataDir }: Pick<Deps['config'], 'dataDir'>): FileStore {
  return new FileStore({
    directory: path.join(dataDir, 'uploads'),
    expirationPeriodInMilliseconds: UNFINISHED_FOR_MS,
  });
}
