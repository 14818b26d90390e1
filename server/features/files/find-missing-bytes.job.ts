import type { Job } from '../../lib/job';
import { blobsToLookAt, noteLooked } from './blobs.store';
import { noteMissing } from './note-missing';

const DAY_MS = 86_400_000;
const AT_ONCE = 200;

/** Whether all bytes that files name are where they are kept: a disk, a bucket or a restore may have lost some. */
export const findMissingBytesJob: Job = {
  name: 'find-missing-bytes',
  everyMs: DAY_MS,
  run: async (deps, signal) => {
    const { pool, files, log, now } = deps;
    const found = await blobsToLookAt(pool, new Date(now() - DAY_MS).toISOString(), AT_ONCE);
    let missing = 0;
    for (const { sha256, size } of found) {
      if (signal.aborted) return 0;
      const isThere = (await files.sizeOf(sha256)) === size;
      if (!isThere) missing += 1;
      await noteMissing(deps, sha256, isThere, 'job:find-missing-bytes');
      await noteLooked(pool, sha256, new Date(now()).toISOString());
    }
    if (missing > 0) log.error({ missing }, 'bytes that files name are not where they are kept');
    return found.length === AT_ONCE ? 0 : null;
  },
};
