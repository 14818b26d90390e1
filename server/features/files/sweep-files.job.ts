import { FILE_UNDO_DAYS } from '../../../sync/rules/file-types';
import type { Job } from '../../lib/job';
import { letGoOfDeleted, sweepBlob, unnamedBlobs } from './blobs.store';
import { thumbnailKey } from './keep-blob';
import { offeredUntil } from './offer-file';
import { tendOffered } from './offered.store';

const DAY_MS = 86_400_000;
const AT_ONCE = 100;

/**
 * What was deleted longer ago than it may be brought back lets go of its bytes, as does what no template offers any
 * more; bytes nobody names go.
 */
export const sweepFilesJob: Job = {
  name: 'sweep-files',
  everyMs: DAY_MS,
  run: async ({ pool, files, now, log, writeAsOffice }, signal) => {
    const nowIso = new Date(now()).toISOString();
    const beforeIso = new Date(now() - FILE_UNDO_DAYS * DAY_MS).toISOString();
    const unused = await tendOffered(pool, nowIso, offeredUntil(now()));
    await writeAsOffice(
      'files',
      unused.map((id) => ({ id, values: { deletedAt: nowIso } })),
      'job:sweep-files',
    );
    await letGoOfDeleted(pool, beforeIso, nowIso);
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
