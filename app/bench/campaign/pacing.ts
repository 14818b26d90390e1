/** Whether a rate is kept by one and by two workers, and no second has more: counted where tokens are taken. */
import { setSendingRate } from '../../../server/features/deliveries/set-sending-rate';
import { dispatchDeliveries } from '../../../server/features/deliveries/dispatch-deliveries';
import { rounded, say } from '../report';
import { INSTANT, letGo, openWorker, UNLIMITED_PER_SECOND, type CampaignDatabase } from './campaign-office';

const RATES = [14, 50, 200] as const;
export type Paced = {
  readonly perSecond: number;
  readonly workers: number;
  /** Of the rate, over the whole time. */
  readonly kept: number;
  /** The most that any second had, wherever it begins. */
  readonly mostInASecond: number;
};

export async function measurePacing(database: CampaignDatabase, campaignId: string, seconds: number): Promise<Paced[]> {
  // A claim that is renewed says another time afterwards.
  await database.pool.query(
    `CREATE TABLE bench_claims (at timestamptz NOT NULL);
     CREATE FUNCTION bench_claim() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO bench_claims
       VALUES (NEW.claimed_at); RETURN NULL; END $$;
     CREATE TRIGGER bench_claims AFTER UPDATE OF state ON deliveries FOR EACH ROW
       WHEN (OLD.state = 'queued' AND NEW.state = 'sending') EXECUTE FUNCTION bench_claim()`,
  );
  const found: Paced[] = [];
  for (const perSecond of RATES)
    for (const workers of [1, 2]) found.push(await pace(database, campaignId, perSecond, workers, seconds));
  await setSendingRate(database, 'email', UNLIMITED_PER_SECOND);
  return found;
}

async function pace(
  { url, pool }: CampaignDatabase,
  campaignId: string,
  perSecond: number,
  workers: number,
  seconds: number,
): Promise<Paced> {
  await setSendingRate({ pool }, 'email', perSecond);
  const stop = new AbortController();
  await pool.query('TRUNCATE bench_claims');
  const count = await letGo(pool, campaignId, perSecond * seconds);
  const open = await Promise.all(Array.from({ length: workers }, () => openWorker(url, INSTANT)));
  await Promise.all(
    open.map(async (worker) => {
      const carry = async () => ({ kind: 'accepted', provider: 'instant', providerId: '', size: null }) as const;
      const left = () =>
        pool.query(
          `SELECT FROM deliveries WHERE campaign_id = $1 AND state = 'queued' AND not_before <= office_clock() LIMIT 1`,
          [campaignId],
        );
      while ((await left()).rowCount !== 0) await dispatchDeliveries(worker, 'email', carry, stop.signal);
    }),
  );
  for (const worker of open) await worker.close();
  const { rows } = await pool.query<{ atMs: number }>(
    'SELECT extract(epoch FROM at)::float8 * 1000 AS "atMs" FROM bench_claims ORDER BY at',
  );
  if (rows.length < count) throw new Error(`${rows.length} of ${count} were claimed`);
  const paced = {
    perSecond,
    workers,
    ...judge(
      rows.map(({ atMs }) => atMs),
      perSecond,
    ),
  };
  say(`pace ${perSecond}/s, ${workers} at work: ${paced.kept} of it kept, at most ${paced.mostInASecond} in a second`);
  return paced;
}

/** `atMs` in order. What the last claim took belongs to the time after it. */
function judge(atMs: readonly number[], perSecond: number): { kept: number; mostInASecond: number } {
  let most = 0;
  for (let first = 0, next = 0; first < atMs.length; first += 1) {
    while (next < atMs.length && atMs[next]! < atMs[first]! + 1_000) next += 1;
    most = Math.max(most, next - first);
  }
  const lastAt = atMs.at(-1)!;
  const before = atMs.filter((one) => one < lastAt - 5).length;
  return { kept: rounded(before / ((lastAt - atMs[0]!) / 1_000) / perSecond, 3), mostInASecond: most };
}
