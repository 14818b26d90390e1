import type { ClientBase } from 'pg';
import type { MessageChannel } from '../../../sync/collections/conversation';
import type { DeliveryReason } from '../../../sync/rules/delivery';
import { WAITED_LONG } from '../../../sync/rules/message';

/** A message with whom it goes to now, and whom an answer goes to. */
export type Addressed = {
  readonly id: string;
  readonly channel: MessageChannel;
  readonly customerId: string;
  readonly to: string;
  /** The customer is not deleted. */
  readonly isThere: boolean;
  readonly language: 'tr' | 'en';
  readonly subject: string;
  readonly body: string;
  readonly createdBy: string;
  readonly replyTo: string;
  readonly fromName: string;
  /** An instant; null: at once. */
  readonly sendAt: string | null;
  /** Null: written to one. */
  readonly bulkId: string | null;
};

/** In the order in which they were written. */
export async function readAddressed(client: ClientBase, ids: readonly string[]): Promise<Addressed[]> {
  const { rows } = await client.query<Addressed>(
    `SELECT m.id, m.channel, m.customer_id AS "customerId", c.deleted_at IS NULL AS "isThere", c.language, m.subject,
      m.body,
       CASE m.channel WHEN 'email' THEN c.email WHEN 'sms' THEN coalesce(nullif(c.phone, ''), c.alt_phone) 
         ELSE coalesce(nullif(c.phone, ''), nullif(c.alt_phone, ''), (SELECT i.value FROM chats k
           JOIN identities i ON i.chat_id = k.id
           WHERE k.customer_id = c.id ORDER BY k.last_at DESC NULLS LAST, i.kind, i.value LIMIT 1), '') END AS "to",
       m.created_by AS "createdBy", w.email AS "replyTo", w.full_name AS "fromName", m.bulk_id AS "bulkId",
       m.send_at AS "sendAt"
     FROM messages m JOIN customers c ON c.id = m.customer_id JOIN members w ON w.id = m.created_by
     WHERE m.id = ANY($1::uuid[]) ORDER BY m.created_at, m.id`,
    [ids],
  );
  return rows;
}

/** The address stays with the message; of a delivery that was known already the message says what it says. */
export async function linkDelivery(client: ClientBase, { id, to }: Addressed, deliveryId: string, isNew: boolean) {
  await client.query('UPDATE messages SET to_address = $2 WHERE id = $1', [id, to]);
  // The row itself, where it came out of a journal, does not know of which message it is.
  if (!isNew) await client.query('UPDATE deliveries SET message_id = $1 WHERE id = $2', [id, deliveryId]);
}

/** What stood still because its file came late may leave after all. Answers whether it did. */
export async function releaseDelivery(client: ClientBase, deliveryId: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE deliveries SET reason = '', not_before = office_clock() WHERE id = $1 AND state = 'queued' AND reason = $2`,
    [deliveryId, WAITED_LONG],
  );
  return rowCount === 1;
}

export async function refuseAddressed(
  client: ClientBase,
  id: string,
  reason: DeliveryReason,
  state: 'failed' | 'skipped' = 'failed',
): Promise<void> {
  await client.query('UPDATE messages SET state = $3, reason = $2 WHERE id = $1', [id, reason, state]);
}

/** They stay where they are until somebody says that they may leave. */
export async function holdBack(client: ClientBase, ids: readonly string[]): Promise<void> {
  await client.query(
    `UPDATE messages m SET state = 'queued', reason = $2 WHERE id = ANY($1::uuid[])
       AND NOT EXISTS (SELECT FROM deliveries d WHERE d.message_id = m.id)`,
    [ids, WAITED_LONG],
  );
}

/** What is in a worker's hands at this moment leaves; the row it holds is not waited for. */
export async function callOff(client: ClientBase, ids: readonly string[]): Promise<void> {
  await client.query(
    `UPDATE deliveries SET state = 'cancelled', reason = 'cancelled_by_person', settled_at = clock_timestamp()
     WHERE id IN (SELECT id FROM deliveries WHERE message_id = ANY($1::uuid[]) AND state = 'queued'
       FOR UPDATE SKIP LOCKED)`,
    [ids],
  );
  await client.query(
    `UPDATE messages m SET state = 'cancelled', reason = 'cancelled_by_person' WHERE id = ANY($1::uuid[])
       AND NOT EXISTS (SELECT FROM deliveries d WHERE d.message_id = m.id)`,
    [ids],
  );
}
