/** An office in this process on a database of its own: its clock is the proof's, and its mail goes to the stand-in. */
import path from 'node:path';
import { parseConfig } from '../config';
import { openJournal } from '../db/journal';
import { createPool } from '../db/pool';
import { closeDeps, createDeps } from '../deps';
import type { PasswordHasher } from '../features/auth/hash-password';
import { createLogger } from '../lib/logger';
import { outgoingOf, type Outgoing } from '../test/outgoing';

export type OfficeInProcess = { readonly out: Outgoing; readonly url: string; close(): Promise<void> };

/** `folder`: where its journals lie, in `journal`. `passwords`: cheaper hashing where many sign in. */
export async function openOffice(
  url: string,
  folder: string,
  now: () => number,
  passwords?: PasswordHasher,
): Promise<OfficeInProcess> {
  const pool = createPool({ databaseUrl: url, maxConnections: 6, onError: () => undefined });
  const deps = createDeps({
    config: parseConfig({ SAHA_ORIGIN: 'https://saha.example', SAHA_JOURNAL_DIR: journalsOf(folder) }, folder),
    pool,
    log: createLogger('silent'),
    now,
    journal: openJournal(journalsOf(folder)),
    ...(passwords === undefined ? {} : { passwords }),
  });
  return {
    out: await outgoingOf(deps),
    url,
    close: async () => {
      await closeDeps(deps);
      await pool.end();
    },
  };
}

export const journalsOf = (folder: string) => path.join(folder, 'journal');
