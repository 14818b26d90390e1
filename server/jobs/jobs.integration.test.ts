import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../db/postgres-access';
import type { Deps } from '../deps';
import { createTestOffice, refusalOf, TestBrowser, type Office } from '../test/office';
import { ENDED_SESSIONS_KEPT_MS, purgeExpired, REMINDERS_KEPT_MS } from './purge-expired';
import type { Job } from '../lib/job';
import { JOBS } from './job-list';
import { readJobStates } from './job-states';
import { startJobs } from './start-jobs';
import { WAKE_CHANNEL } from './waker';

let office: Office;
beforeAll(async () => {
  office = await createTestOffice();
});
afterAll(() => office.close());

const jongodb = findJongodb();
const DAY_MS = 24 * 60 * 60 * 1000;

async function addSession(memberId: string, expiresAtMs: number, revokedAtMs: number | null): Promise<string> {
  const id = office.deps.newId();
  await office.deps.pool.query(
    'INSERT INTO sessions (id, token_hash, member_id, expires_at, revoked_at) VALUES ($1, $2, $3, $4, $5)',
    [id, Buffer.from(id), memberId, new Date(expiresAtMs), revokedAtMs === null ? null : new Date(revokedAtMs)],
  );
  return id;
}

describe('background work', () => {
  it('throws away what ended long ago and nothing else', async () => {
    const member = await office.addMember();
    const { nowMs } = office.clock;
    const open = await addSession(member.id, nowMs + DAY_MS, null);
    const justEnded = await addSession(member.id, nowMs - DAY_MS, null);
    const longRevoked = await addSession(member.id, nowMs + DAY_MS, nowMs - ENDED_SESSIONS_KEPT_MS - 1);
    const longExpired = await addSession(member.id, nowMs - ENDED_SESSIONS_KEPT_MS - 1, null);
    expect(await purgeExpired(office.deps)).toEqual({ sessions: 2, exits: 0, reminders: 0 });
    const { rows } = await office.deps.pool.query<{ id: string }>('SELECT id FROM sessions');
    const left = rows.map(({ id }) => id);
    expect(left).toEqual(expect.arrayContaining([open, justEnded]));
    expect(left).not.toEqual(expect.arrayContaining([longRevoked]));
    expect(left).not.toEqual(expect.arrayContaining([longExpired]));
  });

  it('throws away what was told of appointments long past, and keeps the rest of the ledger', async () => {
    const { nowMs } = office.clock;
    const add = async (startsAtMs: number) => {
      const id = office.deps.newId();
      const startsAt = new Date(startsAtMs);
      await office.deps.pool.query(
        `INSERT INTO reminders (id, root_id, occurrence_on, kind, channel, offset_minutes, starts_at, customer_id,
          due_at, windows, state)
         VALUES ($1, $1, '', 'before', 'sms', 60, $2, $1, $2, '{}', 'done')`,
        [id, startsAt],
      );
      await office.deps.pool.query(
        `INSERT INTO reminder_plans (root_id, occurrence_on, starts_at, is_open, rules) VALUES ($1, '', $2, true, '')`,
        [id, startsAt],
      );
      return id;
    };
    await add(nowMs - REMINDERS_KEPT_MS - 1);
    const kept = [await add(nowMs - REMINDERS_KEPT_MS + DAY_MS), await add(nowMs + DAY_MS)];
    expect((await purgeExpired(office.deps)).reminders).toBe(1);
    for (const sql of ['SELECT id FROM reminders', 'SELECT root_id AS id FROM reminder_plans']) {
      const { rows } = await office.deps.pool.query<{ id: string }>(sql);
      expect(rows.map(({ id }) => id).sort()).toEqual([...kept].sort());
    }
  });

  it('is shared by workers that start together: the job exists once and runs', async () => {
    const member = await office.addMember();
    const old = await addSession(member.id, office.clock.nowMs - ENDED_SESSIONS_KEPT_MS - DAY_MS, null);
    const url = office.deps.pool.options.connectionString!;
    const workers = await Promise.all([1, 2, 3].map(async () => startJobs(office.deps, url)));
    try {
      await expect
        .poll(async () => (await office.deps.pool.query('SELECT 1 FROM sessions WHERE id = $1', [old])).rowCount, {
          timeout: 10_000,
        })
        .toBe(0);
      const { rows } = await office.deps.pool.query<{ every: string; hours: number }>(
        `SELECT repeat_interval AS every, extract(epoch FROM next_run_at - last_run_at)::float8 / 3600 AS hours
          FROM agenda_jobs WHERE name = 'purge-expired'`,
      );
      expect(rows).toEqual([{ every: String(DAY_MS), hours: expect.closeTo(24, 1) as number }]);
    } finally {
      await Promise.all(workers.map((worker) => worker.stop()));
    }
  });

  it('outlives the connections it works with', async () => {
    const jobs = await startJobs(office.deps, office.deps.pool.options.connectionString!, 500);
    const mine = `application_name = 'saha-jobs' AND datname = current_database()`;
    const { rowCount } = await office.deps.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${mine}`,
    );
    expect(rowCount).toBeGreaterThan(0);
    // An error nobody listens to would fail this run.
    await expect
      .poll(async () => (await office.deps.pool.query(`SELECT 1 FROM pg_stat_activity WHERE ${mine}`)).rowCount, {
        timeout: 10_000,
      })
      .toBeGreaterThan(0);
    await jobs.stop();
  });

  it('says once that its queue cannot be reached, however often it looks', async () => {
    const lost = await createTestOffice();
    const said: string[] = [];
    const log = { ...lost.deps.log, error: (_facts: object, words: string) => void said.push(words) } as Deps['log'];
    const isAbout = (words: string) => said.filter((one) => one.includes(words)).length;
    const [looked] = JOBS;
    const jobs = await startJobs({ ...lost.deps, log }, lost.deps.pool.options.connectionString!, 50, [looked!]);
    const owner = new pg.Client({ connectionString: lost.ownerUrl });
    await owner.connect();
    try {
      await owner.query('ALTER TABLE agenda_jobs RENAME TO elsewhere');
      await expect.poll(() => isAbout('the queue cannot be reached'), { timeout: 20_000 }).toBe(1);
      await sleep(1_000);
      expect(isAbout('the queue cannot be reached')).toBe(1);
      await owner.query('ALTER TABLE elsewhere RENAME TO agenda_jobs');
    } finally {
      await owner.end();
      await jobs.stop();
      await lost.close();
    }
  });

  it.skipIf(jongodb === null)(
    'shares its work through MongoDB where that is configured',
    { timeout: 60_000 },
    async () => {
      const member = await office.addMember();
      const old = await addSession(member.id, office.clock.nowMs - ENDED_SESSIONS_KEPT_MS - DAY_MS, null);
      const port = await freePort(0);
      const mongodb = spawn(jongodb!, [`--port=${port}`], { stdio: ['ignore', 'pipe', 'ignore'] });
      try {
        await once(mongodb.stdout, 'data');
        const mongodbUrl = `mongodb://127.0.0.1:${port}/saha`;
        const deps = { ...office.deps, config: { ...office.deps.config, mongodbUrl } };
        const workers = await Promise.all(
          [1, 2].map(() => startJobs(deps, office.deps.pool.options.connectionString!, 500)),
        );
        try {
          await expect
            .poll(async () => (await office.deps.pool.query('SELECT 1 FROM sessions WHERE id = $1', [old])).rowCount, {
              timeout: 20_000,
            })
            .toBe(0);
          const client = await new MongoClient(mongodbUrl).connect();
          const names = async () =>
            (await client.db().collection('agendaJobs').find().toArray()).map(({ name }) => name as string);
          // Two workers, and each job once.
          expect((await names()).sort()).toEqual(JOBS.map(({ name }) => name).sort());
          const lastRunAt = async () =>
            (await client.db().collection('agendaJobs').findOne({ name: 'purge-expired' }))?.['lastRunAt'] as unknown;
          await expect.poll(lastRunAt, { timeout: 20_000 }).toBeInstanceOf(Date);
          await client.close();
        } finally {
          await Promise.all(workers.map((worker) => worker.stop()));
        }
      } finally {
        const ended = once(mongodb, 'exit');
        mongodb.kill('SIGKILL');
        await ended;
      }
    },
  );
});

/** A small server that speaks MongoDB's protocol; an optional package, there where it has a program for this system. */
function findJongodb(): string | null {
  try {
    return path.join(
      path.dirname(createRequire(import.meta.url).resolve('@jongodb/memory-server-bin-linux-x64-gnu/package.json')),
      'bin/jongodb',
    );
  } catch {
    return null;
  }
}

describe('a job', () => {
  const url = () => office.deps.pool.options.connectionString!;

  it('is looked after as often as it says, in milliseconds', async () => {
    const jobs = await startJobs(office.deps, url());
    try {
      const { rows } = await office.deps.pool.query<{ name: string; every: string }>(
        `SELECT name, repeat_interval AS every FROM agenda_jobs ORDER BY name`,
      );
      const wanted = [...JOBS].sort((a, b) => (a.name < b.name ? -1 : 1));
      expect(rows).toEqual(wanted.map(({ name, everyMs }) => ({ name, every: String(everyMs) })));
    } finally {
      await jobs.stop();
    }
  });

  it('hears being woken in every worker, runs again for a wake-up during a run, and tells how it fared', async () => {
    const log: string[] = [];
    let release: () => void = () => undefined;
    const job = (worker: string): Job => ({
      name: 'try-wake',
      everyMs: 3_600_000,
      run: async () => {
        log.push(worker);
        if (log.length === 3) await new Promise<void>((resolve) => (release = resolve));
        if (log.length > 4) throw new TypeError('kapalı');
        return null;
      },
    });
    const workers = await Promise.all(['a', 'b'].map((name) => startJobs(office.deps, url(), 3_600_000, [job(name)])));
    try {
      // At the start each looks by itself; Agenda once more for all.
      await expect.poll(() => log.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(3);
      office.deps.jobs.wake('try-wake');
      await new Promise((resolve) => setTimeout(resolve, 200));
      release();
      await expect.poll(() => log.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(5);
      await expect
        .poll(async () => (await readJobStates(office.deps, [{ name: 'try-wake', everyMs: 60_000 }]))[0], {
          timeout: 10_000,
        })
        .toMatchObject({ isRunning: false, failure: 'TypeError: kapalı', everyMs: 60_000 });
    } finally {
      await Promise.all(workers.map((worker) => worker.stop()));
      await office.deps.pool.query(`DELETE FROM agenda_jobs WHERE name = 'try-wake'`);
    }
  });
});

describe('the admin', () => {
  it('has a job run now, one that there is, and nobody else has', async () => {
    const admin = await office.addMember({ role: 'admin' });
    const manager = await office.addMember({ role: 'manager', teamId: await office.addTeam('Kars') });
    const [mine, theirs] = [new TestBrowser(office.deps), new TestBrowser(office.deps)];
    await mine.signIn(admin.email);
    await theirs.signIn(manager.email);
    const client = new pg.Client({ connectionString: office.ownerUrl });
    await client.connect();
    const woken: (string | undefined)[] = [];
    client.on('notification', ({ payload }) => woken.push(payload));
    await client.query(`LISTEN ${WAKE_CHANNEL}`);
    try {
      await (await mine.request()).jobs.run({ name: 'tend-reach' });
      await expect.poll(() => woken, { timeout: 5_000 }).toEqual(['tend-reach']);
      expect(await refusalOf((await mine.request()).jobs.run({ name: 'olmayan' }))).toMatchObject({
        code: 'job.unknown',
      });
      const call = await theirs.request();
      expect(await refusalOf(call.jobs.run({ name: 'tend-reach' }))).toMatchObject({ code: 'auth.forbidden' });
      expect(await refusalOf(call.jobs.list())).toMatchObject({ code: 'auth.forbidden' });
      expect((await (await mine.request()).jobs.list()).map(({ name }) => name).sort()).toEqual(
        JOBS.map(({ name }) => name).sort(),
      );
      expect(woken).toEqual(['tend-reach']);
    } finally {
      await client.end();
    }
  });
});
