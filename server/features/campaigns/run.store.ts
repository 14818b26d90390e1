/** What moves campaigns that are under way. */
import type { ClientBase, Pool } from 'pg';
import type { BreakerCounts, CampaignContent } from '../../../sync/rules/campaign';
import type { SegmentRule } from '../../../sync/rules/segment-rule';
import type { SignedInMember } from '../../lib/identity';

type Client = Pick<Pool | ClientBase, 'query'>;
const PARKED = `'9999-01-01 00:00:00+00'`;

export type RunningCampaign = {
  readonly id: string;
  readonly rule: SegmentRule;
  readonly state: string;
  readonly version: number;
  readonly sentBy: string;
  readonly capMost: number | null;
  readonly exceptIds: readonly string[];
  readonly expected: number;
  readonly walkedTo: string | null;
  readonly walkedAt: string | null;
  readonly startedAtMs: number;
  readonly perSecond: number | null;
  readonly heeded: Partial<BreakerCounts>;
  readonly content: CampaignContent;
};

const COLUMNS = `c.id, c.rule, c.state, c.version, c.sent_by AS "sentBy", c.cap_most AS "capMost",
  c.except_ids AS "exceptIds", c.expected,
  c.walked_to AS "walkedTo", c.walked_at AS "walkedAt", extract(epoch FROM coalesce(c.started_at, now()))::float8 * 1000
    AS "startedAtMs",
  c.per_second AS "perSecond", c.heeded, c.content`;

/** Those that are due, run, or have been called off with recipients left. */
export async function campaignsAtWork(pool: Pool): Promise<{ readonly id: string; readonly state: string }[]> {
  const { rows } = await pool.query<{ id: string; state: string }>(
    `SELECT c.id, c.state FROM campaigns c WHERE c.state = 'running' OR (c.state = 'scheduled'
      AND c.starts_at <= office_clock())
       OR (c.state = 'cancelled' AND EXISTS (SELECT FROM deliveries d WHERE d.campaign_id = c.id
         AND d.state = 'queued'))
     ORDER BY c.started_at, c.id`,
  );
  return rows;
}

/** In how many milliseconds the next one is due; null: none waits. */
export async function nextStartMs(pool: Pool): Promise<number | null> {
  const { rows } = await pool.query<{ ms: number | null }>(
    `SELECT ceil(extract(epoch FROM min(starts_at) - office_clock()) * 1000)::float8 AS ms FROM campaigns
      WHERE state = 'scheduled'`,
  );
  return rows[0]?.ms ?? null;
}

/** One that waits for its time, as it stands now; null: it does not wait (any more). Holds nothing. */
export async function readPlanned(pool: Pool, id: string): Promise<RunningCampaign | null> {
  const { rows } = await pool.query<RunningCampaign>(
    `SELECT ${COLUMNS} FROM campaigns c WHERE c.id = $1 AND c.state = 'scheduled'`,
    [id],
  );
  return rows[0] ?? null;
}

/** Holds it until the end of the transaction; null: another process is at it, or it is not in one of these states. */
export async function holdCampaign(
  client: ClientBase,
  id: string,
  states: readonly string[],
): Promise<RunningCampaign | null> {
  const { rows } = await client.query<RunningCampaign>(
    `SELECT ${COLUMNS} FROM campaigns c WHERE c.id = $1 AND c.state = ANY($2::text[]) FOR UPDATE OF c SKIP LOCKED`,
    [id, states],
  );
  return rows[0] ?? null;
}

/** Who sends it, as they are now; null: nobody who may. */
export async function readSendingMember(
  client: Client,
  id: string,
): Promise<Pick<SignedInMember, 'id' | 'role' | 'teamId'> | null> {
  const { rows } = await client.query<Pick<SignedInMember, 'id' | 'role' | 'teamId'>>(
    `SELECT id, role, team_id AS "teamId" FROM members WHERE id = $1 AND is_active AND role IN ('manager', 'admin')`,
    [id],
  );
  return rows[0] ?? null;
}

/**
 * Where nobody sends it any more, `member` does. It goes to whom its sender sees, so that nobody takes it over who sees
 * more: an admin only what an admin had begun, or no team has. False: it has no sender still.
 */
export async function takeOver(
  client: Client,
  id: string,
  member: Pick<SignedInMember, 'id' | 'role'>,
): Promise<boolean> {
  const { rows } = await client.query<{ sentBy: string }>(
    `UPDATE campaigns c SET sent_by = CASE WHEN m.is_active AND m.role IN ('manager', 'admin') THEN c.sent_by
       WHEN $3 = 'manager' OR c.team_id IS NULL OR m.role = 'admin' THEN $2::uuid ELSE c.sent_by END
     FROM members m WHERE c.id = $1 AND c.state = 'paused' AND m.id = c.sent_by RETURNING c.sent_by AS "sentBy"`,
    [id, member.id, member.role],
  );
  return rows[0] !== undefined && (await readSendingMember(client, rows[0].sentBy)) !== null;
}

export async function recordSlice(
  client: Client,
  id: string,
  walkedTo: string | null,
  recipients: number,
  isLast: boolean,
): Promise<void> {
  await client.query(
    `UPDATE campaigns SET walked_to = coalesce($2, walked_to), materialised = materialised + $3,
       walked_at = CASE WHEN $4 THEN clock_timestamp() ELSE walked_at END WHERE id = $1`,
    [id, walkedTo, recipients, isLast],
  );
}

/** Seconds whose worth may leave at once: at less than one a second, those that one takes. */
const MOST_SAVED_UP = 'greatest(1.0, 1.0 / c.per_second)';

/**
 * Lets the next recipients go. Without a rate of its own as many as keep the sender busy; with one what the time since
 * the last allows, a second's worth at most or one. Within the transaction that holds the campaign.
 */
export async function release(client: Client, id: string, perSecond: number | null, most: number): Promise<number> {
  const { rows } = await client.query<{ free: number }>(
    perSecond === null
      ? `SELECT greatest(0, $2::int - (SELECT count(*) FROM deliveries d WHERE d.campaign_id = $1 AND d.state = 'queued'
           AND d.channel = 'email' AND d.urgency = 7 AND d.not_before < ${PARKED} AND d.reason <> 'iys_waiting'))::int
             AS free`
      : `SELECT floor(least(extract(epoch FROM clock_timestamp() - coalesce(c.released_at, 'epoch'))::float8,
           ${MOST_SAVED_UP}) * c.per_second + 1e-9)::int AS free FROM campaigns c WHERE c.id = $1 AND $2::int > 0`,
    [id, most],
  );
  const free = rows[0]?.free ?? 0;
  if (free === 0) return 0;
  const { rowCount } = await client.query(
    `UPDATE deliveries SET not_before = office_clock(), reason = CASE reason WHEN 'campaign_paused' THEN '' ELSE reason
      END WHERE id IN (
       SELECT id FROM deliveries WHERE campaign_id = $1 AND state = 'queued' AND not_before = ${PARKED} ORDER BY id
         LIMIT $2 FOR UPDATE SKIP LOCKED)`,
    [id, free],
  );
  if (perSecond !== null)
    await client.query(
      `UPDATE campaigns c SET released_at = greatest(coalesce(released_at, 'epoch'),
         clock_timestamp() - make_interval(secs => ${MOST_SAVED_UP})) + make_interval(secs => $2::float8 / per_second)
           WHERE id = $1`,
      [id, free],
    );
  return rowCount ?? 0;
}

/** Somebody has not got their end: neither left nor stopped. */
export async function hasWaiting(client: Client, id: string): Promise<boolean> {
  const { rows } = await client.query<{ waits: boolean }>(
    `SELECT EXISTS (SELECT FROM deliveries WHERE campaign_id = $1 AND state IN ('queued', 'sending')) AS waits`,
    [id],
  );
  return rows[0]?.waits ?? false;
}

export async function readBreakerCounts(client: Client, id: string): Promise<BreakerCounts> {
  const { rows } = await client.query<BreakerCounts>(
    `SELECT count(*) FILTER (WHERE state IN ('sent', 'delivered', 'bounced', 'complained', 'unsubscribed'))::int AS
      sample,
       count(*) FILTER (WHERE state = 'bounced' AND reason <> 'provider_suppressed')::int AS bounces,
       count(*) FILTER (WHERE state = 'complained')::int AS complaints
     FROM deliveries WHERE campaign_id = $1`,
    [id],
  );
  return rows[0] ?? { sample: 0, bounces: 0, complaints: 0 };
}

/** Of what was called off; answers how many, `most` at once. */
export async function cancelWaiting(client: Client, id: string, most: number): Promise<number> {
  const { rowCount } = await client.query(
    `UPDATE deliveries SET state = 'cancelled', reason = 'cancelled_by_person', settled_at = clock_timestamp()
      WHERE id IN (
       SELECT id FROM deliveries WHERE campaign_id = $1 AND state = 'queued' ORDER BY id LIMIT $2
         FOR UPDATE SKIP LOCKED)`,
    [id, most],
  );
  return rowCount ?? 0;
}

/** What was refused at once waits again, let go by its campaign; answers how many. */
export async function requeueFailed(client: Client, id: string): Promise<number> {
  const { rowCount } = await client.query(
    `UPDATE deliveries SET state = 'queued', reason = 'sent_again', claim_token = NULL, settled_at = NULL,
      not_before = ${PARKED}
     WHERE campaign_id = $1 AND state = 'failed' AND reason IN ('rejected', 'content_failed') AND to_address <> ''`,
    [id],
  );
  return rowCount ?? 0;
}

export type ToTell = {
  readonly key: string;
  readonly customerId: string;
  readonly at: string;
  readonly result: string;
};

/** Customers whom a campaign that is over reached and who do not show it yet; null: no campaign has such. */
export async function nextToTell(
  pool: Pool,
  limit: number,
): Promise<{
  readonly id: string;
  readonly name: string;
  readonly createdBy: string;
  readonly toldTo: string | null;
  readonly rows: readonly ToTell[];
} | null> {
  const found = await pool.query<{ id: string; name: string; createdBy: string; toldTo: string | null }>(
    `SELECT id, name, created_by AS "createdBy", encode(told_to, 'hex') AS "toldTo" FROM campaigns
      WHERE state IN ('finished', 'cancelled') AND started_at IS NOT NULL AND told_at IS NULL
     ORDER BY finished_at, id LIMIT 1`,
  );
  const [campaign] = found.rows;
  if (campaign === undefined) return null;
  const { rows } = await pool.query<ToTell>(
    `SELECT encode(d.address_key, 'hex') AS key, d.customer_id AS "customerId",
      coalesce(d.sent_at, d.claimed_at, d.created_at) AS at,
       campaign_result(d.state) AS result FROM deliveries d
     WHERE d.campaign_id = $1 AND d.customer_id IS NOT NULL AND d.address_key > decode(coalesce($2, ''), 'hex')
       AND d.sent_at IS NOT NULL
     ORDER BY d.address_key LIMIT $3`,
    [campaign.id, campaign.toldTo, limit],
  );
  return { ...campaign, rows };
}

export async function recordTold(pool: Pool, id: string, from: string | null, to: string | null): Promise<void> {
  await pool.query(
    `UPDATE campaigns SET told_to = coalesce(decode($3, 'hex'), told_to), told_at = CASE WHEN $3::text IS NULL
      THEN now() END
     WHERE id = $1 AND told_to IS NOT DISTINCT FROM decode($2::text, 'hex')`,
    [id, from, to],
  );
}

export type ResultDue = {
  readonly deliveryId: string;
  readonly customerId: string | null;
  readonly campaignId: string;
  readonly result: string;
};

/** Of mails that providers had a later word on, of campaigns that customers show already. */
export async function nextResults(pool: Pool, limit: number): Promise<readonly ResultDue[]> {
  const { rows } = await pool.query<ResultDue>(
    `SELECT r.delivery_id AS "deliveryId", d.customer_id AS "customerId", d.campaign_id AS "campaignId", r.result
     FROM campaign_results_due r JOIN deliveries d ON d.id = r.delivery_id JOIN campaigns k ON k.id = d.campaign_id
     WHERE k.told_at IS NOT NULL ORDER BY r.delivery_id LIMIT $1`,
    [limit],
  );
  return rows;
}

/** What a provider said of one since stays. */
export async function forgetResults(pool: Pool, told: readonly ResultDue[]): Promise<void> {
  await pool.query(
    `DELETE FROM campaign_results_due WHERE (delivery_id, result) IN (SELECT * FROM unnest($1::uuid[], $2::text[]))`,
    [told.map(({ deliveryId }) => deliveryId), told.map(({ result }) => result)],
  );
}
