import type { ClientBase } from 'pg';

export type Unanswered = { readonly customerId: string; readonly startsAt: string };

/**
 * Appointments that ended between the two instants, still stand, and of which nobody was asked before; from now on
 * these are. Earliest first.
 */
export async function claimUnanswered(
  client: ClientBase,
  { fromAt, toAt, nowAt }: { fromAt: string; toAt: string; nowAt: string },
  limit: number,
): Promise<Unanswered[]> {
  const { rows } = await client.query<Unanswered>(
    `WITH unanswered AS (
       SELECT o.root_id, o.occurrence_on, o.customer_id, o.starts_at
       FROM occurrences o JOIN appointments a ON a.id = o.appointment_id
       LEFT JOIN appointments s ON s.id = a.series_id
       WHERE o.ends_at > $1 AND o.ends_at <= $2
         AND CASE WHEN a.occurrence_on <> '' AND NOT 'status' = ANY(a.own) THEN coalesce(s.status, a.status)
                  ELSE a.status END IN ('confirmed', 'approved')
         AND NOT EXISTS (SELECT FROM asked_outcomes q
                         WHERE q.root_id = o.root_id AND q.occurrence_on = o.occurrence_on)
       ORDER BY o.starts_at, o.root_id, o.occurrence_on LIMIT $4
     ),
     asked AS (
       INSERT INTO asked_outcomes (root_id, occurrence_on, customer_id, asked_at)
       SELECT root_id, occurrence_on, customer_id, $3 FROM unanswered
       ON CONFLICT DO NOTHING RETURNING root_id, occurrence_on
     )
     SELECT u.customer_id AS "customerId",
       to_char(u.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "startsAt"
     FROM unanswered u JOIN asked USING (root_id, occurrence_on) ORDER BY u.starts_at, u.root_id`,
    [fromAt, toAt, nowAt, limit],
  );
  return rows;
}
