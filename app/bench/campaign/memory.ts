/** The peak memory of a worker that carries a campaign through, of few recipients and of very many. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { watchFeedLag } from '../feed-lag';
import { rounded, say } from '../report';
import { openCampaignDatabase, startCampaign, type CampaignDatabase } from './campaign-office';

const ASK_MS = 500;

export async function measureMemory(
  few: number,
  many: number,
): Promise<{ fewMb: number; manyMb: number; growth: number; feedLagMs: number }> {
  const peaks: number[] = [];
  let feedLagMs = 0;
  for (const count of [few, many]) {
    const database = await openCampaignDatabase(count);
    try {
      const peak = await peakOf(database);
      peaks.push(peak.mb);
      feedLagMs = Math.max(feedLagMs, peak.feedLagMs);
      say(`a worker with ${count} recipients: ${peak.mb} MB at most; the feed was ${peak.feedLagMs} ms behind at most`);
    } finally {
      await database.close();
    }
  }
  const [fewMb = Number.NaN, manyMb = Number.NaN] = peaks;
  return { fewMb, manyMb, growth: rounded(manyMb / fewMb), feedLagMs };
}

async function peakOf({ url, pool }: CampaignDatabase): Promise<{ mb: number; feedLagMs: number }> {
  const campaignId = await startCampaign(pool);
  const program = path.join(import.meta.dirname, 'memory-worker.ts');
  const worker = spawn(process.execPath, ['--import', 'tsx', program, url, campaignId], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  worker.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const making = watchFeedLag(pool);
  const lag = watchFeedLag(pool);
  const stopAsking = whenMade(pool, campaignId, () =>
    say(`all recipients are made; the feed was ${making.stop()} ms behind at most meanwhile`),
  );
  const [code] = (await once(worker, 'exit')) as [number | null];
  stopAsking();
  making.stop();
  const feedLagMs = lag.stop();
  const { rows } = await pool.query<{ left: number }>(
    `SELECT count(*)::int AS left FROM deliveries WHERE campaign_id = $1 AND state <> 'sent'`,
    [campaignId],
  );
  if (code !== 0 || rows[0]!.left > 0) throw new Error(`the worker ended with ${code}, ${rows[0]!.left} are left`);
  return { mb: rounded(Number(said.trim().split('\n').at(-1)) / 1024, 1), feedLagMs };
}

/** Returns how to stop asking. */
function whenMade(pool: CampaignDatabase['pool'], campaignId: string, tell: () => void): () => void {
  let isMade = false;
  const asking = setInterval(() => {
    void pool
      .query<{ made: boolean }>('SELECT walked_at IS NOT NULL AS made FROM campaigns WHERE id = $1', [campaignId])
      .then(({ rows: [campaign] }) => {
        if (campaign?.made !== true || isMade) return;
        isMade = true;
        clearInterval(asking);
        tell();
      });
  }, ASK_MS);
  return () => clearInterval(asking);
}
