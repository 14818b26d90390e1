/** What İYS has been told and has told. */
import type { Pool, PoolClient } from 'pg';
import type { ConsentDecision, ConsentSource } from '../../../sync/rules/consent';
import type { IysChannel, IysRecipientType } from '../../../sync/rules/iys';
import type { SignedInMember } from '../../lib/identity';

/** The last word of an address that İYS does not know. */
export type PendingConsent = {
  /** Hex. */
  readonly addressKey: string;
  readonly channel: IysChannel;
  /** '' where no customer in the reader's scope has the address any more. */
  readonly recipient: string;
  readonly recipientType: IysRecipientType;
  readonly decision: ConsentDecision;
  readonly source: ConsentSource;
  readonly occurredAt: string;
};
export type IysFileRow = {
  readonly id: string;
  readonly direction: 'out' | 'in';
  readonly madeAt: string;
  readonly madeBy: string;
  /** Null: made, and nobody said yet that İYS took it. */
  readonly settledAt: string | null;
  readonly given: number;
  readonly withdrawn: number;
};
export type HandedOver = Omit<PendingConsent, 'source'> & { readonly source: string };

const MAX_PENDING = 20_000;

/** $1: whether everything, $2: the team. */
const scopeOf = ({ role, teamId }: SignedInMember) => [role === 'admin', teamId];

/**
 * What was said of addresses that customers of the reader have, and no file says as late. What came from İYS it knows;
 * a word by which somebody ended SMS to themselves is a RET too.
 */
export async function readPending(client: Pool | PoolClient, member: SignedInMember): Promise<PendingConsent[]> {
  const { rows } = await client.query<PendingConsent>(
    `WITH said AS (
       SELECT address_key, channel, decision, source, occurred_at FROM consents
         WHERE channel IN ('email', 'sms', 'call')
       UNION ALL
       SELECT address_key, channel, 'withdrawn', CASE reason WHEN 'stopped' THEN 'message' ELSE 'unsubscribe_link' END,
         since
       FROM suppressions WHERE reason IN ('stopped', 'unsubscribed') AND channel IN ('email', 'sms', 'call')
         AND lifted_by IS NULL
     ), last AS (
       SELECT DISTINCT ON (address_key, channel) * FROM said
       ORDER BY address_key, channel, occurred_at DESC, decision = 'withdrawn' DESC
     ), open AS (
       SELECT l.* FROM last l WHERE l.source <> 'iys' AND NOT EXISTS (
         SELECT FROM iys_handovers h WHERE h.address_key = l.address_key AND h.channel = l.channel
           AND h.occurred_at >= l.occurred_at)
     )
     SELECT encode(o.address_key, 'hex') AS "addressKey", o.channel, o.decision, o.source,
       o.occurred_at AS "occurredAt", c.recipient,
       coalesce((SELECT h.recipient_type FROM iys_handovers h JOIN iys_files f ON f.id = h.file_id
         WHERE h.address_key = o.address_key ORDER BY f.made_at DESC LIMIT 1), 'BIREYSEL') AS "recipientType"
     FROM open o JOIN LATERAL (
       SELECT CASE WHEN o.channel = 'email' THEN c.email WHEN c.phone_key = o.address_key THEN c.phone ELSE c.alt_phone
         END AS recipient
       FROM customers c WHERE ($1 OR c.team_id = $2) AND c.deleted_at IS NULL AND (CASE WHEN o.channel = 'email'
         THEN c.email_key = o.address_key ELSE c.phone_key = o.address_key OR c.alt_phone_key = o.address_key END)
       ORDER BY c.id LIMIT 1) c ON true
     ORDER BY o.occurred_at, o.address_key, o.channel LIMIT ${MAX_PENDING}`,
    scopeOf(member),
  );
  return rows;
}

export async function insertFile(
  client: PoolClient,
  file: { readonly id: string; readonly direction: 'out' | 'in'; readonly madeBy: string; readonly isDecided: boolean },
  rows: readonly HandedOver[],
): Promise<void> {
  await client.query(
    'INSERT INTO iys_files (id, direction, made_by, settled_at) VALUES ($1, $2, $3, CASE WHEN $4 THEN now() END)',
    [file.id, file.direction, file.madeBy, file.isDecided],
  );
  await client.query(
    `INSERT INTO iys_handovers (file_id, address_key, channel, recipient, recipient_type, decision, source, occurred_at)
     SELECT $1, decode(x."addressKey", 'hex'), x.channel, x.recipient, x."recipientType", x.decision, x.source,
       x."occurredAt"
     FROM json_to_recordset($2::json) AS x("addressKey" text, channel text, recipient text, "recipientType" text,
       decision text,
       source text, "occurredAt" timestamptz)`,
    [file.id, JSON.stringify(rows)],
  );
}

const MAX_FILES = 30;

/** One's own; an admin's everybody's. Newest first. */
export async function readFiles(pool: Pool, member: SignedInMember): Promise<IysFileRow[]> {
  const { rows } = await pool.query<IysFileRow>(
    `SELECT f.id, f.direction, f.made_at AS "madeAt", w.full_name AS "madeBy", f.settled_at AS "settledAt",
       count(*) FILTER (WHERE h.decision = 'given')::int AS given, count(*) FILTER (WHERE h.decision = 'withdrawn')::int
         AS withdrawn
     FROM iys_files f JOIN members w ON w.id = f.made_by LEFT JOIN iys_handovers h ON h.file_id = f.id
     WHERE $1 OR f.made_by = $2 GROUP BY f.id, w.full_name ORDER BY f.made_at DESC, f.id LIMIT ${MAX_FILES}`,
    [member.role === 'admin', member.id],
  );
  return rows;
}

/** Null: there is no such file of theirs that was made here. */
export async function readHandedOver(pool: Pool, member: SignedInMember, id: string): Promise<HandedOver[] | null> {
  const { rows } = await pool.query<HandedOver & { isThere: boolean }>(
    `SELECT encode(h.address_key, 'hex') AS "addressKey", h.channel, h.recipient, h.recipient_type AS "recipientType",
      h.decision,
       h.source, h.occurred_at AS "occurredAt"
     FROM iys_files f JOIN iys_handovers h ON h.file_id = f.id
     WHERE f.id = $3 AND f.direction = 'out' AND ($1 OR f.made_by = $2) ORDER BY h.occurred_at, h.address_key,
       h.channel`,
    [member.role === 'admin', member.id, id],
  );
  return rows.length === 0 ? null : rows;
}

/** False: there is no such file that waits. Given up, what stood in it waits again. */
export async function decideFile(
  pool: Pool,
  member: SignedInMember,
  id: string,
  decision: 'accepted' | 'discarded',
): Promise<boolean> {
  const mine = `id = $3 AND direction = 'out' AND settled_at IS NULL AND ($1 OR made_by = $2)`;
  const { rowCount } = await pool.query(
    decision === 'accepted'
      ? `UPDATE iys_files SET settled_at = now() WHERE ${mine}`
      : `DELETE FROM iys_files WHERE ${mine}`,
    [member.role === 'admin', member.id, id],
  );
  return rowCount === 1;
}

/** What waited for İYS is looked at at once. */
export async function lookAgain(client: Pool | PoolClient): Promise<void> {
  await client.query(
    `UPDATE deliveries SET not_before = office_clock() WHERE state = 'queued' AND reason = 'iys_waiting'`,
  );
}

/** How much waits for İYS to take a yes, to customers in the reader's scope. */
export async function countHeld(pool: Pool, member: SignedInMember): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM deliveries d JOIN customers c ON c.id = d.customer_id
     WHERE d.state = 'queued' AND d.reason = 'iys_waiting' AND ($1 OR c.team_id = $2)`,
    scopeOf(member),
  );
  return rows[0]?.n ?? 0;
}

/** By address as it is compared, its key in hex. */
export async function readKeys(client: Pool | PoolClient, normals: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await client.query<{ normal: string; key: string }>(
    `SELECT a AS normal, encode(address_key(a), 'hex') AS key FROM unnest($1::text[]) AS a`,
    [normals],
  );
  return new Map(rows.map(({ normal, key }) => [normal, key]));
}

/** Customers by channel and key in hex: `email` or another channel and the key. */
export async function readHolders(client: Pool | PoolClient, keys: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await client.query<{ kind: string; key: string; ids: string[] }>(
    `SELECT kind, encode(key, 'hex') AS key, array_agg(id::text ORDER BY id) AS ids FROM (
       SELECT 'email' AS kind, email_key AS key, id FROM customers WHERE email_key = ANY($1::bytea[])
       UNION SELECT 'phone', phone_key, id FROM customers WHERE phone_key = ANY($1::bytea[])
       UNION SELECT 'phone', alt_phone_key, id FROM customers WHERE alt_phone_key = ANY($1::bytea[])) AS held
         GROUP BY 1, 2`,
    [keys.map((key) => Buffer.from(key, 'hex'))],
  );
  return new Map(rows.map(({ kind, key, ids }) => [`${kind} ${key}`, ids]));
}
