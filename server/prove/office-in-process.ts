/** An office in this process on a database of its own: its clock is the proof's, and its mail goes to the stand-in. */
import path from 'node:path';
import type pg from 'pg';
import { parseConfig } from '../config';
import { openJournal } from '../db/journal';
import { createPool } from '../db/pool';
import { closeDeps, createDeps, type Deps } from '../deps';
import type { PasswordHasher } from '../features/auth/hash-password';
import { createLogger } from '../lib/logger';
import { outgoingOf, type Outgoing } from '../test/outgoing';
import { withMigratedPlace } from './server-process';

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
    ...quietly(pool, folder),
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

/** Its database, the folder beside it, and what a server is made of over both. */
export type OwnOffice = { readonly url: string; readonly folder: string; readonly pool: pg.Pool; readonly deps: Deps };

/** A new office with nobody in it for as long as `work` lasts. */
export function withOwnOffice<Result>(
  databaseUrl: string,
  maxConnections: number,
  work: (office: OwnOffice) => Promise<Result>,
): Promise<Result> {
  return withMigratedPlace(databaseUrl, async ({ url, folder }) => {
    const pool = createPool({ databaseUrl: url, maxConnections, onError: () => undefined });
    const deps = createDeps(quietly(pool, folder));
    try {
      return await work({ url, folder, pool, deps });
    } finally {
      await closeDeps(deps);
      await pool.end();
    }
  });
}

const quietly = (pool: pg.Pool, folder: string) => ({
  config: parseConfig({ SAHA_ORIGIN: 'https://saha.example', SAHA_JOURNAL_DIR: journalsOf(folder) }, folder),
  pool,
  log: createLogger('silent'),
});

export const journalsOf = (folder: string) => path.join(folder, 'journal');
