/** How deliveries are kept. Times are PostgreSQL's own: the workers' clocks may be wrong. */
import type { ClientBase, Pool } from 'pg';
import type { Channel } from '../../../sync/rules/address';
import type { DeliveryReason, DeliveryState } from '../../../sync/rules/delivery';
import type { SmsMeasure } from '../../../sync/rules/sms-text';
import type { ClaimedDelivery, NewDelivery, QueuedDelivery } from './delivery';

type SmsSize = Pick<SmsMeasure, 'parts' | 'spelling'>;

/** One claim may hold this much: what leaves within half a second. */
export const CLAIM_HOLDS_MS = 500;
/** Longer than any hand-over takes. Then whoever holds it is dead, and nobody knows whether it left. */
export const CLAIM_LASTS_MS = 30_000;

const CLAIMED = `d.id, d.purpose, d.channel, d.customer_id AS "customerId",
  encode(d.address_key, 'hex') AS "addressKey",
  d.to_address AS "to", d.language, d.dedupe_key AS "dedupeKey", d.campaign_id AS "campaignId",
    d.reminder_id AS "reminderId",
  d.message_id AS "messageId", d.bulk_id AS "bulkId", d.content, d.attempts, d.created_by AS "createdBy",
  extract(epoch FROM d.expires_at - office_clock())::float8 AS "usefulSeconds"`;

/**
 * What one statement decides about a row it has locked: the reason it may not leave, or ''. Of two records that were
 * merged the person gets it at the address that stands. What a person wrote may have waited for days: nobody is written
 * to who was deleted meanwhile. Its questions about the customer are no EXISTS: of that the planner makes a table of
 * all customers, for every claim.
 */
const OBSTACLE = `CASE WHEN d.expires_at <= office_clock() THEN 'expired' WHEN d.to_address = '' THEN 'address_missing'
  WHEN d.reminder_id IS NOT NULL AND reminder_next_at(d.reminder_id) > office_clock() THEN 'quiet_hours'
  WHEN d.campaign_id IS NOT NULL AND campaign_obstacle(d.campaign_id) <> '' THEN campaign_obstacle(d.campaign_id)
  WHEN d.campaign_id IS NOT NULL AND d.customer_id IS NOT NULL
    AND (SELECT c.deleted_at IS NULL AND (c.root_id IS NULL
        OR (SELECT r.deleted_at IS NULL AND r.email_key = d.address_key FROM customers r WHERE r.id = c.root_id))
      FROM customers c WHERE c.id = d.customer_id) IS NOT TRUE THEN 'recipient_gone'
  WHEN d.message_id IS NOT NULL AND d.customer_id IS NOT NULL
    AND (SELECT c.deleted_at IS NULL AND (c.root_id IS NULL
        OR (SELECT r.deleted_at IS NULL FROM customers r WHERE r.id = c.root_id))
      FROM customers c WHERE c.id = d.customer_id) IS NOT TRUE THEN 'recipient_gone'
  WHEN d.message_id IS NOT NULL AND file_of_message_waits(d.message_id) THEN 'file_waiting'
  ELSE coalesce(nullif(delivery_obstacle(d.purpose, d.channel, d.address_key, d.basis_id), ''),
    CASE WHEN (SELECT office_waits_for_iys()) THEN iys_obstacle(d.purpose, d.channel, d.address_key) ELSE '' END) END`;
/** What is in the way for some hours only waits, and for as long as its campaign is paused or İYS has not answered. */
const STATE = `CASE j.obstacle WHEN '' THEN 'sending' WHEN 'expired' THEN 'expired' WHEN 'campaign_cancelled'
  THEN 'cancelled'
  WHEN 'quiet_hours' THEN 'queued' WHEN 'campaign_paused' THEN 'queued' WHEN 'iys_waiting' THEN 'queued'
  WHEN 'file_waiting' THEN 'queued' ELSE 'skipped' END`;
const REASON = `CASE j.obstacle WHEN 'expired' THEN '' WHEN 'campaign_cancelled' THEN 'cancelled_by_person'
  ELSE j.obstacle END`;
/** What İYS has to take first is looked at again after so long; at once when somebody says that it has. */
const IYS_LOOK = '10 minutes';
/** Whoever decides about the file says so (`files_settled`); but for one who did at the moment of this very look. */
const FILE_LOOK = '15 seconds';
/** Until its campaign lets it go (campaigns/run.store.ts); the index of what is due knows none of them. */
const PARKED = `'9999-01-01 00:00:00+00'::timestamptz`;

/** The new one, or the one that was there: of this `dedupeKey`, or to this address in the same campaign or bulk. */
export async function insertDelivery(pool: Pool | ClientBase, one: NewDelivery): Promise<QueuedDelivery> {
  const { rows } = await pool.query<{ id: string }>(
    `INSERT INTO deliveries (id, purpose, channel, basis, basis_id, customer_id, address_key, to_address, language,
      dedupe_key,
       campaign_id, reminder_id, message_id, bulk_id, content, urgency, not_before, expires_at, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, address_key(normal_address($3, $7)), $7, $8, $9,
       $10, $11, $12, $13, $14, $15, coalesce($16::timestamptz, office_clock()), $17, $18)
     ON CONFLICT DO NOTHING RETURNING id`,
    [
      one.id,
      one.purpose,
      one.channel,
      one.basis,
      one.basisId,
      one.customerId,
      one.to,
      one.language,
      one.dedupeKey,
      one.campaignId,
      one.reminderId,
      one.messageId,
      one.bulkId,
      one.content === null ? null : JSON.stringify(one.content),
      one.urgency,
      one.notBefore,
      one.expiresAt,
      one.createdBy,
    ],
  );
  if (rows[0] !== undefined) return { id: rows[0].id, state: 'queued', messageId: one.messageId, isNew: true };
  const existing = await pool.query<Omit<QueuedDelivery, 'isNew'>>(
    `SELECT id, state, message_id AS "messageId" FROM deliveries
     WHERE dedupe_key = $1 OR ((campaign_id = $2 OR bulk_id = $3)
       AND address_key = address_key(normal_address($4, $5)))
     ORDER BY dedupe_key = $1 DESC LIMIT 1`,
    [one.dedupeKey, one.campaignId, one.bulkId, one.channel, one.to],
  );
  const [found] = existing.rows;
  if (found === undefined) throw new Error('a delivery is neither new nor known');
  return { ...found, isNew: false };
}

/** A rate is kept by claims of equal size at equal distances, each of so many at most. */
const MOST_AT_ONCE = 100;

/**
 * Takes what may leave now, in one statement that reads the fence of a restore, suppression, consent, what the delivery
 * rests on and its expiry, and ends what may not. Workers share the channel's rate through its row: a second has as
 * few claims as it must, and the next is free when its part of the second is over, from when this one began: how long
 * the statement takes costs nothing of the rate. What came late is not made up for: some second would have more.
 */
export async function claimDeliveries(
  pool: Pool,
  channel: Channel,
  token: string,
  most: number,
): Promise<{ claimed: ClaimedDelivery[]; stopped: number }> {
  const { rows } = await pool.query<ClaimedDelivery & { state: DeliveryState }>({
    // Planned once for each connection: planning costs as much as a quarter of the claim.
    name: 'claim deliveries',
    text: `WITH free AS (
       SELECT per_second FROM sending_rates WHERE channel = $1 AND free_at <= clock_timestamp()
         AND NOT (SELECT sends_held FROM office) FOR UPDATE
     ), rate AS (
       SELECT size::int, greatest(1 / claims, size / per_second) AS every, clock_timestamp() AS at
       FROM free, LATERAL (SELECT ceil(per_second / greatest(1, floor(least(per_second, $4::float8)))) AS claims) AS
         parts,
         LATERAL (SELECT greatest(1, floor(per_second / claims)) AS size) AS whole
     ), due AS (
       SELECT d.id, ${OBSTACLE} AS obstacle FROM deliveries d
       WHERE d.state = 'queued' AND d.channel = $1 AND d.not_before < ${PARKED} AND d.not_before <= office_clock()
       ORDER BY d.urgency, d.not_before, d.id
       LIMIT (SELECT coalesce(max(least($2::int, size)), 0)::int FROM rate)
       FOR UPDATE SKIP LOCKED
     ), claimed AS (
       UPDATE deliveries d SET state = ${STATE}, reason = ${REASON}, claimed_at = (SELECT at FROM rate),
         claim_token = CASE j.obstacle WHEN '' THEN $3::uuid END, attempts = d.attempts + (j.obstacle = '')::int,
         not_before = CASE j.obstacle WHEN 'quiet_hours' THEN reminder_next_at(d.reminder_id) WHEN 'campaign_paused'
           THEN ${PARKED}
           WHEN 'iys_waiting' THEN office_clock() + interval '${IYS_LOOK}'
           WHEN 'file_waiting' THEN office_clock() + interval '${FILE_LOOK}' ELSE d.not_before END,
         settled_at = CASE WHEN j.obstacle IN ('', 'quiet_hours', 'campaign_paused', 'iys_waiting', 'file_waiting')
           THEN NULL
           ELSE clock_timestamp() END
       FROM due j WHERE d.id = j.id RETURNING ${CLAIMED}, d.state
     ), spent AS (
       UPDATE sending_rates r SET free_at = rate.at
         + make_interval(secs => (SELECT count(*) FROM claimed WHERE state = 'sending') * rate.every / rate.size)
       FROM rate WHERE r.channel = $1 AND EXISTS (SELECT FROM claimed WHERE state = 'sending')
     )
     SELECT * FROM claimed`,
    values: [channel, most, token, MOST_AT_ONCE],
  });
  return {
    claimed: rows.filter(({ state }) => state === 'sending'),
    stopped: rows.filter(({ state }) => state !== 'sending').length,
  };
}

/**
 * For a claim that has been held too long: asks everything anew. Those that may still leave are answered; a row that
 * was given up meanwhile is not.
 */
export async function renewClaim(pool: Pool, token: string, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await pool.query<{ id: string; state: DeliveryState }>(
    `WITH held AS (
       SELECT d.id, CASE WHEN (SELECT sends_held FROM office) THEN 'held' ELSE ${OBSTACLE} END AS obstacle
       FROM deliveries d WHERE d.id = ANY($2::uuid[]) AND d.claim_token = $1 AND d.state = 'sending' ORDER BY d.id
         FOR UPDATE
     ), freed AS (
       UPDATE deliveries d SET state = 'queued', reason = 'not_handed_over', claim_token = NULL,
         attempts = d.attempts - 1
       FROM held j WHERE d.id = j.id AND j.obstacle <> '' RETURNING d.id
     )
     UPDATE deliveries d SET claimed_at = clock_timestamp() FROM held j WHERE d.id = j.id AND j.obstacle = ''
     RETURNING d.id, d.state`,
    [token, ids],
  );
  return new Set(rows.map(({ id }) => id));
}

/** They were never handed over, whatever has been thought of them meanwhile: the next claim decides anew. */
export async function returnUnsent(pool: Pool, token: string, ids: readonly string[]): Promise<void> {
  await pool.query(
    `UPDATE deliveries SET state = 'queued', reason = 'not_handed_over', claim_token = NULL, attempts = attempts - 1
     WHERE id = ANY($2::uuid[]) AND claim_token = $1 AND state IN ('sending', 'unknown')`,
    [token, ids],
  );
}

/** Every time it is handed over it is paid for; null of what is no SMS. */
const SIZED = (parts: string, spelling: string) =>
  `sms_parts = coalesce(sms_parts + ${parts}::int, ${parts}::int, sms_parts),
    sms_spelling = coalesce(${spelling}::text, sms_spelling)`;

/** The provider took it. True whoever holds the row by now: what has left, has left. */
export async function recordAccepted(
  pool: Pool,
  id: string,
  provider: string,
  providerId: string,
  size: SmsSize | null,
): Promise<void> {
  await pool.query(
    `UPDATE deliveries SET ${SIZED('$4', '$5')}, provider = $2, provider_id = $3,
      sent_at = coalesce(sent_at, clock_timestamp()),
       reason = CASE WHEN delivery_rank(state, reason) < delivery_rank('sent', '') THEN '' ELSE reason END,
       state = CASE WHEN delivery_rank(state, reason) < delivery_rank('sent', '') THEN 'sent' ELSE state END
     WHERE id = $1`,
    [id, provider, providerId, size?.parts ?? null, size?.spelling ?? null],
  );
}

/** It was not taken: it waits `afterMs`, and the attempt does not count. */
export async function recordPostponed(
  pool: Pool,
  token: string,
  id: string,
  reason: DeliveryReason,
  afterMs: number,
): Promise<void> {
  await pool.query(
    `UPDATE deliveries SET state = 'queued', reason = $3, claim_token = NULL, attempts = attempts - 1,
       not_before = office_clock() + make_interval(secs => $4::float8 / 1000)
     WHERE id = $2 AND claim_token = $1 AND state IN ('sending', 'unknown')`,
    [token, id, reason, afterMs],
  );
}

/** Nothing of the channel of this delivery leaves for `ms`: whoever would be handed over next is refused as well. */
export async function holdChannelOf(pool: Pool, id: string, ms: number): Promise<void> {
  await pool.query(
    `UPDATE sending_rates SET free_at = greatest(free_at, clock_timestamp() + make_interval(secs => $2::float8 / 1000))
     WHERE channel = (SELECT channel FROM deliveries WHERE id = $1)`,
    [id, ms],
  );
}

/** It never will be taken, or nobody knows. Says nothing over what the provider has said by now. */
export async function recordEnd(
  pool: Pool,
  token: string,
  id: string,
  state: 'failed' | 'unknown',
  reason: DeliveryReason,
  size: SmsSize | null = null,
): Promise<void> {
  await pool.query(
    `UPDATE deliveries SET ${SIZED('$5', '$6')}, state = $3, reason = $4, settled_at = CASE $3 WHEN 'failed'
      THEN clock_timestamp() END
     WHERE id = $2 AND claim_token = $1 AND (state = 'sending' OR (state = 'unknown' AND $3 = 'failed'))`,
    [token, id, state, reason, size?.parts ?? null, size?.spelling ?? null],
  );
}

/**
 * Claims whose holder is dead. Answers how many. A row that somebody has in hand is looked at next time: none waits.
 */
export async function giveUpClaims(pool: Pool): Promise<number> {
  const { rowCount } = await pool.query(
    `UPDATE deliveries SET state = 'unknown', reason = 'claim_expired' WHERE id IN (
       SELECT id FROM deliveries WHERE state = 'sending' AND claimed_at < clock_timestamp() -
         make_interval(secs => $1::float8 / 1000)
       ORDER BY id FOR UPDATE SKIP LOCKED)`,
    [CLAIM_LASTS_MS],
  );
  return rowCount ?? 0;
}

/** In how many milliseconds something may leave again; null: nothing waits. */
export async function nextDueMs(pool: Pool, channel: Channel): Promise<number | null> {
  const { rows } = await pool.query<{ ms: number | null }>(
    `SELECT ceil(extract(epoch FROM greatest(
        (SELECT min(not_before) FROM deliveries WHERE state = 'queued' AND channel = $1 AND not_before < ${PARKED})
          - office_clock(),
        (SELECT free_at FROM sending_rates WHERE channel = $1) - clock_timestamp())) * 1000)::float8 AS ms
     WHERE EXISTS (SELECT FROM deliveries WHERE state = 'queued' AND channel = $1 AND not_before < ${PARKED})
       AND NOT (SELECT sends_held FROM office)`,
    [channel],
  );
  return rows[0]?.ms ?? null;
}

/** Blanks address and text of what ended 90 days ago; answers how many rows. */
export async function blankEnded(pool: Pool, most: number): Promise<number> {
  const { rowCount } = await pool.query(
    `UPDATE deliveries SET to_address = '', content = NULL WHERE id IN (
       SELECT id FROM deliveries WHERE settled_at < now() - interval '90 days'
         AND (to_address <> '' OR content IS NOT NULL) LIMIT $1)`,
    [most],
  );
  return rowCount ?? 0;
}

export async function setRate(pool: Pool, channel: Channel, perSecond: number): Promise<void> {
  await pool.query('UPDATE sending_rates SET per_second = $2 WHERE channel = $1 AND per_second <> $2', [
    channel,
    perSecond,
  ]);
}
