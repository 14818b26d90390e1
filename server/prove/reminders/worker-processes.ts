/** Workers of the office as processes of their own, with wrong clocks, that are killed while they work. */
import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { createStandInProvider } from '../../gateways/email/stand-in/provider';
import { startStandIn } from '../../gateways/email/stand-in/server';
import { createStandInSms } from '../../gateways/sms/stand-in/provider';
import { startStandInSms } from '../../gateways/sms/stand-in/server';
import { kill, startWorker, type Place } from '../sending/workers';
import type { Crew, Furnished, Taken } from './run-reminders';

const OFFSETS_MS = [0, 600_000, -600_000];
const JOBS = ['send-reminders', 'send-sms', 'send-email', 'listen-sms', 'tend-deliveries', 'poll-email-events'];
const PATIENCE_MS = 120_000;

export async function workerProcesses(
  { random, pool }: Furnished,
  { databaseUrl, folder, workers: count }: { databaseUrl: string; folder: string; workers: number },
): Promise<Crew> {
  const taken: Taken[] = [];
  const mail = createStandInProvider({
    behaviour: {
      answer: () => (random.chance(0.03) ? 'lost' : random.chance(0.03) ? 'throttle' : 'accept'),
      fate: () => (random.chance(0.02) ? 'softBounce' : 'delivery'),
      eventDelayMs: () => 50,
    },
    onTaken: ({ to, text }) => void taken.push({ channel: 'email', to: to[0] ?? '', text }),
  });
  const sms = createStandInSms({
    behaviour: {
      answer: () =>
        random.chance(0.03) ? 'lost' : random.chance(0.03) ? 'throttle' : random.chance(0.03) ? 'reject' : 'accept',
      fate: () => (random.chance(0.05) ? 'expired' : 'delivered'),
      reportAfterMs: () => 50,
    },
    onTaken: ({ to, text }) => void taken.push({ channel: 'sms', to, text }),
  });
  const [mailServer, smsServer] = [await startStandIn(mail, { perSecond: 1_000 }), await startStandInSms(sms)];
  mail.onEvent((event) => void mailServer.queue.put(JSON.stringify(event)));
  const place: Place = {
    databaseUrl,
    folder,
    endpoint: mailServer.endpoint,
    queueUrl: mailServer.queueUrl,
    sms: { endpoint: smsServer.endpoint },
  };
  const start = (at: number) => startWorker(place, OFFSETS_MS[at % OFFSETS_MS.length] ?? 0);
  const workers: ChildProcess[] = await Promise.all(Array.from({ length: count }, (_, at) => start(at)));
  await pool.query('UPDATE sending_rates SET per_second = 1000');
  const wake = () => pool.query(`SELECT pg_notify('saha_jobs', job) FROM unnest($1::text[]) AS job`, [JOBS]);
  return {
    async work(db, isHard) {
      await wake();
      if (isHard) {
        await sleep(random.between(5, 120));
        const at = random.below(workers.length);
        await kill(workers[at] as ChildProcess);
        workers[at] = await start(at);
        await wake();
      }
      await drained(db, wake);
    },
    taken: () => taken.splice(0),
    async stop() {
      await Promise.all(workers.map(kill));
      await mailServer.stop();
      await smsServer.stop();
    },
  };
}

/** Until nothing that may leave now is left, as long as it becomes less; what a dead worker held is given up without waiting for its time. */
async function drained(pool: Pool, wake: () => Promise<unknown>): Promise<void> {
  let endsAtMs = Date.now() + PATIENCE_MS;
  let before = '';
  for (let look = 0; Date.now() < endsAtMs; look += 1) {
    const { rows } = await pool.query<{ n: number; held: number }>(
      `SELECT (SELECT count(*) FROM reminders WHERE state = 'planned' AND due_at <= office_clock())::int
           + (SELECT count(*) FROM deliveries WHERE state = 'queued' AND not_before <= office_clock())::int AS n,
         (SELECT count(*) FROM deliveries WHERE state = 'sending')::int AS held`,
    );
    if (rows[0]?.n === 0 && rows[0].held === 0) return;
    const standing = `${rows[0]?.n} ${rows[0]?.held}`;
    if (standing !== before) endsAtMs = Date.now() + PATIENCE_MS;
    before = standing;
    if (look % 20 === 19) {
      await pool.query(
        `UPDATE deliveries SET claimed_at = claimed_at - interval '31 seconds' WHERE state = 'sending' AND claimed_at < clock_timestamp() - interval '2 seconds'`,
      );
      await wake();
    }
    await sleep(40);
  }
  const { rows } = await pool.query<{ what: string }>(
    `SELECT 'reminder ' || state || ' due ' || due_at AS what FROM reminders WHERE state = 'planned' AND due_at <= office_clock()
     UNION ALL SELECT channel || ' ' || state || ' ' || reason || ' attempts ' || attempts FROM deliveries
       WHERE state = 'sending' OR (state = 'queued' AND not_before <= office_clock()) LIMIT 5`,
  );
  throw new Error(`what is due does not leave: ${rows.map(({ what }) => what).join('; ')}`);
}
