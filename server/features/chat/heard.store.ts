/** What was heard of single messages. Every step comes to the same in any order and however often it is taken. */
import type { ClientBase } from 'pg';
import type { MessageKind } from '../../../sync/collections/message';
import type { HeardMessage, IncomingFile, MessageStatus } from '../../gateways/whatsapp/contract';

export type HeardContent = {
  readonly kind: MessageKind;
  readonly text: string;
  readonly senderName: string;
  readonly file: IncomingFile | null;
};
export type Heard = {
  readonly lineId: string;
  readonly keyId: string;
  readonly chatId: string | null;
  readonly fromMe: boolean;
  readonly content: HeardContent | null;
  readonly at: string | null;
  readonly quotedKey: string;
  readonly status: string;
  readonly editedText: string | null;
  readonly editedAt: string | null;
  readonly revokedAt: string | null;
  readonly reactions: Readonly<Record<string, { readonly emoji: string; readonly at: number }>>;
  readonly messageId: string | null;
  readonly deliveryId: string | null;
};
export const HEARD = `h.line_id AS "lineId", h.key_id AS "keyId", h.chat_id AS "chatId", h.from_me AS "fromMe",
  h.content, h.at,
  h.quoted_key AS "quotedKey", h.status, h.edited_text AS "editedText", h.edited_at AS "editedAt",
    h.revoked_at AS "revokedAt",
  h.reactions, h.message_id AS "messageId", h.delivery_id AS "deliveryId"`;

export async function readHeard(client: ClientBase, lineId: string, keyId: string): Promise<Heard | null> {
  const { rows } = await client.query<Heard>(
    `SELECT ${HEARD} FROM chat_messages h WHERE h.line_id = $1 AND h.key_id = $2`,
    [lineId, keyId],
  );
  return rows[0] ?? null;
}

/** True: its words are new here. `fileState`: what it has to bring. */
export async function addContent(
  client: ClientBase,
  lineId: string,
  chatId: string,
  heard: HeardMessage,
): Promise<boolean> {
  const content: HeardContent = { kind: heard.kind, text: heard.text, senderName: heard.senderName, file: heard.file };
  const { rowCount } = await client.query(
    `INSERT INTO chat_messages AS h (line_id, key_id, chat_id, from_me, content, at, quoted_key, file_state)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (line_id, key_id) DO UPDATE SET chat_id = excluded.chat_id, from_me = excluded.from_me,
       content = excluded.content,
       at = excluded.at, quoted_key = excluded.quoted_key, file_state = excluded.file_state WHERE h.content IS NULL`,
    [
      lineId,
      heard.keyId,
      chatId,
      heard.fromMe,
      JSON.stringify(content),
      new Date(heard.atMs).toISOString(),
      heard.quotedKeyId,
      heard.file === null ? '' : 'pending',
    ],
  );
  return rowCount === 1;
}

/** Its customer was erased with all that was heard of it: it is not heard again. */
export async function isErased(client: ClientBase, lineId: string, keyId: string): Promise<boolean> {
  const { rowCount } = await client.query(
    'SELECT FROM chat_messages WHERE line_id = $1 AND key_id = $2 AND content IS NOT NULL AND chat_id IS NULL',
    [lineId, keyId],
  );
  return rowCount === 1;
}

/**
 * What was heard of this message over a line that was removed since: the same phone is at this line now and tells once
 * more what it holds. It moves here with all that came of it, so that nothing is shown, fetched or answered twice.
 * Answers the chat that it stood in; null: there is nothing of the kind.
 */
export async function takeOver(
  client: ClientBase,
  lineId: string,
  keyId: string,
  fromMe: boolean,
): Promise<{ readonly chatId: string | null } | null> {
  const { rows } = await client.query<{ lineId: string; chatId: string | null }>(
    `SELECT h.line_id AS "lineId", h.chat_id AS "chatId" FROM lines l
       JOIN chat_messages h ON h.line_id = l.id AND h.key_id = $2 AND h.from_me = $3 AND h.content IS NOT NULL
     WHERE l.removed_at IS NOT NULL AND l.id <> $1
       AND NOT EXISTS (SELECT FROM chat_messages n WHERE n.line_id = $1 AND n.key_id = $2 AND n.content IS NOT NULL)
     ORDER BY h.message_id IS NULL, l.removed_at DESC LIMIT 1`,
    [lineId, keyId, fromMe],
  );
  const [before] = rows;
  if (before === undefined) return null;
  const told = await client.query<Pick<Heard, 'status' | 'editedText' | 'editedAt' | 'revokedAt'>>(
    `DELETE FROM chat_messages WHERE line_id = $1 AND key_id = $2
     RETURNING status, edited_text AS "editedText", edited_at AS "editedAt", revoked_at AS "revokedAt"`,
    [lineId, keyId],
  );
  await client.query('UPDATE chat_messages SET line_id = $1 WHERE line_id = $3 AND key_id = $2', [
    lineId,
    keyId,
    before.lineId,
  ]);
  for (const { status, editedText, editedAt, revokedAt } of told.rows) {
    await addStatus(client, lineId, keyId, status as MessageStatus);
    if (editedAt !== null) await addEdit(client, lineId, keyId, editedText ?? '', Date.parse(editedAt));
    if (revokedAt !== null) await addRevocation(client, lineId, keyId, revokedAt);
  }
  return { chatId: before.chatId };
}

/** What moved here stands in this chat; who was on the other side is so still, also where a person has said it. */
export async function settleIn(
  client: ClientBase,
  lineId: string,
  keyId: string,
  from: string | null,
  chatId: string,
): Promise<void> {
  await client.query('UPDATE chat_messages SET chat_id = $3 WHERE line_id = $1 AND key_id = $2', [
    lineId,
    keyId,
    chatId,
  ]);
  await client.query(
    `UPDATE chats c SET customer_id = b.customer_id, conversation_id = b.conversation_id, linked_by = b.linked_by
     FROM chats b WHERE c.id = $1 AND b.id = $2 AND c.customer_id IS NULL AND b.customer_id IS NOT NULL`,
    [chatId, from],
  );
}

/** Heard of before its words: a line for it. */
const touch = (client: ClientBase, lineId: string, keyId: string) =>
  client.query('INSERT INTO chat_messages (line_id, key_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [lineId, keyId]);

const RANK = `array_position(ARRAY['', 'sent', 'delivered', 'read', 'failed'], `;
export async function addStatus(
  client: ClientBase,
  lineId: string,
  keyId: string,
  status: MessageStatus,
): Promise<void> {
  await touch(client, lineId, keyId);
  await client.query(
    `UPDATE chat_messages SET status = $3 WHERE line_id = $1 AND key_id = $2 AND ${RANK} status) < ${RANK} $3)`,
    [lineId, keyId, status],
  );
}

export async function addEdit(
  client: ClientBase,
  lineId: string,
  keyId: string,
  text: string,
  atMs: number,
): Promise<void> {
  await touch(client, lineId, keyId);
  await client.query(
    `UPDATE chat_messages SET edited_text = $3, edited_at = $4 WHERE line_id = $1 AND key_id = $2
       AND (edited_at IS NULL OR ($4::timestamptz, $3::text) > (edited_at, edited_text))`,
    [lineId, keyId, text, new Date(atMs).toISOString()],
  );
}

export async function addRevocation(client: ClientBase, lineId: string, keyId: string, at: string): Promise<void> {
  await touch(client, lineId, keyId);
  await client.query(
    'UPDATE chat_messages SET revoked_at = least(revoked_at, $3::timestamptz) WHERE line_id = $1 AND key_id = $2',
    [lineId, keyId, at],
  );
}

export async function addReaction(
  client: ClientBase,
  lineId: string,
  keyId: string,
  by: 'customer' | 'us',
  emoji: string,
  atMs: number,
): Promise<void> {
  await touch(client, lineId, keyId);
  await client.query(
    `UPDATE chat_messages SET reactions = reactions || jsonb_build_object($3::text,
      jsonb_build_object('emoji', $4::text, 'at', $5::bigint))
     WHERE line_id = $1 AND key_id = $2 AND coalesce(((reactions -> $3 ->> 'at')::bigint, reactions -> $3 ->> 'emoji') <
       ($5::bigint, $4), true)`,
    [lineId, keyId, by, emoji, atMs],
  );
}

export async function setMessage(client: ClientBase, lineId: string, keyId: string, messageId: string): Promise<void> {
  await client.query('UPDATE chat_messages SET message_id = $3 WHERE line_id = $1 AND key_id = $2', [
    lineId,
    keyId,
    messageId,
  ]);
}

/** Of a chat that is a customer's, what lies here still, the oldest first. */
export async function unplaced(client: ClientBase, chatId: string, most: number): Promise<Heard[]> {
  const { rows } = await client.query<Heard>(
    `SELECT ${HEARD} FROM chat_messages h WHERE h.chat_id = $1 AND h.message_id IS NULL AND h.delivery_id IS NULL
      AND h.content IS NOT NULL
     ORDER BY h.at, h.key_id LIMIT $2`,
    [chatId, most],
  );
  return rows;
}

/**
 * What a message of the office's shows, from all that was heard of it and of those that answer it. Its own delivery,
 * where there is one, moves with it. True: something moved.
 */
export async function project(client: ClientBase, lineId: string, keyId: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `WITH heard AS (
       SELECT h.message_id AS id, h.delivery_id, h.status, h.revoked_at, h.edited_at, h.from_me,
         h.content ->> 'senderName' AS sender,
         CASE WHEN h.revoked_at IS NOT NULL THEN '' WHEN h.edited_at IS NOT NULL THEN h.edited_text ELSE NULL
           END AS body,
         (SELECT q.message_id FROM chat_messages q WHERE q.line_id = h.line_id AND q.key_id = h.quoted_key
           AND h.quoted_key <> '') AS quoted,
         coalesce((SELECT jsonb_agg(jsonb_build_object('by', CASE r.key WHEN 'us' THEN m.created_by::text
           ELSE 'customer' END,
             'emoji', r.value ->> 'emoji') ORDER BY r.key)
           FROM jsonb_each(h.reactions) r, messages m WHERE m.id = h.message_id AND r.value ->> 'emoji' <> ''), '[]') AS
             reactions
       FROM chat_messages h WHERE h.line_id = $1 AND h.message_id IS NOT NULL
         AND (h.key_id = $2 OR (h.quoted_key = $2 AND h.quoted_key <> ''))
     )
     UPDATE messages m SET body = coalesce(h.body, m.body), edited_at = h.edited_at, revoked_at = h.revoked_at,
       reactions = h.reactions,
       quoted_id = coalesce(m.quoted_id, h.quoted), state = CASE WHEN h.from_me AND h.delivery_id IS NULL
         AND h.status <> '' THEN h.status ELSE m.state END
     FROM heard h WHERE m.id = h.id AND (m.body, m.edited_at, m.revoked_at, m.reactions, m.quoted_id, m.state) IS
       DISTINCT FROM
       (coalesce(h.body, m.body), h.edited_at, h.revoked_at, h.reactions, coalesce(m.quoted_id, h.quoted),
        CASE WHEN h.from_me AND h.delivery_id IS NULL AND h.status <> '' THEN h.status ELSE m.state END)`,
    [lineId, keyId],
  );
  return (rowCount ?? 0) > 0;
}
