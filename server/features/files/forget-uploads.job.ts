import type { Job } from '../../lib/job';
import { openUploadStore } from './upload-store';

/** What a device began to bring a week ago and never finished makes room; the device still has it and begins anew. */
export const forgetUploadsJob: Job = {
  name: 'forget-uploads',
  everyMs: 86_400_000,
  run: async ({ config, log }) => {
    const forgotten = await openUploadStore(config).deleteExpired();
    if (forgotten > 0) log.info({ forgotten }, 'uploads nobody finished were forgotten');
    return null;
  },
};
