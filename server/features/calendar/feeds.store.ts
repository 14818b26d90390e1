import type { ClientBase, Pool } from 'pg';
import type { AppointmentFields } from '../../../sync/collections/appointment';
import type { CustomerVisibility, Viewer } from '../customers/may-see-customer';

export type FeedLanguage = 'tr' | 'en';
/** `language`: null where it was made before the office kept it. */
export type FeedInUse = {
  readonly createdAt: string;
  readonly readAt: string | null;
  readonly language: FeedLanguage | null;
};
/** An appointment as it is stored, with how often it was written. */
export type FeedDocument = AppointmentFields & { readonly version: number };
export type FeedCustomer = CustomerVisibility & {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
};
export type FeedReader = Viewer & { readonly feedId: string; readonly language: FeedLanguage | null };

const at = (column: string) =>
  `CASE WHEN ${column} IS NULL THEN '' ELSE to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') END`;

export async function feedInUse(pool: Pool, memberId: string): Promise<FeedInUse | null> {
  const { rows } = await pool.query<FeedInUse>(
    `SELECT ${at('created_at')} AS "createdAt", nullif(${at('read_at')}, '') AS "readAt", language
     FROM calendar_feeds WHERE member_id = $1 AND revoked_at IS NULL`,
    [memberId],
  );
  return rows[0] ?? null;
}

export async function revokeFeeds(client: ClientBase, memberId: string, nowIso: string): Promise<boolean> {
  const { rowCount } = await client.query(
    'UPDATE calendar_feeds SET revoked_at = $2 WHERE member_id = $1 AND revoked_at IS NULL',
    [memberId, nowIso],
  );
  return (rowCount ?? 0) > 0;
}

export async function insertFeed(
  client: ClientBase,
  feed: { id: string; memberId: string; tokenHash: Buffer; nowIso: string; language: FeedLanguage | null },
): Promise<void> {
  await client.query(
    'INSERT INTO calendar_feeds (id, member_id, token_hash, created_at, language) VALUES ($1, $2, $3, $4, $5)',
    [feed.id, feed.memberId, feed.tokenHash, feed.nowIso, feed.language],
  );
}

export async function writeFeedLanguage(pool: Pool, memberId: string, language: FeedLanguage): Promise<void> {
  await pool.query('UPDATE calendar_feeds SET language = $2 WHERE member_id = $1 AND revoked_at IS NULL', [
    memberId,
    language,
  ]);
}

/** Whose feed it is, as they are at this moment; null where it was revoked or they left. Notes that it was read. */
export async function readerOf(client: ClientBase, tokenHash: Buffer, nowIso: string): Promise<FeedReader | null> {
  const { rows } = await client.query<FeedReader>(
    `UPDATE calendar_feeds f SET read_at = $2 FROM members m
     WHERE f.token_hash = $1 AND f.revoked_at IS NULL AND m.id = f.member_id AND m.is_active
     RETURNING f.id AS "feedId", m.id, m.role, m.team_id AS "teamId", f.language`,
    [tokenHash, nowIso],
  );
  return rows[0] ?? null;
}

/** What may fall into a window for this agent: single ones in it, and whole roots of series that touch it. */
export async function documentsOfAgent(
  client: ClientBase,
  agentId: string,
  fromAt: string,
  toAt: string,
): Promise<FeedDocument[]> {
  const { rows } = await client.query<FeedDocument>(
    `WITH roots AS (
       SELECT DISTINCT coalesce(root_id, id) AS root FROM appointments
       WHERE agent_id = $1 AND (recurrence <> '' OR occurrence_on <> '')
     )
     SELECT id, version::int AS version, customer_id AS "customerId", agent_id AS "agentId", title, kind,
       kind_id AS "kindId", ${at('starts_at')} AS "startsAt", ${at('ends_at')} AS "endsAt", zone, location, notes,
       status, cancel_reason AS "cancelReason", created_by AS "createdBy", ${at('created_at')} AS "createdAt",
       ${at('deleted_at')} AS "deletedAt", recurrence, coalesce(root_id::text, '') AS "rootId",
       coalesce(series_id::text, '') AS "seriesId", occurrence_on AS "occurrenceOn", own
     FROM appointments
     WHERE (agent_id = $1 AND recurrence = '' AND occurrence_on = '' AND starts_at >= $2 AND starts_at < $3)
       OR id IN (SELECT root FROM roots) OR root_id IN (SELECT root FROM roots)`,
    [agentId, fromAt, toAt],
  );
  return rows;
}

export async function customersOf(client: ClientBase, ids: readonly string[]): Promise<Map<string, FeedCustomer>> {
  const { rows } = await client.query<FeedCustomer>(
    `SELECT x.id, c.first_name AS "firstName", c.last_name AS "lastName", c.owner_id AS "ownerId",
       c.team_id AS "teamId", to_json(c.shared_with) AS "sharedWith"
     FROM customers x JOIN customers c ON c.id = coalesce(x.root_id, x.id)
     WHERE x.id = ANY($1::uuid[]) AND c.deleted_at IS NULL`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, { ...row, sharedWith: row.sharedWith ?? [] }]));
}
