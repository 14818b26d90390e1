/** Of a team as it works today. `$1`: the members it is about, `$2`: now, `$3`: the office's zone. */
import type { Pool } from 'pg';

type Asked = { readonly memberIds: readonly string[]; readonly nowMs: number; readonly zone: string };
const values = ({ memberIds, nowMs, zone }: Asked) => [memberIds, new Date(nowMs).toISOString(), zone];

/** The present day, and this week since Monday beside as much of the last one. */
const TIMES = `t AS (
  SELECT day, day + interval '1 day' AS next_day, week, week - interval '7 days' AS last_week, now_local
  FROM (SELECT $2::timestamptz AT TIME ZONE $3 AS now_local, date_trunc('day', $2::timestamptz AT TIME ZONE $3) AS day,
    date_trunc('week', $2::timestamptz AT TIME ZONE $3) AS week) l)`;
const instant = (local: string) => `((${local}) AT TIME ZONE $3)`;
const IS_TAKEN_BACK = `EXISTS (SELECT FROM interactions r WHERE r.retracts = i.id AND r.author_id = i.author_id
  AND r.customer_id = i.customer_id)`;

export type MemberFigures = {
  readonly id: string;
  readonly customers: number;
  readonly dueSteps: number;
  readonly overdueSteps: number;
  /** Calls, visits and notes they logged, this week so far and by the same moment of the last. */
  readonly thisWeek: number;
  readonly lastWeek: number;
  /** '' where they never logged anything. */
  readonly lastLoggedAt: string;
};
export async function readMemberFigures(pool: Pool, asked: Asked): Promise<MemberFigures[]> {
  const { rows } = await pool.query<Omit<MemberFigures, 'lastLoggedAt'> & { lastLoggedAt: string | null }>(
    `WITH ${TIMES}, logged AS (
       SELECT i.author_id, i.occurred_at FROM interactions i, t
       WHERE i.author_id = ANY($1::uuid[]) AND i.kind IN ('call', 'visit', 'note') AND i.retracts IS NULL
         AND i.occurred_at >= ${instant('t.last_week')} AND i.occurred_at <= $2 AND NOT ${IS_TAKEN_BACK})
     SELECT m.id,
       count(c.id) FILTER (WHERE c.id IS NOT NULL)::int AS customers,
       count(c.id) FILTER (WHERE c.next_step_due_on <> '' AND c.next_step_done_at IS NULL
         AND c.next_step_due_on <= to_char(t.day, 'YYYY-MM-DD'))::int AS "dueSteps",
       count(c.id) FILTER (WHERE c.next_step_due_on <> '' AND c.next_step_done_at IS NULL
         AND c.next_step_due_on < to_char(t.day, 'YYYY-MM-DD'))::int AS "overdueSteps",
       (SELECT count(*)::int FROM logged l WHERE l.author_id = m.id AND l.occurred_at >= ${instant('t.week')}) AS
         "thisWeek",
       (SELECT count(*)::int FROM logged l WHERE l.author_id = m.id AND l.occurred_at <
         ${instant(`t.now_local - interval '7 days'`)}) AS "lastWeek",
       (SELECT max(i.occurred_at) FROM interactions i WHERE i.author_id = m.id AND i.kind IN ('call', 'visit', 'note')
          AND i.retracts IS NULL AND i.occurred_at <= $2 AND i.occurred_at > $2::timestamptz - interval '90 days') AS
            "lastLoggedAt"
     FROM members m CROSS JOIN t LEFT JOIN customers c ON c.owner_id = m.id AND c.deleted_at IS NULL
       AND c.merged_into IS NULL
     WHERE m.id = ANY($1::uuid[]) GROUP BY m.id, t.day, t.week, t.last_week, t.now_local`,
    values(asked),
  );
  return rows.map((row) => ({ ...row, lastLoggedAt: row.lastLoggedAt ?? '' }));
}

export type DayAppointment = {
  readonly id: string;
  readonly agentId: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly status: string;
};
/** Those that take somebody's time today, earliest first. */
export async function readAppointmentsOfDay(pool: Pool, asked: Asked): Promise<DayAppointment[]> {
  const { rows } = await pool.query<DayAppointment>(
    `WITH ${TIMES}, found AS (
       SELECT a.id, o.agent_id, o.customer_id, o.starts_at, o.ends_at,
         CASE WHEN a.occurrence_on <> '' AND NOT 'status' = ANY (a.own) THEN coalesce(s.status, a.status) ELSE a.status
           END AS status
       FROM occurrences o JOIN appointments a ON a.id = o.appointment_id LEFT JOIN appointments s ON s.id = a.series_id,
         t
       WHERE o.agent_id = ANY($1::uuid[]) AND a.deleted_at IS NULL
         AND o.starts_at >= ${instant('t.day')} AND o.starts_at < ${instant('t.next_day')})
     SELECT f.id, f.agent_id AS "agentId", c.id AS "customerId",
       trim(c.first_name || ' ' || c.last_name) AS "customerName",
       f.starts_at AS "startsAt", f.ends_at AS "endsAt", f.status
     FROM found f JOIN customers c ON c.id = customer_root(f.customer_id) AND c.deleted_at IS NULL
     WHERE f.status NOT IN ('cancelled', 'declined') ORDER BY f.starts_at, f.id`,
    values(asked),
  );
  return rows;
}

/** How many customers they have at each stage. */
export async function readFunnel(
  pool: Pool,
  memberIds: readonly string[],
): Promise<{ stage: string; customers: number }[]> {
  const { rows } = await pool.query<{ stage: string; customers: number }>(
    `SELECT stage, count(*)::int AS customers FROM customers WHERE owner_id = ANY($1::uuid[]) AND deleted_at IS NULL
       AND merged_into IS NULL
     GROUP BY stage ORDER BY stage`,
    [memberIds],
  );
  return rows;
}

/** Whom it is about: the active agents of a team; of every team for null. */
export async function readTeamMembers(
  pool: Pool,
  teamId: string | null,
): Promise<{ id: string; name: string; teamName: string }[]> {
  const { rows } = await pool.query<{ id: string; name: string; teamName: string }>(
    `SELECT m.id, m.full_name AS name, coalesce(t.name, '') AS "teamName" FROM members m LEFT
      JOIN teams t ON t.id = m.team_id
     WHERE m.is_active AND m.role = 'agent' AND ($1::uuid IS NULL OR m.team_id = $1) ORDER BY t.name, m.full_name,
       m.id`,
    [teamId],
  );
  return rows;
}

export type LeftMember = { readonly id: string; readonly name: string; readonly customers: number };
/** Whose account is closed and who has customers still: of a team, of every team for null. */
export async function readLeftMembers(pool: Pool, teamId: string | null): Promise<LeftMember[]> {
  const { rows } = await pool.query<LeftMember>(
    `SELECT m.id, m.full_name AS name, count(*)::int AS customers FROM members m
     JOIN customers c ON c.owner_id = m.id AND c.deleted_at IS NULL AND c.merged_into IS NULL
     WHERE NOT m.is_active AND ($1::uuid IS NULL OR m.team_id = $1)
     GROUP BY m.id, m.full_name ORDER BY m.full_name, m.id`,
    [teamId],
  );
  return rows;
}
