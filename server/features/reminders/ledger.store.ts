/** The ledger of reminders. All of it within a transaction that somebody else ends; times are PostgreSQL's own. */
import type { ClientBase } from 'pg';
import type { AppointmentFields } from '../../../sync/collections/appointment';
import type { ReminderKind, ReminderReason, ReminderState } from '../../../sync/rules/reminder-plan';
import type { ReminderChannel } from '../../../sync/rules/setting-values';

/** Of an appointment, what its customer hears of, and what they said. */
const FIELDS = `id, customer_id AS "customerId", agent_id AS "agentId", title, kind, kind_id AS "kindId",
  starts_at AS "startsAt", ends_at AS "endsAt",
  zone, location, notes, status, cancel_reason AS "cancelReason", created_by AS "createdBy", created_at AS "createdAt",
  coalesce(deleted_at::text, '') AS "deletedAt", recurrence, coalesce(root_id::text, '') AS "rootId",
  coalesce(series_id::text, '') AS "seriesId", occurrence_on AS "occurrenceOn", own, remind,
  customer_answer AS "customerAnswer", answered_for AS "answeredFor", proposed_at AS "proposedAt"`;

export type LedgerRow = {
  readonly id: string;
  readonly rootId: string;
  readonly occurrenceOn: string;
  readonly kind: ReminderKind;
  readonly channel: ReminderChannel;
  readonly offsetMinutes: number;
  readonly startsAt: string;
  readonly round: number;
  readonly state: ReminderState;
  readonly reason: ReminderReason;
  readonly deliveryId: string | null;
  /** Of a word about a change, the times that its customer knew before it; null for a reminder. */
  readonly known: readonly KnownTime[] | null;
};
/** A time that a customer was told of; `occurrenceOn` is '' for a single appointment. */
export type KnownTime = { readonly occurrenceOn: string; readonly startsAt: string };
export type NewLedgerRow = Omit<LedgerRow, 'deliveryId'> & {
  readonly customerId: string;
  readonly rungs: readonly ReminderChannel[];
  readonly templateId: string | null;
  readonly dueAt: string;
  /** As PostgreSQL writes a tstzmultirange. */
  readonly windows: string;
};
export type PlanRow = {
  readonly rootId: string;
  readonly occurrenceOn: string;
  readonly startsAt: string;
  readonly isOpen: boolean;
};
export type RemindedCustomer = {
  readonly id: string;
  readonly stage: string;
  readonly remindersPaused: boolean;
};

/** Until the end of the transaction nobody else plans for these. */
export async function holdRoots(client: ClientBase, roots: readonly string[]): Promise<void> {
  await client.query(
    `SELECT pg_advisory_xact_lock(key) FROM (
       SELECT DISTINCT hashtextextended('remind:' || root, 0) AS key FROM unnest($1::text[]) AS root ORDER BY key) AS
         keys`,
    [roots],
  );
}

/** Milliseconds since 1970. */
export async function officeClock(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ ms: number }>(
    'SELECT (extract(epoch FROM office_clock()) * 1000)::float8 AS ms',
  );
  return Math.floor(rows[0]?.ms ?? 0);
}

export type StoredAppointment = AppointmentFields;

/** Everything that is stored of these roots, deleted ones too. */
export async function documentsOfRoots(client: ClientBase, roots: readonly string[]): Promise<StoredAppointment[]> {
  const { rows } = await client.query<StoredAppointment>(
    `SELECT ${FIELDS} FROM appointments WHERE id = ANY($1::uuid[])
     UNION SELECT ${FIELDS} FROM appointments WHERE root_id = ANY($1::uuid[])`,
    [roots],
  );
  return rows;
}

export async function readReminded(
  client: ClientBase,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RemindedCustomer>> {
  const { rows } = await client.query<RemindedCustomer>(
    `SELECT x.id, c.stage, c.reminders_paused AS "remindersPaused" FROM customers x
     JOIN customers c ON c.id = coalesce(x.root_id, x.id) WHERE x.id = ANY($1::uuid[]) AND c.deleted_at IS NULL`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** What these customers, or whoever is merged into them, have to come; in the order in which roots are held. */
export async function rootsOfCustomers(client: ClientBase, ids: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT DISTINCT o.root_id AS id FROM occurrences o
     WHERE o.customer_id IN (SELECT c.id FROM customers c WHERE c.id = ANY($1::uuid[]) OR c.root_id = ANY($1::uuid[]))
       AND o.starts_at > office_clock() ORDER BY 1`,
    [ids],
  );
  return rows.map(({ id }) => id);
}

/** Of these roots, what is still to come or was to come until a moment ago. */
export async function ledgerOf(client: ClientBase, roots: readonly string[]): Promise<LedgerRow[]> {
  const { rows } = await client.query<LedgerRow>(
    `SELECT id, root_id AS "rootId", occurrence_on AS "occurrenceOn", kind, channel, offset_minutes AS "offsetMinutes",
       starts_at AS "startsAt", round, state, reason, delivery_id AS "deliveryId", known
     FROM reminders WHERE root_id = ANY($1::uuid[]) AND starts_at > office_clock() - interval '1 hour'`,
    [roots],
  );
  return rows;
}

export async function plansOf(client: ClientBase, roots: readonly string[]): Promise<PlanRow[]> {
  const { rows } = await client.query<PlanRow>(
    `SELECT root_id AS "rootId", occurrence_on AS "occurrenceOn", starts_at AS "startsAt", is_open AS "isOpen"
     FROM reminder_plans WHERE root_id = ANY($1::uuid[])`,
    [roots],
  );
  return rows;
}

export async function replacePlans(
  client: ClientBase,
  roots: readonly string[],
  rows: readonly PlanRow[],
  rules: string,
): Promise<void> {
  await client.query('DELETE FROM reminder_plans WHERE root_id = ANY($1::uuid[])', [roots]);
  await client.query(
    `INSERT INTO reminder_plans (root_id, occurrence_on, starts_at, is_open, rules)
     SELECT x."rootId", x."occurrenceOn", x."startsAt", x."isOpen", $2
     FROM json_to_recordset($1::json) AS x("rootId" uuid, "occurrenceOn" text, "startsAt" timestamptz, "isOpen" boolean)
     ON CONFLICT (root_id, occurrence_on) DO NOTHING`,
    [JSON.stringify(rows), rules],
  );
}

/** Roots that a push had too many of, or whose occurrences nobody planned for by the rules that hold now. */
export async function unplannedRoots(
  client: ClientBase,
  rules: string,
  aheadDays: number,
  limit: number,
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT DISTINCT o.root_id AS id FROM occurrences o LEFT JOIN reminder_plans p USING (root_id, occurrence_on)
     WHERE o.starts_at > office_clock() AND (o.occurrence_on = '' OR o.starts_at < office_clock() +
       make_interval(days => $2))
       AND (p.root_id IS NULL OR p.starts_at <> o.starts_at OR p.rules <> $1) LIMIT $3`,
    [rules, aheadDays, limit],
  );
  return rows.map(({ id }) => id);
}

export async function forgetPlans(client: ClientBase, roots: readonly string[]): Promise<void> {
  await client.query(`UPDATE reminder_plans SET rules = '' WHERE root_id = ANY($1::uuid[])`, [roots]);
}

/** What has long begun needs no comparison any more. */
export async function dropOldPlans(client: ClientBase): Promise<void> {
  await client.query(`DELETE FROM reminder_plans WHERE starts_at < office_clock() - interval '2 days'`);
}

/**
 * Puts them into the ledger. One that stands there already is planned anew, unless something has left under its name.
 */
export async function planRows(client: ClientBase, rows: readonly NewLedgerRow[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    `INSERT INTO reminders AS r (id, root_id, occurrence_on, kind, channel, offset_minutes, starts_at, round,
      customer_id, rungs,
       template_id, due_at, windows, state, reason, known)
     SELECT x.id, x."rootId", x."occurrenceOn", x.kind, x.channel, x."offsetMinutes", x."startsAt", x.round,
       x."customerId",
       coalesce(ARRAY(SELECT jsonb_array_elements_text(x.rungs)), '{}'), x."templateId", x."dueAt",
         x.windows::tstzmultirange,
       x.state, x.reason, nullif(x.known, 'null'::jsonb)
     FROM json_to_recordset($1::json) AS x(id uuid, "rootId" uuid, "occurrenceOn" text, kind text, channel text,
       "offsetMinutes" integer, "startsAt" timestamptz, round integer, "customerId" uuid, rungs jsonb,
         "templateId" uuid,
       "dueAt" timestamptz, windows text, state text, reason text, known jsonb)
     ORDER BY x."rootId", x."occurrenceOn", x.kind, x.channel, x."offsetMinutes", x."startsAt", x.round
     ON CONFLICT (root_id, occurrence_on, kind, channel, offset_minutes, starts_at, round) DO UPDATE
     SET rungs = excluded.rungs, template_id = excluded.template_id, due_at = excluded.due_at,
       windows = excluded.windows,
       known = excluded.known, state = 'planned', reason = '', delivery_id = NULL, changed_at = office_clock()
     WHERE r.state = 'planned' AND (r.due_at, r.windows, r.rungs, r.template_id) IS DISTINCT FROM
         (excluded.due_at, excluded.windows, excluded.rungs, excluded.template_id)
       OR (r.state = 'withdrawn' AND r.delivery_id IS NULL AND upper(excluded.windows) > office_clock())`,
    [JSON.stringify(rows)],
  );
}

/**
 * They leave no more. What waits in `deliveries` is called off with them; what is in a worker's hands at this moment
 * leaves, and what has left stays as it is. Answers those that do not leave any more.
 */
export async function withdrawRows(
  client: ClientBase,
  rows: readonly { readonly id: string; readonly reason: ReminderReason }[],
): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const json = JSON.stringify([...rows].sort((a, b) => (a.id < b.id ? -1 : 1)));
  const planned = await client.query<{ id: string }>(
    `UPDATE reminders r SET state = 'withdrawn', reason = x.reason, changed_at = office_clock()
     FROM json_to_recordset($1::json) AS x(id uuid, reason text) WHERE r.id = x.id AND r.state = 'planned'
       RETURNING r.id`,
    [json],
  );
  const waiting = await client.query<{ id: string }>(
    `WITH called_off AS (
       UPDATE deliveries SET state = 'cancelled', reason = 'appointment_changed', settled_at = clock_timestamp()
       WHERE id IN (SELECT d.id FROM deliveries d JOIN reminders r ON r.delivery_id = d.id
         WHERE r.id IN (SELECT id FROM json_to_recordset($1::json) AS y(id uuid)) AND r.state = 'handed'
           AND d.state = 'queued'
         FOR UPDATE OF d SKIP LOCKED) AND state = 'queued' RETURNING id
     )
     UPDATE reminders r SET state = 'withdrawn', reason = x.reason, delivery_id = NULL, changed_at = office_clock()
     FROM json_to_recordset($1::json) AS x(id uuid, reason text)
     WHERE r.id = x.id AND r.state = 'handed' AND r.delivery_id IN (SELECT id FROM called_off) RETURNING r.id`,
    [json],
  );
  return new Set([...planned.rows, ...waiting.rows].map(({ id }) => id));
}
