/** An office of one build and tablets of this one, whichever that is, each with what the build has of its own. */
import { openReplica, until, type Replica } from '../../../app/database/test/replica';
import { serverConnection } from '../../../app/database/replication/server-connection';
import { COLLECTIONS, SYNC_ORDER, type CollectionName } from '../../../sync/collections/registry';
import type { SyncServer } from '../../../app/database/replication/sync-server';
import type { DigestServer } from '../../../app/database/replication/check-digests';
import { hashSessionToken, newSessionToken } from '../../features/auth/session-token';
import { PEOPLE, PERSON_NAMES, type PersonName } from '../cast';
import { OfficeDatabase } from '../office-database';
import { killServer, startServer, withOwnPlace, type ServerProcess } from '../server-process';
import { httpFetch } from './http-fetch';
import { NEXT_MIGRATION } from './next/migration';

export type Office = {
  readonly database: OfficeDatabase;
  readonly origin: string;
  /** Fetches as this person. */
  readonly fetchAs: (person: PersonName) => typeof fetch;
  /** The office stands still meanwhile, and is of the next build afterwards. */
  readonly becomeNext: () => Promise<void>;
};

const PROGRAMS = { today: 'server/main.ts', next: 'server/prove/builds/next-main.ts' } as const;
export type Build = keyof typeof PROGRAMS;
/** The build of whoever runs this. */
export const OWN_BUILD: Build = 'parcels' in COLLECTIONS ? 'next' : 'today';

/** Runs `work` before the process of an office of its own, of today's build or the one after it. */
export function withOffice<T>(serverUrl: string, build: Build, work: (office: Office) => Promise<T>): Promise<T> {
  return withOwnPlace(serverUrl, async ({ url, folder }) => {
    const database = await OfficeDatabase.open(url);
    let server: ServerProcess | null = null;
    const start = async (of: Build) => {
      if (of === 'next') await database.pool.query(NEXT_MIGRATION);
      server = await startServer(url, folder, 'web', [PROGRAMS[of]]);
    };
    try {
      const tokens = new Map<PersonName, string>();
      for (const person of PERSON_NAMES) {
        const token = newSessionToken();
        tokens.set(person, token);
        await database.pool.query('UPDATE sessions SET token_hash = $2 WHERE member_id = $1', [
          PEOPLE[person].id,
          hashSessionToken(token),
        ]);
      }
      await start(build);
      return await work({
        database,
        get origin() {
          return server?.origin ?? '';
        },
        fetchAs: (person) => httpFetch(tokens.get(person) ?? ''),
        becomeNext: async () => {
          if (server !== null) await killServer(server);
          await start('next');
        },
      });
    } finally {
      if (server !== null) await killServer(server);
      await database.close();
    }
  });
}

export type OfficeTablet = Replica & {
  /** Out of reach while false. */
  isOnline: boolean;
  /** How many documents the office was asked to send again because they were not what they should be. */
  readonly repairs: number;
  /** How often each collection was compared with the office. */
  readonly compared: ReadonlyMap<string, number>;
};

/** Stands for the office's address, which changes with its process. */
const OFFICE = 'http://office';

/**
 * A tablet of the build that runs this: the app's own store and engine. It is compared with the office all the time
 * where all collections are open. `unsaid`: it does not hear what the office knows of fields.
 */
export async function openTablet(
  office: Office,
  person: PersonName,
  names: readonly CollectionName[] = SYNC_ORDER,
  { unsaid = false } = {},
): Promise<OfficeTablet> {
  const state = { isOnline: true, repairs: 0, compared: new Map<string, number>() };
  const send = office.fetchAs(person);
  const wire = serverConnection({
    origin: OFFICE,
    fetch: (address, options) =>
      state.isOnline
        ? send(String(address).replace(OFFICE, office.origin), options)
        : Promise.reject(new TypeError('Failed to fetch')),
  });
  const server: SyncServer & DigestServer = {
    ...wire,
    hello: async (input) => {
      const answer = await wire.hello(input);
      return unsaid ? { ...answer, shapes: 0 } : answer;
    },
    digest: (input) => {
      state.compared.set(input.collection, (state.compared.get(input.collection) ?? 0) + 1);
      return wire.digest(input);
    },
    repair: (input) => {
      state.repairs += input.ids.length + input.removed;
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
      ...(names.length === SYNC_ORDER.length && { digestTimes: { firstMs: 0, everyMs: 300 } }),
    },
  );
  return Object.defineProperties(replica, {
    isOnline: { get: () => state.isOnline, set: (is: boolean) => (state.isOnline = is) },
    repairs: { get: () => state.repairs },
    compared: { get: () => state.compared },
  }) as OfficeTablet;
}

/** A round from now on has ended, and nothing waits but `left` documents. */
export async function exchanged(tablet: OfficeTablet, what: string, left = 0): Promise<void> {
  const before = tablet.status.get().lastSyncAt;
  tablet.engine.requestRound();
  await until(
    what,
    () => {
      const { phase, waiting, lastSyncAt, connection } = tablet.status.get();
      return phase === 'resting' && waiting === left && connection === 'online' && lastSyncAt !== before;
    },
    60_000,
  );
}

/** The customers on the tablet were compared with the office from now on, or something was taken for damage. */
export async function comparedAgain(tablet: OfficeTablet): Promise<void> {
  const times = () => tablet.compared.get('customers') ?? 0;
  const from = times();
  // The first may have begun before.
  await until('compared', () => times() >= from + 2 || tablet.repairs > 0, 60_000);
}
