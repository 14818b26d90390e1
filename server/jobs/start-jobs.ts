import { MongoBackend } from '@agendajs/mongo-backend';
import { PostgresBackend } from '@agendajs/postgres-backend';
import { Agenda } from 'agenda';
import type { Deps } from '../deps';
import { purgeExpired } from './purge-expired';

// Agenda reads '500 milliseconds' as 500,000 ms: intervals are numbers here, always.
const LOOK_EVERY_MS = 30_000;
/** A worker that died gives its jobs back after this long. Handlers work in slices well below it. */
const LOCK_LIFETIME_MS = 60_000;
const A_DAY_MS = 24 * 60 * 60 * 1000;
const DRAIN_PATIENCE_MS = 20_000;

export type Jobs = {
  /** Lets running jobs end, then lets go of the connections. */
  stop(): Promise<void>;
};

/**
 * Background work. Agenda only wakes the verbs up; what is true stands in rows, and every verb may run twice. Work is shared
 * through PostgreSQL, or through MongoDB when it is configured.
 */
export async function startJobs(deps: Deps, databaseUrl: string): Promise<Jobs> {
  const agenda = new Agenda({ backend: createBackend(deps, databaseUrl), processEvery: LOOK_EVERY_MS, defaultLockLifetime: LOCK_LIFETIME_MS });
  agenda.on('error', (error) => deps.log.error({ err: error }, 'background work: the queue cannot be reached'));
  agenda.on('fail', (error, job) => deps.log.error({ err: error, job: job.attrs.name }, 'a job failed'));

  agenda.define('purge-expired', async () => {
    const purged = await purgeExpired(deps);
    deps.log.info(purged, 'expired sessions and departures purged');
  });

  await agenda.start();
  await agenda.every(A_DAY_MS, 'purge-expired');
  return {
    stop: async () => {
      await agenda.drain({ timeout: DRAIN_PATIENCE_MS, closeConnection: true });
    },
  };
}

function createBackend({ config }: Deps, databaseUrl: string): PostgresBackend | MongoBackend {
  if (config.mongodbUrl !== null) return new MongoBackend({ address: config.mongodbUrl });
  // A pool of its own: it reads instants as Dates, ours as text. Its table is made by a migration.
  return new PostgresBackend({ poolConfig: { connectionString: databaseUrl, max: 3, application_name: 'saha-jobs' }, ensureSchema: false });
}
