/**
 * A worker that makes one campaign's recipients and hands all over to an instant gateway; prints its peak memory in KB.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { runCampaign } from '../../../server/features/campaigns/run-campaign';
import { sendEmailJob } from '../../../server/features/messages/send-email.job';
import { INSTANT, openWorker } from './campaign-office';

const [databaseUrl = '', campaignId = ''] = process.argv.slice(2);
const worker = await openWorker(databaseUrl, INSTANT);
const stop = new AbortController();
const isOver = async () => {
  const { rows } = await worker.pool.query<{ state: string }>('SELECT state FROM campaigns WHERE id = $1', [
    campaignId,
  ]);
  return rows[0]?.state === 'finished';
};
const running = async () => {
  while (!(await isOver())) {
    await runCampaign(worker, campaignId, () => false);
    await sleep(100);
  }
  stop.abort();
};
const sending = async () => {
  while (!stop.signal.aborted) {
    await sendEmailJob.run(worker, stop.signal);
    await sleep(20);
  }
};
await Promise.all([running(), sending()]);
await worker.close();
process.stdout.write(`${process.resourceUsage().maxRSS}\n`);
