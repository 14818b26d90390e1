import { IMPORT_ROWS_KEPT_DAYS } from '../../../sync/rules/import';
import { inTransaction } from '../../db/in-transaction';
import type { Job } from '../../lib/job';
import { forgetRows } from './imports.store';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What stood in files is thrown away once nobody will take an import back any more. */
export const forgetImportsJob: Job = {
  name: 'forget-imports',
  everyMs: DAY_MS,
  run: async ({ pool, now, log }) => {
    const nowMs = now();
    const before = new Date(nowMs - IMPORT_ROWS_KEPT_DAYS * DAY_MS);
    const rows = await inTransaction(pool, (client) => forgetRows(client, before, new Date(nowMs).toISOString()));
    if (rows > 0) log.info({ rows }, 'rows of imports forgotten');
    return null;
  },
};
