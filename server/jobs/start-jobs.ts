import { PostgresBackend } from '@agendajs/postgres-backend';
import { Agenda, type AgendaBackend } from 'agenda';
import pg from 'pg';
import { endsAnyway } from '../db/ends-anyway';
import { KEPT_ALIVE, surviving } from '../db/pool';
import { onceAMinute } from '../lib/once-a-minute';
import type { Deps } from '../deps';
import { StartError } from '../start-error';
import type { Job } from '../lib/job';
import { JOBS } from './job-list';
import { createJobRunner } from './job-runner';
import { listenForWakes } from './listen-for-wakes';

// Agenda reads '500 milliseconds' as 500,000 ms: intervals are numbers here, always.
const LOOK_EVERY_MS = 30_000;
/** A worker that died gives its jobs back after this long. Handlers work in slices well below it. */
const LOCK_LIFETIME_MS = 60_000;
const MONGODB_PATIENCE_MS = 10_000;
const DRAIN_PATIENCE_MS = 20_000;

export type Jobs = {
  /** Lets running jobs end, then lets go of the connections. */
  stop(): Promise<void>;
};

/**
 * Background work. Jobs are woken by NOTIFY and when a worker starts; Agenda, through PostgreSQL or through MongoDB
 * where that is configured, looks after each now and then, should a wake-up have been lost. What is true stands in
 * rows, and every job may run twice. `lookEveryMs`: how often Agenda looks whether something is due.
 */
export async function startJobs(
  deps: Deps,
  databaseUrl: string,
  lookEveryMs: number = LOOK_EVERY_MS,
  jobs: readonly Job[] = JOBS,
): Promise<Jobs> {
  const runner = createJobRunner(deps, jobs);
  const { backend, close } = await openBackend(deps, databaseUrl);
  const agenda = new Agenda({ backend, processEvery: lookEveryMs, defaultLockLifetime: LOCK_LIFETIME_MS });
  // With every look at the queue, and it looks often.
  const unreachable = onceAMinute<Error>((error, passedOver) =>
    deps.log.error({ err: error, passedOver }, 'background work: the queue cannot be reached'),
  );
  agenda.on('error', unreachable);
  agenda.on('fail', (error, job) => deps.log.error({ err: error, job: job.attrs.name }, 'a job failed'));

  // It does not wait: a job that is woken again and again would outlast its lock.
  for (const { name } of jobs)
    agenda.define(name, (_job, done) => {
      void runner.look(name);
      done();
    });

  await agenda.start();
  for (const { name, everyMs } of jobs) await agenda.every(everyMs, name);
  const stopListening = await listenForWakes(deps, (name) =>
    name === null ? runner.lookAtAll() : void runner.look(name),
  );
  return {
    stop: async () => {
      await stopListening();
      await agenda.drain({ timeout: DRAIN_PATIENCE_MS });
      await runner.stop();
      await close();
    },
  };
}

async function openBackend(
  { config, log }: Deps,
  databaseUrl: string,
): Promise<{ backend: AgendaBackend; close: () => Promise<void> }> {
  if (config.mongodbUrl === null) {
    // A pool of its own: it reads instants as Dates, ours as text. Its table is made by a migration.
    const pool = surviving(
      new pg.Pool({ connectionString: databaseUrl, max: 3, application_name: 'saha-jobs', ...KEPT_ALIVE }),
      onceAMinute<Error>((error, passedOver) =>
        log.warn({ err: error, passedOver }, 'background work: an idle database connection broke'),
      ),
    );
    const end = endsAnyway(pool);
    const backend = new PostgresBackend({ pool, ensureSchema: false });
    // It listens anew by itself; unheard, its error would end the process.
    backend.notificationChannel?.on(
      'error',
      onceAMinute<Error>((error, passedOver) =>
        log.warn({ err: error, passedOver }, 'background work: the connection that wakes it up broke'),
      ),
    );
    return { backend, close: end };
  }
  // Loaded where it is configured: an office without it starts a tenth faster.
  const [{ MongoBackend }, { MongoClient }] = await Promise.all([import('@agendajs/mongo-backend'), import('mongodb')]);
  // Connected here and not by the backend, whose failure nobody could catch.
  const client = new MongoClient(config.mongodbUrl, { serverSelectionTimeoutMS: MONGODB_PATIENCE_MS });
  try {
    await client.connect();
  } catch (error) {
    await client.close();
    throw new StartError(
      `MongoDB cannot be reached, see MONGODB_URL: ${error instanceof Error ? error.message.split('\n', 1)[0] : String(error)}`,
    );
  }
  return { backend: new MongoBackend({ mongo: client.db() }), close: () => client.close() };
}
