import type { ClientBase } from 'pg';

export type HeardAnswer = {
  readonly id: string;
  readonly said: 'yes' | 'no';
  readonly channel: 'sms' | 'whatsapp';
  /** Hex. */
  readonly addressKey: string;
  readonly occurredAt: string;
};
export type AskedAbout = {
  readonly rootId: string;
  readonly occurrenceOn: string;
  readonly startsAt: string;
  readonly reminderId: string;
};

/** Answers that nobody has looked at; whatever else came in counts as looked at. */
export async function unheardAnswers(client: ClientBase, most: number): Promise<HeardAnswer[]> {
  await client.query(
    `UPDATE incoming_sms SET handled_at = now() WHERE handled_at IS NULL AND said NOT IN ('yes', 'no')`,
  );
  const { rows } = await client.query<HeardAnswer>(
    `SELECT id, said, channel, encode(address_key, 'hex') AS "addressKey", occurred_at AS "occurredAt" FROM incoming_sms
     WHERE handled_at IS NULL ORDER BY occurred_at, id LIMIT $1`,
    [most],
  );
  return rows;
}

/**
 * Appointments to come of which this number was reminded on this way, as they were when it was; each once, the last
 * reminder.
 */
export async function openReminders(
  client: ClientBase,
  { channel, addressKey, occurredAt }: Omit<HeardAnswer, 'id' | 'said'>,
): Promise<AskedAbout[]> {
  const { rows } = await client.query<AskedAbout>(
    `SELECT DISTINCT ON (r.root_id, r.occurrence_on) r.root_id AS "rootId", r.occurrence_on AS "occurrenceOn",
       r.starts_at AS "startsAt", r.id AS "reminderId"
     FROM reminders r JOIN deliveries d ON d.id = r.delivery_id
     WHERE d.channel = $3 AND d.address_key = decode($1, 'hex') AND r.kind IN ('before', 'booked', 'moved')
       AND d.state IN ('sent', 'delivered', 'read', 'unknown', 'sending') AND r.starts_at > office_clock()
       AND coalesce(d.sent_at, d.claimed_at, d.created_at) <= $2::timestamptz + interval '5 minutes'
       AND EXISTS (SELECT FROM occurrences o WHERE o.root_id = r.root_id AND o.occurrence_on = r.occurrence_on
         AND o.starts_at = r.starts_at)
     ORDER BY r.root_id, r.occurrence_on, coalesce(d.sent_at, d.created_at) DESC`,
    [addressKey, occurredAt, channel],
  );
  return rows;
}

export async function noteHeard(client: ClientBase, id: string, reminderId: string | null): Promise<void> {
  await client.query('UPDATE incoming_sms SET handled_at = now(), reminder_id = $2 WHERE id = $1', [id, reminderId]);
}
