/** How the ledger is kept. Keys of addresses are hex outside the database. */
import type { ClientBase, Pool, PoolClient } from 'pg';
import type { Channel } from '../../../sync/rules/address';
import type { ConsentDecision, ConsentSource, SuppressionReason } from '../../../sync/rules/consent';
import type { JournalLine } from '../../db/journal';
import type { MacKey } from './unsubscribe-token';

export type ConsentLine = Extract<JournalLine, { kind: 'consent' }>;
export type SuppressionLine = Extract<JournalLine, { kind: 'suppression' }>;

export type NewConsent = {
  readonly id: string;
  readonly customerId: string | null;
  readonly channel: Channel;
  /** As it stood before the person; '' where only the key is known. */
  readonly address: string;
  /** Hex; used where there is no address. */
  readonly addressKey: string;
  readonly decision: ConsentDecision;
  readonly source: ConsentSource;
  readonly wordingId: string;
  readonly wording: string;
  readonly evidence: string;
  readonly occurredAt: string;
  readonly receivedAt: string;
  readonly recordedBy: string | null;
};

const COLUMNS = `id, customer_id AS "customerId", channel, address, encode(address_key, 'hex') AS "addressKey",
  decision, source,
  wording_id AS "wordingId", wording, evidence, occurred_at AS "occurredAt", received_at AS "receivedAt",
    recorded_by AS "recordedBy",
  created_at AS "createdAt"`;

/**
 * Writes what is new and answers all of it as it stands, for the journal: what was there already too, because whoever
 * wrote it may have died before the journal had it.
 */
export async function insertConsents(
  client: Pool | PoolClient,
  consents: readonly NewConsent[],
): Promise<ConsentLine[]> {
  if (consents.length === 0) return [];
  await client.query(
    `INSERT INTO consents (id, customer_id, channel, address, address_key, decision, source, wording_id, wording,
      evidence,
       occurred_at, received_at, recorded_by)
     SELECT x.id, x."customerId", x.channel, x.address, decode(x."addressKey", 'hex'), x.decision, x.source,
       x."wordingId", x.wording,
       x.evidence, x."occurredAt", x."receivedAt", x."recordedBy"
     FROM json_to_recordset($1::json) AS x(id uuid, "customerId" uuid, channel text, address text, "addressKey" text,
       decision text,
       source text, "wordingId" text, wording text, evidence text, "occurredAt" timestamptz, "receivedAt" timestamptz,
         "recordedBy" uuid)
     ORDER BY x.id ON CONFLICT (id) DO NOTHING`,
    [JSON.stringify(consents)],
  );
  return readConsentLines(
    client,
    consents.map(({ id }) => id),
  );
}

/** As they stand, for the journal. */
export async function readConsentLines(client: Pool | ClientBase, ids: readonly string[]): Promise<ConsentLine[]> {
  const { rows } = await client.query<Omit<ConsentLine, 'kind'>>(
    `SELECT ${COLUMNS} FROM consents WHERE id = ANY($1::uuid[]) ORDER BY id`,
    [ids],
  );
  return rows.map((row) => ({ kind: 'consent', ...row }));
}

/**
 * Blocks an address and answers the row as it stands: where it stood already as late or later too, so that whoever died
 * before the journal had it is made up for by the next. `addressKey`: hex; `since`: an instant.
 */
export async function upsertSuppression(
  client: Pool | ClientBase,
  addressKey: string,
  channel: Channel,
  reason: SuppressionReason,
  since: string,
): Promise<SuppressionLine> {
  await client.query(
    `INSERT INTO suppressions AS s (address_key, channel, reason, since) VALUES (decode($1, 'hex'), $2, $3, $4)
     ON CONFLICT (address_key, channel, reason) DO UPDATE SET since = excluded.since, changed_at = now()
       WHERE s.since < excluded.since`,
    [addressKey, channel, reason, since],
  );
  // A statement of its own: one that another transaction has just put there is not seen by the one above.
  const standing = await readSuppression(client, addressKey, channel, reason);
  if (standing === null) throw new Error('a suppression is not there');
  return standing;
}

/**
 * From when a no that is said at `at` counts: not before a yes that is there already, whatever clock that was read off.
 * Whoever is told that they are out is out. Instants.
 */
export async function noCountsFrom(
  client: Pool | ClientBase,
  addressKey: string,
  channel: Channel,
  at: string,
): Promise<string> {
  const { rows } = await client.query<{ at: string }>(
    `SELECT greatest($3::timestamptz, max(counts_at)) AS at FROM consents
     WHERE address_key = decode($1, 'hex') AND channel = $2 AND decision = 'given'`,
    [addressKey, channel, at],
  );
  return rows[0]?.at ?? at;
}

/** As it stands, lifted or not; null: there never was one. */
async function readSuppression(
  client: Pool | ClientBase,
  addressKey: string,
  channel: Channel,
  reason: SuppressionReason,
): Promise<SuppressionLine | null> {
  const { rows } = await client.query<{ since: string }>(
    `SELECT since FROM suppressions WHERE address_key = decode($1, 'hex') AND channel = $2 AND reason = $3`,
    [addressKey, channel, reason],
  );
  return rows[0] === undefined ? null : { kind: 'suppression', addressKey, channel, reason, since: rows[0].since };
}

/**
 * What was said last by a link of the address, as it stands: the block of whoever left with the noes of that moment,
 * and what came back since. For the journal, when it is said again.
 */
export async function readSaidByLink(
  client: Pool | ClientBase,
  addressKey: string,
  channel: Channel,
): Promise<(ConsentLine | SuppressionLine)[]> {
  const suppression = await readSuppression(client, addressKey, channel, 'unsubscribed');
  if (suppression === null) return [];
  const { rows } = await client.query<Omit<ConsentLine, 'kind'>>(
    `SELECT ${COLUMNS} FROM consents WHERE address_key = decode($1, 'hex') AND channel = $2
       AND source IN ('unsubscribe_link', 'resubscribe_link') AND occurred_at >= $3 ORDER BY id`,
    [addressKey, channel, suppression.since],
  );
  return [suppression, ...rows.map((row): ConsentLine => ({ kind: 'consent', ...row }))];
}

/** Customers who have the address now; their key is kept by trigger. */
export async function customersOfKey(
  client: Pool | PoolClient,
  addressKey: string,
  channel: Channel,
): Promise<{ id: string; address: string }[]> {
  const { rows } = await client.query<{ id: string; address: string }>(
    channel === 'email'
      ? `SELECT id, email AS address FROM customers WHERE email_key = decode($1, 'hex') ORDER BY id`
      : `SELECT id, CASE WHEN phone_key = decode($1, 'hex') THEN phone ELSE alt_phone END AS address FROM customers
         WHERE phone_key = decode($1, 'hex') OR alt_phone_key = decode($1, 'hex') ORDER BY id`,
    [addressKey],
  );
  return rows;
}

/** Whether advertising is stopped there and no later yes has been heard. */
export async function isOut(client: Pool | PoolClient, addressKey: string, channel: Channel): Promise<boolean> {
  const { rows } = await client.query<{ out: boolean }>(
    `SELECT delivery_obstacle('campaign', $2, decode($1, 'hex'), NULL) NOT IN ('', 'consent_missing') AND EXISTS (
       SELECT FROM suppressions WHERE address_key = decode($1, 'hex') AND channel = $2 AND reason = 'unsubscribed'
         AND lifted_by IS NULL) AS out`,
    [addressKey, channel],
  );
  return rows[0]?.out === true;
}

/** Whether a yes said now would change anything: its person left the list, or said none that still counts. */
export async function lacksYes(client: Pool | PoolClient, addressKey: string, channel: Channel): Promise<boolean> {
  const { rows } = await client.query<{ lacks: boolean }>(
    `SELECT EXISTS (SELECT FROM suppressions WHERE address_key = decode($1, 'hex') AND channel = $2
         AND reason IN ('unsubscribed', 'iys') AND lifted_by IS NULL)
       OR NOT EXISTS (SELECT FROM consent_of(decode($1, 'hex'), $2) WHERE decision = 'given') AS lacks`,
    [addressKey, channel],
  );
  return rows[0]?.lacks === true;
}

export type AdvertisingObstacle = SuppressionReason | 'consent_missing' | 'consent_withdrawn' | '';

/** Why advertising may not go there, as far as consent and suppression say; '' where it may. */
export async function advertisingObstacle(
  client: Pool | PoolClient,
  addressKey: string,
  channel: Channel,
): Promise<AdvertisingObstacle> {
  const { rows } = await client.query<{ reason: AdvertisingObstacle }>(
    `SELECT delivery_obstacle('campaign', $2, decode($1, 'hex'), NULL) AS reason`,
    [addressKey, channel],
  );
  return rows[0]?.reason ?? '';
}

/** Newest first. */
export async function readMacKeys(pool: Pool): Promise<MacKey[]> {
  const { rows } = await pool.query<MacKey>(
    `SELECT id, secret FROM secret_keys WHERE purpose = 'unsubscribe' ORDER BY created_at DESC, id`,
  );
  return rows;
}

export async function writeMacKey(
  pool: Pool | ClientBase,
): Promise<{ id: string; purpose: string; secret: string; createdAt: string }> {
  const { rows } = await pool.query<{ id: string }>(`SELECT new_secret_key('unsubscribe') AS id`);
  const made = await pool.query<{ id: string; purpose: string; secret: string; createdAt: string }>(
    `SELECT id, purpose, encode(secret, 'hex') AS secret, created_at AS "createdAt" FROM secret_keys WHERE id = $1`,
    [rows[0]?.id],
  );
  if (made.rows[0] === undefined) throw new Error('a new key is not there');
  return made.rows[0];
}

/** Puts the reach of those right about whom something was said in the last quarter of an hour. Answers how many. */
export async function refreshRecentReach(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT refresh_reach(ARRAY(
       SELECT address_key FROM consents WHERE received_at > now() - interval '15 minutes'
       UNION SELECT address_key FROM suppressions WHERE changed_at > now() - interval '15 minutes')) AS count`,
  );
  return rows[0]?.count ?? 0;
}
