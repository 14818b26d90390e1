import { FILE_UNDO_DAYS } from '../../../sync/rules/file-types';
import type { Job } from '../../lib/job';
import { letGoOfDeleted, sweepBlob, unnamedBlobs } from './blobs.store';
import { thumbnailKey } from './keep-blob';

const DAY_MS = 86_400_000;
const AT_ONCE = 100;

/** What was deleted longer ago than it may be brought back lets go of its bytes; bytes nobody names any more go. */
export const sweepFilesJob: Job = {
  name: 'sweep-files',
  everyMs: DAY_MS,
  run: async ({ pool, files, now, log }, signal) => {
    const beforeIso = new Date(now() - FILE_UNDO_DAYS * DAY_MS).toISOString();
    await letGoOfDeleted(pool, beforeIso);
    const found = await unnamedBlobs(pool, beforeIso, AT_ONCE);
    for (const sha256 of found) {
      if (signal.aborted) return 0;
      await sweepBlob(pool, sha256, beforeIso, async () => {
        await files.remove(thumbnailKey(sha256));
        await files.remove(sha256);
      });
    }
    if (found.length > 0) log.info({ swept: found.length }, 'bytes nobody names were swept');
    return found.length === AT_ONCE ? 0 : null;
  },
};
