/** Reminders that are due. Within a transaction; a row that is held is nobody else's. */
import type { ClientBase } from 'pg';
import { derivedId } from '../../../sync/rules/derived-id';
import type { ReminderKind, ReminderReason } from '../../../sync/rules/reminder-plan';
import type { ReminderChannel } from '../../../sync/rules/setting-values';

export type DueReminder = {
  readonly id: string;
  readonly rootId: string;
  readonly occurrenceOn: string;
  readonly kind: ReminderKind;
  readonly channel: ReminderChannel;
  readonly offsetMinutes: number;
  readonly startsAt: string;
  readonly round: number;
  readonly tries: number;
  readonly customerId: string;
  readonly rungs: readonly ReminderChannel[];
  readonly templateId: string | null;
  /** What `reminder_obstacle` says. */
  readonly obstacle: string;
  /** From when it may leave, milliseconds from now: 0 at once; null: never again. */
  readonly inMs: number | null;
  /** Instant. */
  readonly usefulUntil: string | null;
  /** '' where the customer has none. */
  readonly to: string;
  /** What blocks the address: its owner's word, or that nothing arrives there; '' for nothing. */
  readonly blocked: '' | 'refused' | 'failed';
  /** By SMS, and there is a chat they have written in: that is tried first, once. */
  readonly isChatting: boolean;
  readonly firstName: string;
  readonly lastName: string;
  readonly language: 'tr' | 'en';
  /** '' where nobody wrote it. */
  readonly country: string;
};

export async function holdDue(client: ClientBase, most: number): Promise<DueReminder[]> {
  const { rows } = await client.query<DueReminder>(
    `SELECT r.id, r.root_id AS "rootId", r.occurrence_on AS "occurrenceOn", r.kind, r.channel,
      r.offset_minutes AS "offsetMinutes",
       r.starts_at AS "startsAt", r.round, r.tries, r.customer_id AS "customerId", r.rungs,
         r.template_id AS "templateId",
       reminder_obstacle(r.id) AS obstacle, upper(r.windows) AS "usefulUntil",
       (extract(epoch FROM reminder_next_at(r.id) - office_clock()) * 1000)::float8 AS "inMs",
       coalesce(a.to, '') AS "to", coalesce(c.first_name, '') AS "firstName", coalesce(c.last_name, '') AS "lastName",
       coalesce(c.language, 'tr') AS language, coalesce(c.country_id, '') AS country,
       coalesce((SELECT CASE WHEN bool_and(s.reason = 'bounced') THEN 'failed' ELSE 'refused' END FROM suppressions s
         WHERE s.address_key = a.key AND s.channel = r.channel AND s.lifted_by IS NULL
           AND s.reason NOT IN ('unsubscribed', 'iys') HAVING count(*) > 0), '') AS blocked,
       r.channel = 'sms' AND r.tries = 0 AND EXISTS (SELECT FROM chats k JOIN lines l ON l.id = k.line_id
         AND l.removed_at IS NULL
           AND l.state = 'open' WHERE k.customer_id IN (c.id, r.customer_id) AND k.last_inbound_at IS NOT NULL)
         AND NOT EXISTS (SELECT FROM suppressions s WHERE s.address_key = a.key AND s.channel = 'whatsapp'
           AND s.lifted_by IS NULL
           AND s.reason NOT IN ('unsubscribed', 'iys')) AS "isChatting"
     FROM reminders r LEFT JOIN customers c ON c.id = customer_root(r.customer_id),
       LATERAL (SELECT CASE r.channel WHEN 'email' THEN c.email ELSE coalesce(nullif(c.phone, ''), c.alt_phone)
         END AS "to",
         CASE r.channel WHEN 'email' THEN c.email_key ELSE coalesce(c.phone_key, c.alt_phone_key) END AS key) AS a
     WHERE r.state = 'planned' AND r.due_at <= office_clock()
     ORDER BY r.due_at, r.id LIMIT $1 FOR UPDATE OF r SKIP LOCKED`,
    [most],
  );
  return rows;
}

/** It is looked at again after `afterMs`; `reason` says meanwhile why it has not left. */
export async function waitWith(client: ClientBase, id: string, afterMs: number, reason: ReminderReason): Promise<void> {
  await client.query(
    `UPDATE reminders SET due_at = office_clock() + make_interval(secs => $2::float8 / 1000), reason = $3
      WHERE id = $1`,
    [id, afterMs, reason],
  );
}

export async function noteHanded(client: ClientBase, id: string, deliveryId: string): Promise<void> {
  await client.query(
    `UPDATE reminders SET state = 'handed', reason = '', delivery_id = $2, tries = tries + 1,
      changed_at = office_clock() WHERE id = $1`,
    [id, deliveryId],
  );
}

export async function noteSkipped(client: ClientBase, id: string, reason: ReminderReason): Promise<void> {
  await client.query(`UPDATE reminders SET state = 'skipped', reason = $2, changed_at = office_clock() WHERE id = $1`, [
    id,
    reason,
  ]);
}

/** The next channel takes over what this one could not bring. */
export async function takeNextRung(
  client: ClientBase,
  row: Pick<DueReminder, 'id' | 'rootId' | 'occurrenceOn' | 'kind' | 'offsetMinutes' | 'startsAt' | 'round' | 'rungs'>,
): Promise<boolean> {
  const [next, ...rest] = row.rungs;
  if (next === undefined) return false;
  const { rootId, occurrenceOn, kind, offsetMinutes, startsAt, round } = row;
  await client.query(
    `INSERT INTO reminders (id, root_id, occurrence_on, kind, channel, offset_minutes, starts_at, round, customer_id,
      rungs,
       template_id, due_at, windows)
     SELECT $2, root_id, occurrence_on, kind, $3, offset_minutes, starts_at, round, customer_id, $4, template_id,
       office_clock(), windows
     FROM reminders WHERE id = $1 ON CONFLICT DO NOTHING`,
    [
      row.id,
      derivedId('reminder', rootId, occurrenceOn, kind, next, String(offsetMinutes), startsAt, String(round)),
      next,
      rest,
    ],
  );
  return true;
}

type Ended = Pick<
  DueReminder,
  'id' | 'rootId' | 'occurrenceOn' | 'kind' | 'offsetMinutes' | 'startsAt' | 'round' | 'rungs'
> & { readonly hasFailed: boolean };

/**
 * Those whose delivery is over; what was tried in a chat and failed is planned anew, now by its own channel.
 * `hasFailed`: it did not reach anybody, and that is certain. What nobody knows is waited for until the appointment has
 * begun: a second channel would say it twice.
 */
export async function endHanded(client: ClientBase, most: number): Promise<Ended[]> {
  const { rows } = await client.query<Ended>(
    `WITH over AS (
       SELECT r.id, d.state, d.reason,
         r.channel <> d.channel AND d.state NOT IN ('delivered', 'read', 'sent', 'unknown', 'expired')
           AND r.starts_at > office_clock() AS "isTriedOnly" FROM reminders r JOIN deliveries d ON d.id = r.delivery_id
       WHERE r.state = 'handed' AND (d.state IN ('delivered', 'read', 'failed', 'bounced', 'complained', 'unsubscribed',
         'skipped', 'cancelled', 'expired')
         OR (d.state IN ('sent', 'unknown') AND r.starts_at < office_clock() - interval '1 hour'))
       ORDER BY r.id LIMIT $1 FOR UPDATE OF r SKIP LOCKED
     )
     UPDATE reminders r SET changed_at = office_clock(),
       due_at = CASE WHEN o."isTriedOnly" THEN office_clock() ELSE r.due_at END,
       state = CASE WHEN o."isTriedOnly" THEN 'planned' WHEN o.state IN ('skipped', 'expired', 'cancelled')
         THEN 'skipped' ELSE 'done' END,
       reason = CASE WHEN o."isTriedOnly" THEN ''
         WHEN o.state = 'expired' THEN 'too_late'
         WHEN o.state IN ('failed', 'bounced') OR o.reason = 'bounced' THEN 'failed'
         WHEN o.state = 'cancelled' THEN 'rule'
         WHEN o.state <> 'skipped' THEN ''
         WHEN o.reason = 'appointment_clash' THEN 'clash' WHEN o.reason = 'appointment_closed' THEN 'not_open'
         WHEN o.reason = 'appointment_changed' THEN 'moved' WHEN o.reason = 'reminders_paused' THEN 'paused'
         WHEN o.reason = 'recipient_gone' THEN 'gone' WHEN o.reason = 'address_missing' THEN 'no_address'
         ELSE 'refused' END
     FROM over o WHERE r.id = o.id
     RETURNING r.id, r.root_id AS "rootId", r.occurrence_on AS "occurrenceOn", r.kind,
       r.offset_minutes AS "offsetMinutes",
       r.starts_at AS "startsAt", r.round, r.rungs, r.reason IN ('failed', 'refused', 'no_address') AS "hasFailed"`,
    [most],
  );
  return rows;
}

/** In how many milliseconds somebody has to look again; null: nothing is planned or on its way. */
export async function nextLookMs(client: ClientBase, onTheWayMs: number): Promise<number | null> {
  const { rows } = await client.query<{ ms: number | null }>(
    // HAVING: without it the greatest of 0 and nothing is 0, and an office that plans nothing never rests.
    `SELECT least(
       (SELECT greatest(0, extract(epoch FROM min(due_at) - office_clock()) * 1000) FROM reminders
         WHERE state = 'planned' HAVING count(*) > 0),
       (SELECT $1::float8 WHERE EXISTS (SELECT FROM reminders WHERE state = 'handed')))::float8 AS ms`,
    [onTheWayMs],
  );
  return rows[0]?.ms ?? null;
}
