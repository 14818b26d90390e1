/** How long a claim takes where the whole campaign is due at once: by an index, however many wait. */
import { v7 as uuidv7 } from 'uuid';
import type pg from 'pg';
import { claimDeliveries } from '../../../server/features/deliveries/deliveries.store';
import { percentile, rounded, say } from '../report';
import { letGo, type CampaignDatabase } from './campaign-office';

const CLAIMS = 200;
/** As many as dispatch-deliveries.ts takes from a provider that answers in 50 ms. */
const EACH = 100;
const WARM = 10;
/** Of claims that find nothing: everybody waits for the campaign to let them go. */
const IDLE_CLAIMS = 100;
export type Claiming = {
  readonly queued: number;
  readonly p95Ms: number;
  readonly idleP95Ms: number;
  readonly scans: number;
};

export async function measureClaiming({ pool }: CampaignDatabase, campaignId: string): Promise<Claiming> {
  await pool.query(
    `UPDATE deliveries SET not_before = '9999-01-01 00:00:00+00' WHERE campaign_id = $1 AND state = 'queued'`,
    [campaignId],
  );
  await pool.query('ANALYZE deliveries');
  const idle: number[] = [];
  while (idle.length < IDLE_CLAIMS) {
    const startedAt = performance.now();
    const { claimed } = await claimDeliveries(pool, 'email', uuidv7(), EACH);
    idle.push(performance.now() - startedAt);
    if (claimed.length > 0) throw new Error(`${claimed.length} were let go by nobody`);
  }
  const queued = await letGo(pool, campaignId, 10_000_000);
  await pool.query('ANALYZE deliveries');
  const times: number[] = [];
  const before = await sequentialScans(pool);
  for (let claim = 0; claim < CLAIMS; claim += 1) {
    const startedAt = performance.now();
    const { claimed } = await claimDeliveries(pool, 'email', uuidv7(), EACH);
    const ms = performance.now() - startedAt;
    // Its turn has not come: nothing was looked for.
    if (claimed.length === 0) continue;
    times.push(ms);
  }
  const scans = (await sequentialScans(pool)) - before;
  if (times.length < CLAIMS / 2) throw new Error(`${times.length} of ${CLAIMS} claims took anything`);
  await pool.query(
    `UPDATE deliveries SET state = 'queued', claim_token = NULL, claimed_at = NULL, attempts = 0
     WHERE campaign_id = $1 AND state = 'sending'`,
    [campaignId],
  );
  const p95 = (taken: readonly number[]) => rounded(percentile(taken.slice(WARM), 0.95));
  const found = { queued, p95Ms: p95(times), idleP95Ms: p95(idle), scans };
  say(
    `a claim of ${EACH} among ${queued} that are due: p95 ${found.p95Ms} ms, ` +
      `of none while all wait ${found.idleP95Ms} ms; ${scans} sequential scans`,
  );
  return found;
}

/**
 * Of the tables that grow with the office. What a connection did is told when it is idle for a moment, and read anew
 * by another transaction.
 */
async function sequentialScans(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ scans: number }>(
    `SELECT pg_stat_force_next_flush(), pg_stat_clear_snapshot(), sum(seq_scan)::int AS scans FROM pg_stat_user_tables
     WHERE relname IN ('deliveries', 'customers', 'consents')`,
  );
  return rows[0]?.scans ?? 0;
}
