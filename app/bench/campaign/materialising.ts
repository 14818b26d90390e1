/** How fast customers become recipients, and how far the devices' feed is behind meanwhile. */
import type pg from 'pg';
import { runCampaign } from '../../../server/features/campaigns/run-campaign';
import { watchFeedLag } from '../feed-lag';
import { rounded, say } from '../report';
import { INSTANT, openWorker, startCampaign, type CampaignDatabase } from './campaign-office';

export type Materialised = {
  readonly campaignId: string;
  readonly rowsPerSecond: number;
  readonly rawRowsPerSecond: number;
  readonly ratio: number;
  readonly feedLagMs: number;
};

export async function measureMaterialising({ url, pool }: CampaignDatabase): Promise<Materialised> {
  const rawPerSecond = await insertRaw(pool);
  const campaignId = await startCampaign(pool);
  const worker = await openWorker(url, INSTANT);
  const lag = watchFeedLag(pool);
  try {
    const startedAt = performance.now();
    await runCampaign(worker, campaignId, () => false);
    const seconds = (performance.now() - startedAt) / 1000;
    const { rows } = await pool.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM deliveries WHERE campaign_id = $1',
      [campaignId],
    );
    const made = rows[0]!.count;
    const feedLagMs = lag.stop();
    const perSecond = made / seconds;
    say(
      `${made} recipients made: ${rounded(perSecond, 0)} rows/s, raw INSERT … SELECT ${rounded(rawPerSecond, 0)} rows/s, ratio ${rounded(perSecond / rawPerSecond)}; the feed was ${feedLagMs} ms behind at most`,
    );
    return {
      campaignId,
      rowsPerSecond: rounded(perSecond, 0),
      rawRowsPerSecond: rounded(rawPerSecond, 0),
      ratio: rounded(perSecond / rawPerSecond),
      feedLagMs,
    };
  } finally {
    lag.stop();
    await worker.close();
  }
}

/** The same rows into a table with the same indexes, nobody's consent asked; rows/s. */
async function insertRaw(pool: pg.Pool): Promise<number> {
  await pool.query('CREATE TABLE bench_deliveries (LIKE deliveries INCLUDING ALL)');
  const client = await pool.connect();
  try {
    await client.query('SET statement_timeout = 0');
    const startedAt = performance.now();
    const { rowCount } = await client.query(
      `INSERT INTO bench_deliveries (id, purpose, channel, basis, customer_id, address_key, to_address, language,
        dedupe_key, campaign_id,
         urgency, not_before)
       SELECT gen_random_uuid(), 'campaign', 'email', 'consent', c.id, c.email_key, c.email, c.language,
         'bench:' || c.id::text,
         '00000000-0000-4000-8000-000000000000', 7, '9999-01-01 00:00:00+00' FROM customers c
           WHERE c.email_key IS NOT NULL`,
    );
    return (rowCount ?? 0) / ((performance.now() - startedAt) / 1000);
  } finally {
    await client.query('RESET statement_timeout');
    await client.query('DROP TABLE bench_deliveries');
    client.release();
  }
}
