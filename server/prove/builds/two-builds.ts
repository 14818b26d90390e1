/** An office of one build and tablets of this one, whichever that is, each with what the build has of its own. */
import { openReplica, until, type Replica } from '../../../app/database/test/replica';
import { serverConnection } from '../../../app/database/replication/server-connection';
import { SYNC_ORDER, type CollectionName } from '../../../sync/collections/registry';
import type { SyncServer } from '../../../app/database/replication/sync-server';
import type { DigestServer } from '../../../app/database/replication/check-digests';
import { hashSessionToken, newSessionToken } from '../../features/auth/session-token';
import { PEOPLE, type PersonName } from '../cast';
import { OfficeDatabase } from '../office-database';
import { killServer, startServer, withOwnPlace, type ServerProcess } from '../server-process';
import { httpFetch } from './http-fetch';
import { NEXT_MIGRATION } from './next/migration';

export type Office = {
  readonly database: OfficeDatabase;
  readonly server: ServerProcess;
  /** Fetches as this person. */
  readonly fetchAs: (person: PersonName) => typeof fetch;
};

/** Runs `work` before an office of its own, of this build or the one after it. */
export function withOffice<T>(serverUrl: string, isNext: boolean, work: (office: Office) => Promise<T>): Promise<T> {
  return withOwnPlace(serverUrl, async ({ url, folder }) => {
    const database = await OfficeDatabase.open(url);
    try {
      if (isNext) await database.pool.query(NEXT_MIGRATION);
      const tokens = new Map<PersonName, string>();
      for (const person of ['ayse', 'can', 'mert'] as const) {
        const token = newSessionToken();
        tokens.set(person, token);
        await database.pool.query('UPDATE sessions SET token_hash = $2 WHERE member_id = $1', [
          PEOPLE[person].id,
          hashSessionToken(token),
        ]);
      }
      const server = await startServer(url, folder, 'web', [
        isNext ? 'server/prove/builds/next-main.ts' : 'server/main.ts',
      ]);
      try {
        return await work({ database, server, fetchAs: (person) => httpFetch(tokens.get(person) ?? '') });
      } finally {
        await killServer(server);
      }
    } finally {
      await database.close();
    }
  });
}

export type OfficeTablet = Replica & {
  /** Out of reach while false. */
  isOnline: boolean;
  /** How often the office was asked to send again what should have been here. */
  repairs: number;
};

/** A tablet of the build that runs this: the app's own store and engine. */
export async function openTablet(
  { server: { origin }, fetchAs }: Office,
  person: PersonName,
  names: readonly CollectionName[],
): Promise<OfficeTablet> {
  const state = { isOnline: true, repairs: 0 };
  const send = fetchAs(person);
  const wire = serverConnection({
    origin,
    fetch: (address, options) =>
      state.isOnline ? send(address, options) : Promise.reject(new TypeError('Failed to fetch')),
  });
  const server: SyncServer & DigestServer = {
    ...wire,
    repair: (input) => {
      state.repairs += 1;
      return wire.repair(input);
    },
    // It asks by itself; nobody has to tell it.
    stream: () => () => undefined,
  };
  const replica = await openReplica(
    { connect: () => server, comparing: () => server },
    {
      memberId: PEOPLE[person].id,
      names,
      // Of what it did not open there is nothing to compare.
      ...(names.length === SYNC_ORDER.length && { digestTimes: { firstMs: 0, everyMs: 3_600_000 } }),
    },
  );
  return Object.defineProperties(replica, {
    isOnline: { get: () => state.isOnline, set: (is: boolean) => (state.isOnline = is) },
    repairs: { get: () => state.repairs },
  }) as OfficeTablet;
}

/** A round from now on has ended, and nothing waits. */
export async function exchanged(tablet: OfficeTablet, what: string): Promise<void> {
  const before = tablet.status.get().lastSyncAt;
  tablet.engine.requestRound();
  await until(
    what,
    () => {
      const { phase, waiting, lastSyncAt, connection } = tablet.status.get();
      return phase === 'resting' && waiting === 0 && connection === 'online' && lastSyncAt !== before;
    },
    60_000,
  );
}
