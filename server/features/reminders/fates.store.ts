/** Reminders as people look at them. */
import type { Pool } from 'pg';
import type { SignedInMember } from '../../lib/identity';
import { readTimeCursor } from '../../lib/time-cursor';

export type ReminderFate = {
  readonly id: string;
  readonly rootId: string;
  readonly occurrenceOn: string;
  readonly kind: string;
  readonly channel: string;
  readonly offsetMinutes: number;
  readonly startsAt: string;
  readonly dueAt: string;
  /** planned, handed, done, skipped, withdrawn (sync/rules/reminder-plan.ts). */
  readonly state: string;
  readonly reason: string;
  /** What became of what left; '' where nothing has. */
  readonly deliveryState: string;
  readonly deliveryReason: string;
  readonly sentAt: string | null;
};
export type Unreached = {
  readonly customerId: string;
  readonly customerName: string;
  /** E.164, or ''. */
  readonly phone: string;
  readonly startsAt: string;
  readonly rootId: string;
  readonly occurrenceOn: string;
  /** What was tried last, in the order it was, and why it reached nobody: no_address, refused or failed. */
  readonly tried: readonly { readonly channel: string; readonly reason: string }[];
};

/** Whom a member sees; $1: everybody, $2: their team as a manager, $3: themselves. */
const IN_SCOPE = `c.deleted_at IS NULL AND ($1 OR c.team_id = $2 OR c.owner_id = $3 OR $3 = ANY(c.shared_with))`;
const scopeOf = (member: SignedInMember) => [
  member.role === 'admin',
  member.role === 'manager' ? member.teamId : null,
  member.id,
];

const FATE = `r.id, r.root_id AS "rootId", r.occurrence_on AS "occurrenceOn", r.kind,
  coalesce(d.channel, r.channel) AS channel, r.offset_minutes AS "offsetMinutes",
  r.starts_at AS "startsAt", r.due_at AS "dueAt", r.state, r.reason, coalesce(d.state, '') AS "deliveryState",
  coalesce(d.reason, '') AS "deliveryReason", d.sent_at AS "sentAt"`;

export async function fatesOfRoot(
  pool: Pool,
  member: SignedInMember,
  rootId: string,
  occurrenceOn: string,
): Promise<ReminderFate[]> {
  const { rows } = await pool.query<ReminderFate>(
    `SELECT ${FATE} FROM reminders r JOIN customers c ON c.id = customer_root(r.customer_id) LEFT
      JOIN deliveries d ON d.id = r.delivery_id
     WHERE ${IN_SCOPE} AND r.root_id = $4 AND r.occurrence_on = $5 ORDER BY r.starts_at, r.due_at, r.id LIMIT 60`,
    [...scopeOf(member), rootId, occurrenceOn],
  );
  return rows;
}

/** What was sent or was not, the newest first; what is only planned stands on the appointment. */
export async function fatesOfCustomer(
  pool: Pool,
  member: SignedInMember,
  customerId: string,
  limit: number,
): Promise<ReminderFate[]> {
  const { rows } = await pool.query<ReminderFate>(
    `SELECT ${FATE} FROM reminders r JOIN customers c ON c.id = customer_root(r.customer_id) LEFT
      JOIN deliveries d ON d.id = r.delivery_id
     WHERE ${IN_SCOPE} AND r.customer_id IN (SELECT x.id FROM customers x WHERE x.id = $4 OR x.root_id = $4)
       AND r.state <> 'planned'
     ORDER BY coalesce(d.sent_at, r.changed_at) DESC, r.id LIMIT $5`,
    [...scopeOf(member), customerId, limit],
  );
  return rows;
}

export type ListedFate = ReminderFate & { readonly customerId: string; readonly customerName: string };
/**
 * Of whom, of what, and what became of it: by the appointment's beginning, the latest first. `cursor`: of the page
 * before.
 */
export async function readFates(
  pool: Pool,
  member: SignedInMember,
  { isUnsentOnly, cursor, limit }: { isUnsentOnly: boolean; cursor: string | null; limit: number },
): Promise<ListedFate[]> {
  const { rows } = await pool.query<ListedFate>(
    `SELECT ${FATE}, c.id AS "customerId", trim(c.first_name || ' ' || c.last_name) AS "customerName"
     FROM reminders r JOIN customers c ON c.id = customer_root(r.customer_id) LEFT JOIN deliveries d ON d.id = r.delivery_id
     WHERE ${IN_SCOPE} AND r.state <> 'planned' AND (NOT $4 OR r.state IN ('skipped', 'withdrawn')
       OR r.reason = 'failed')
       AND ($5::timestamptz IS NULL OR (r.starts_at, r.id) < ($5, $6::uuid))
     ORDER BY r.starts_at DESC, r.id DESC LIMIT $7`,
    [...scopeOf(member), isUnsentOnly, ...readTimeCursor(cursor), limit],
  );
  return rows;
}

/** Who is to come soon and was not reached by the last channel there was; agents hear of their own appointments. */
export async function readUnreached(pool: Pool, member: SignedInMember, days: number): Promise<Unreached[]> {
  const { rows } = await pool.query<Unreached>(
    `SELECT DISTINCT ON (r.root_id, r.occurrence_on) r.root_id AS "rootId", r.occurrence_on AS "occurrenceOn",
      r.starts_at AS "startsAt",
       c.id AS "customerId", trim(c.first_name || ' ' || c.last_name) AS "customerName",
       coalesce(nullif(c.phone, ''), c.alt_phone) AS phone,
       (SELECT json_agg(json_build_object('channel', t.channel, 'reason', t.reason) ORDER BY cardinality(t.rungs) DESC)
         FROM reminders t WHERE t.root_id = r.root_id AND t.occurrence_on = r.occurrence_on
           AND t.starts_at = r.starts_at
           AND t.kind = r.kind AND t.offset_minutes = r.offset_minutes AND t.round = r.round
           AND t.reason IN ('no_address', 'refused', 'failed')) AS tried
     FROM reminders r JOIN customers c ON c.id = customer_root(r.customer_id)
       JOIN occurrences o ON o.root_id = r.root_id AND o.occurrence_on = r.occurrence_on AND o.starts_at = r.starts_at
     WHERE ${IN_SCOPE} AND ($1 OR $2::uuid IS NOT NULL OR o.agent_id = $3) AND r.kind = 'before'
       AND r.starts_at > office_clock() AND r.starts_at < office_clock() + make_interval(days => $4)
       AND r.reason IN ('no_address', 'refused', 'failed') AND r.state IN ('skipped', 'done') AND r.rungs = '{}'
       AND NOT EXISTS (SELECT FROM reminders e JOIN deliveries d ON d.id = e.delivery_id
         WHERE e.root_id = r.root_id AND e.occurrence_on = r.occurrence_on AND e.starts_at = r.starts_at
           AND d.state IN ('sent', 'delivered', 'read', 'sending', 'queued', 'unknown'))
     ORDER BY r.root_id, r.occurrence_on, r.due_at DESC`,
    [...scopeOf(member), days],
  );
  return [...rows].sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
}
