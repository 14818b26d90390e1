/** Mails a second through the whole of the product, beside the bare client at the same concurrency; turns are taken. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { createSesGateway } from '../../../server/gateways/email/ses';
import { sendEmailJob } from '../../../server/features/messages/send-email.job';
import { median, rounded, say } from '../report';
import { letGo, openWorker, type CampaignDatabase } from './campaign-office';

/** As many calls as dispatch-deliveries.ts has open. */
const AT_ONCE = 10;
const ROUNDS = 3;
const ANSWER_MS = 50;
const SETTINGS = { region: 'eu-central-1', credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' } };
export type Mailed = { readonly mailsPerSecond: number; readonly bareMailsPerSecond: number; readonly ratio: number };

export async function measureMailing(
  { url, pool }: CampaignDatabase,
  campaignId: string,
  mails: number,
): Promise<Mailed> {
  const standIn = spawn(process.execPath, [path.join(import.meta.dirname, 'ses-stand-in.mjs'), String(ANSWER_MS)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(standIn.stdout, 'data')) as [Buffer];
  const endpoint = said.toString().trim();
  const worker = await openWorker(url, createSesGateway({ ...SETTINGS, endpoint, configurationSets: null }));
  const ours: number[] = [];
  const bare: number[] = [];
  try {
    await pool.query(
      `UPDATE deliveries SET not_before = '9999-01-01 00:00:00+00' WHERE campaign_id = $1 AND state = 'queued'`,
      [campaignId],
    );
    for (let round = 0; round < ROUNDS; round += 1) {
      bare.push(mails / (await sendBare(endpoint, mails)));
      const count = await letGo(pool, campaignId, mails);
      const startedAt = performance.now();
      const due = () =>
        pool.query(
          `SELECT FROM deliveries WHERE campaign_id = $1 AND state = 'queued' AND not_before <= office_clock() LIMIT 1`,
          [campaignId],
        );
      while ((await due()).rowCount !== 0) await runUntilDrained(worker);
      ours.push(count / ((performance.now() - startedAt) / 1000));
    }
  } finally {
    await worker.close();
    await end(standIn);
  }
  const figures = {
    mailsPerSecond: rounded(median(ours), 1),
    bareMailsPerSecond: rounded(median(bare), 1),
    ratio: rounded(median(ours.map((one, at) => one / bare[at]!))),
  };
  say(
    `mails: ${figures.mailsPerSecond}/s, a bare SESv2Client loop ${figures.bareMailsPerSecond}/s, ratio ${figures.ratio} (${AT_ONCE} at once, answered after ${ANSWER_MS} ms)`,
  );
  return figures;
}

/** Parked ones are left: the job would wait a minute for them, and is told to stop when nothing else is there. */
async function runUntilDrained(worker: Awaited<ReturnType<typeof openWorker>>): Promise<void> {
  await sendEmailJob.run(worker, new AbortController().signal);
}

/** Seconds for as many mails of the same size. */
async function sendBare(endpoint: string, mails: number): Promise<number> {
  const client = new SESv2Client({ ...SETTINGS, endpoint, maxAttempts: 1 });
  const body = 'Ece, güz yürüyüşümüze bekleriz. '.repeat(20);
  let left = mails;
  const startedAt = performance.now();
  const loop = async () => {
    while (left > 0) {
      left -= 1;
      await client.send(
        new SendEmailCommand({
          FromEmailAddress: 'Saha <ofis@saha.example>',
          Destination: { ToAddresses: [`alici${left}@ornek.example`] },
          Content: {
            Simple: { Subject: { Data: 'Güz' }, Body: { Text: { Data: body }, Html: { Data: `<p>${body}</p>` } } },
          },
        }),
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, loop));
  client.destroy();
  return (performance.now() - startedAt) / 1000;
}

async function end(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill();
  await gone;
}
