/** What leaves over a line and what is heard of it, brought together. Within the transaction that holds the line. */
import type { ClientBase } from 'pg';
import type { HeardMessage } from '../../gateways/whatsapp/contract';

/** A clock there may be behind ours, and it says whole seconds. */
const CLOCKS_DIFFER = '2 minutes';
/** What has not left within this time never did: the same words typed on another day are not it. */
const LEAVES_WITHIN = '1 hour';

/**
 * One of ours that nobody has answered for yet: the same words, with a file of the same kind and
 * (of documents) name where there is one, in this chat, handed over before it was heard; the nearest in time. It has
 * left, then. What was sent twice is two, and each is found once.
 */
export async function claimOwn(client: ClientBase, lineId: string, chatId: string, heard: HeardMessage): Promise<void> {
  const { rows } = await client.query<{ id: string; messageId: string | null }>(
    `SELECT d.id, d.message_id AS "messageId" FROM deliveries d
     WHERE d.channel = 'whatsapp' AND d.line_id = $1 AND d.chat_id = $2 AND d.provider_id = ''
       AND (d.state IN ('sending', 'unknown') OR (d.state = 'delivered' AND d.reason = 'assumed'))
       AND d.claimed_at < $4::timestamptz + interval '${CLOCKS_DIFFER}'
       AND d.claimed_at > $4::timestamptz - interval '${LEAVES_WITHIN}' AND trim(d.content ->> 'text') = trim($3)
       AND coalesce(d.content -> 'file' ->> 'kind', 'text') = $5 AND ($6 = ''
         OR d.content -> 'file' ->> 'fileName' = $6)
       AND NOT EXISTS (SELECT FROM chat_messages h WHERE h.delivery_id = d.id)
     ORDER BY abs(extract(epoch FROM d.claimed_at - $4::timestamptz)), d.claimed_at, d.id LIMIT 1 FOR UPDATE`,
    [
      lineId,
      chatId,
      heard.text,
      new Date(heard.atMs).toISOString(),
      heard.kind,
      // Of documents alone it is told.
      heard.kind === 'document' ? (heard.file?.fileName ?? '') : '',
    ],
  );
  const [found] = rows;
  if (found !== undefined) await bind(client, lineId, heard.keyId, found.id, found.messageId);
}

/** This message there is this delivery here. */
export async function bind(
  client: ClientBase,
  lineId: string,
  keyId: string,
  deliveryId: string,
  messageId: string | null,
): Promise<void> {
  await client.query(
    `UPDATE chat_messages SET delivery_id = $3, message_id = coalesce(message_id, $4) WHERE line_id = $1
      AND key_id = $2`,
    [lineId, keyId, deliveryId, messageId],
  );
  await client.query('UPDATE chats SET in_flight = NULL, in_flight_at = NULL WHERE line_id = $1 AND in_flight = $2', [
    lineId,
    deliveryId,
  ]);
}

/** What was heard of a message, said of its delivery; how far it has come only grows. True: it has failed. */
export async function recordHeard(client: ClientBase, lineId: string, keyId: string): Promise<boolean> {
  const { rows } = await client.query<{ state: string }>(
    `WITH heard AS (
       SELECT h.delivery_id AS id, h.key_id, CASE h.status WHEN '' THEN 'sent' ELSE h.status END AS state,
         CASE h.status WHEN 'failed' THEN 'whatsapp_refused' ELSE '' END AS reason
       FROM chat_messages h WHERE h.line_id = $1 AND h.key_id = $2 AND h.delivery_id IS NOT NULL
     )
     UPDATE deliveries d SET state = h.state, reason = h.reason, provider = 'evolution',
       provider_id = CASE d.provider_id WHEN '' THEN h.key_id ELSE d.provider_id END,
         sent_at = coalesce(d.sent_at, clock_timestamp()),
       settled_at = CASE h.state WHEN 'sent' THEN d.settled_at ELSE coalesce(d.settled_at, clock_timestamp()) END
     FROM heard h WHERE d.id = h.id AND delivery_rank(d.state, d.reason) < delivery_rank(h.state, h.reason)
       RETURNING d.state`,
    [lineId, keyId],
  );
  if (rows[0]?.state === undefined) return false;
  if (rows[0].state === 'failed') await noteRefusal(client, lineId);
  else if (rows[0].state !== 'sent') await noteReached(client, lineId, keyId);
  return rows[0].state === 'failed';
}

const IN_A_ROW = 3;
const PERSONS = 2;
const RESTRICTED_FOR = '24 hours';

/** Three refusals one after the other, of two persons: it looks as if the line may not begin chats (WhatsApp's 463). */
async function noteRefusal(client: ClientBase, lineId: string): Promise<void> {
  await client.query(
    `WITH last AS (
       SELECT state, reason, address_key FROM deliveries WHERE line_id = $1 AND settled_at IS NOT NULL
         AND (state IN ('delivered', 'read') OR (state = 'failed' AND reason = 'whatsapp_refused'))
       ORDER BY settled_at DESC, id DESC LIMIT ${IN_A_ROW}
     )
     UPDATE lines SET restricted_until = office_clock() + interval '${RESTRICTED_FOR}'
     WHERE id = $1 AND (SELECT count(*) FILTER (WHERE state = 'failed') = ${IN_A_ROW}
       AND count(DISTINCT address_key) >= ${PERSONS} FROM last)`,
    [lineId],
  );
  await client.query(
    `INSERT INTO line_days AS d (line_id, day, failed) SELECT $1, office_day(), 1
     ON CONFLICT (line_id, day) DO UPDATE SET failed = d.failed + 1`,
    [lineId],
  );
}

/** A chat that nobody had written in before was reached: whatever it was is over. */
async function noteReached(client: ClientBase, lineId: string, keyId: string): Promise<void> {
  await client.query(
    `UPDATE lines l SET restricted_until = NULL FROM chat_messages h JOIN chats c ON c.id = h.chat_id
     WHERE l.id = $1 AND l.restricted_until IS NOT NULL AND h.line_id = l.id AND h.key_id = $2
       AND c.last_inbound_at IS NULL`,
    [lineId, keyId],
  );
}
