import type { ClientBase, Pool } from 'pg';
import type { SmsAnswer } from '../../../sync/rules/sms-answer';
import type { IncomingSms } from '../../gateways/sms/contract';

/** Reports that have not come after this long do not come. */
const REPORTS_WITHIN = '4 days';
const MOST_OPEN = 1_000;

/** What the provider was given and has said nothing about; the newest, which are asked for most. */
export async function openSmsOf(pool: Pool, provider: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT provider_id AS id FROM deliveries WHERE channel = 'sms' AND state IN ('sent', 'sending') AND provider = $1
       AND provider_id <> '' AND sent_at > now() - interval '${REPORTS_WITHIN}' ORDER BY sent_at DESC
         LIMIT ${MOST_OPEN}`,
    [provider],
  );
  return rows.map(({ id }) => id);
}

/** An instant; null: nobody ever answered. */
export async function lastIncomingAt(pool: Pool): Promise<string | null> {
  const { rows } = await pool.query<{ at: string | null }>(
    `SELECT max(occurred_at) AS at FROM incoming_sms WHERE channel = 'sms'`,
  );
  return rows[0]?.at ?? null;
}

export type Writer = { readonly id: string; readonly ownerId: string };

/**
 * Of the customers with this number, or who stand for one that has it, the one last written to by SMS, else the
 * newest; null: nobody's.
 */
export async function findWriter(pool: Pool, from: string): Promise<Writer | null> {
  const { rows } = await pool.query<Writer>(
    `WITH k AS (SELECT address_key($1) AS key)
     SELECT c.id, c.owner_id AS "ownerId"
     FROM k JOIN customers x ON x.phone_key = k.key OR x.alt_phone_key = k.key
       JOIN customers c ON c.id = coalesce(x.root_id, x.id) AND c.deleted_at IS NULL
     WHERE x.deleted_at IS NULL
     ORDER BY (SELECT max(m.created_at) FROM messages m
       WHERE m.customer_id IN (SELECT c.id UNION SELECT r.id FROM customers r WHERE r.root_id = c.id) AND m.channel = 'sms' AND m.direction = 'out') DESC NULLS LAST, c.created_at DESC,
         c.id LIMIT 1`,
    [from],
  );
  return rows[0] ?? null;
}

export type KnownSms = { readonly said: SmsAnswer; /** Hex. */ readonly addressKey: string; readonly at: string };

/** What was heard under this id before; null: nothing. */
export async function readKnown(client: Pool | ClientBase, id: string): Promise<KnownSms | null> {
  const { rows } = await client.query<KnownSms>(
    `SELECT said, encode(address_key, 'hex') AS "addressKey", occurred_at AS at FROM incoming_sms WHERE id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** Hex of the address's key; null: it was here before. */
export async function insertIncoming(
  client: ClientBase,
  channel: 'sms' | 'whatsapp',
  { id, from, text, at }: IncomingSms,
  said: SmsAnswer,
): Promise<string | null> {
  const { rows } = await client.query<{ key: string }>(
    `INSERT INTO incoming_sms (id, from_address, address_key, text, said, occurred_at, channel)
     VALUES ($1, $2, address_key(normal_address($6, $2)), $3, $4, $5, $6)
     ON CONFLICT (id) DO NOTHING RETURNING encode(address_key, 'hex') AS key`,
    [id, from, text, said, at, channel],
  );
  return rows[0]?.key ?? null;
}
