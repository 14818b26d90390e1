/** Workers of the office as processes of their own, with wrong clocks, that are killed while they work. */
import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { createStandInProvider } from '../../gateways/email/stand-in/provider';
import { startStandIn } from '../../gateways/email/stand-in/server';
import { createStandInSms } from '../../gateways/sms/stand-in/provider';
import { startStandInSms } from '../../gateways/sms/stand-in/server';
import { kill, startWorker, type Place } from '../sending/workers';
import { drained } from './drained';
import type { Crew, Furnished, Taken } from './crew';

const OFFSETS_MS = [0, 600_000, -600_000];
const JOBS = ['send-reminders', 'send-sms', 'send-email', 'listen-sms', 'tend-deliveries', 'poll-email-events'];

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
      let diedAt: Date | null = null;
      if (isHard) {
        await sleep(random.between(5, 120));
        const at = random.below(workers.length);
        await kill(workers[at] as ChildProcess);
        diedAt = new Date();
        workers[at] = await start(at);
        await wake();
      }
      await drained(db, JOBS, wake, { diedAt, taken: () => taken.map(({ channel, to }) => `${channel} ${to}`) });
    },
    taken: () => taken.splice(0),
    async stop() {
      await Promise.all(workers.map(kill));
      await mailServer.stop();
      await smsServer.stop();
    },
  };
}
