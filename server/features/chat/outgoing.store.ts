/**
 * From a delivery to the chat it goes into, and the turn it takes there. Within the transaction that holds the line.
 */
import type { ClientBase, Pool } from 'pg';
import type { MessageKind } from '../../../sync/collections/message';
import type { ClaimedDelivery, DeliveredFile } from '../deliveries/delivery';
import { identityOf, phoneOf, type KnownBy } from './chats.store';

export type Way = {
  readonly lineId: string;
  readonly instance: string;
  readonly chatId: string;
  /** E.164, or an address as heard. */
  readonly to: string;
};

type Candidate = { lineId: string; instance: string; chatId: string | null; phone: string; address: string };

/**
 * The chat this customer is in, by the number it goes to first; else a line of whoever wrote, the connected ones first.
 */
export async function findWay(
  client: Pool | ClientBase,
  { customerId, to, createdBy }: ClaimedDelivery,
): Promise<Candidate | null> {
  const known = await client.query<Candidate>(
    `SELECT l.id AS "lineId", l.instance, c.id AS "chatId", c.phone,
       coalesce((SELECT i.value FROM identities i WHERE i.chat_id = c.id ORDER BY i.kind = 'jid' DESC,
         i.kind = 'lid' DESC, i.value LIMIT 1), '') AS address
     FROM chats c JOIN lines l ON l.id = c.line_id AND l.removed_at IS NULL
     WHERE c.customer_id = $1 AND ($2 = '' OR c.phone = '' OR c.phone = $2
       OR EXISTS (SELECT FROM identities WHERE chat_id = c.id AND value = ANY($3::text[])))
     ORDER BY c.phone = $2 DESC, c.last_at DESC NULLS LAST, c.id LIMIT 1`,
    [customerId, to, jidsOf(to)],
  );
  if (known.rows[0] !== undefined) return known.rows[0];
  const { rows } = await client.query<Candidate>(
    `SELECT l.id AS "lineId", l.instance, (SELECT i.chat_id FROM identities i WHERE i.line_id = l.id AND i.kind = 'jid'
      AND i.value = ANY($2::text[]) LIMIT 1) AS "chatId",
       '' AS phone, '' AS address
     FROM lines l LEFT JOIN line_members m ON m.line_id = l.id AND m.member_id = $1
     WHERE l.removed_at IS NULL AND ($1::uuid IS NULL OR m.member_id IS NOT NULL
       OR (SELECT role FROM members WHERE id = $1) = 'admin')
     ORDER BY l.state = 'open' DESC, m.member_id IS NULL, l.created_at, l.id LIMIT 1`,
    [createdBy, jidsOf(to)],
  );
  return rows[0] ?? null;
}

export const jidOf = (to: string) => (to.includes('@') ? to : `${to.replace(/\D/g, '')}@s.whatsapp.net`);

/**
 * By what somebody with this number may be known there: as it is, and as it was before Brazil's ninth digit or without
 * the digit that mobile numbers of Mexico and Argentina have. It is sent to the one and told of as the other.
 */
export function jidsOf(to: string): string[] {
  const jid = jidOf(to);
  const [, digits = ''] = /^(\d+)@s\.whatsapp\.net$/.exec(jid) ?? [];
  const [, area = '', rest = ''] = /^55(\d{2})\d(\d{8})$/.exec(digits) ?? [];
  if (Number(area) >= 31 && Number(rest[0]) >= 7) return [jid, jidOf(`55${area}${rest}`)];
  return /^5[24]\d{11}$/.test(digits) ? [jid, jidOf(`${digits.slice(0, 2)}${digits.slice(3)}`)] : [jid];
}

/** The chat of the candidate, made where there is none. */
export async function chatFor(
  client: ClientBase,
  found: Candidate,
  delivery: ClaimedDelivery,
  newId: () => string,
): Promise<Way> {
  const { lineId, instance } = found;
  const to =
    delivery.to === '' || (found.chatId !== null && found.phone !== delivery.to)
      ? found.address || delivery.to
      : delivery.to;
  if (found.chatId !== null) return { lineId, instance, chatId: found.chatId, to };
  const [known, ...others] = jidsOf(to).map(identityOf) as [KnownBy, ...KnownBy[]];
  const chatId = newId();
  await client.query(
    `INSERT INTO chats (id, line_id, phone, customer_id, conversation_id) VALUES ($1, $2, $3, $4,
       (SELECT id FROM conversations WHERE customer_id = $4 AND channel = 'whatsapp'))`,
    [chatId, lineId, phoneOf(known), delivery.customerId],
  );
  for (const { kind, value } of [known, ...others])
    await client.query('INSERT INTO identities (line_id, kind, value, chat_id) VALUES ($1, $2, $3, $4)', [
      lineId,
      kind,
      value,
      chatId,
    ]);
  return { lineId, instance, chatId, to };
}

/** A chat in which nobody knows what became of the last one waits this long for an answer. */
const HELD_FOR = '10 minutes';
export type Turn =
  | { readonly kind: 'yours' }
  | {
      readonly kind: 'later';
      readonly reason:
        | 'line_down'
        | 'throttled'
        | 'new_chats_capped'
        | 'daily_cap'
        | 'line_restricted'
        | 'not_handed_over';
      readonly afterMs: number;
    };
const SOON_MS = 2_000;
const DOWN_MS = 30_000;
const RESTRICTED_MS = 10 * 60_000;

type Standing = {
  state: string;
  isRestricted: boolean;
  waitMs: number;
  isBusy: boolean;
  isBehind: boolean;
  isNew: boolean;
  sent: number;
  newChats: number;
  dailyCap: number;
  newChatCap: number;
  nextDayMs: number;
};

/**
 * Of the same conversation something that was written before it is about to leave: what people pick together arrives in
 * their order. Only a file waits for another's bytes; words do not.
 */
const IS_BEHIND = `EXISTS (SELECT FROM deliveries mine JOIN messages m ON m.id = mine.message_id
    JOIN messages e ON e.conversation_id = m.conversation_id AND (e.created_at, e.id) < (m.created_at, m.id)
      AND e.created_at > m.created_at - interval '10 minutes' AND e.send_at IS NULL
    JOIN deliveries d ON d.message_id = e.id AND d.state IN ('queued', 'sending')
    WHERE mine.id = $3 AND m.send_at IS NULL AND d.not_before < office_clock() + interval '1 minute'
      AND (d.reason <> 'file_waiting' OR (m.file_id IS NOT NULL AND d.created_at > office_clock() - interval
        '5 minutes')))`;

/**
 * One at a time in a chat, so many a day over a line, at its pace; taken where it is free. `paceMs`: until the next.
 */
export async function takeTurn(
  client: ClientBase,
  way: Way,
  deliveryId: string,
  paceMs: number,
  file: DeliveredFile | null,
): Promise<Turn> {
  const { rows } = await client.query<Standing>(
    `SELECT l.state, coalesce(l.restricted_until > office_clock(), false) AS "isRestricted",
       greatest(0, extract(epoch FROM l.free_at - office_clock()) * 1000)::float8 AS "waitMs",
       (c.in_flight IS NOT NULL AND c.in_flight <> $3 AND c.in_flight_at > office_clock() - interval '${HELD_FOR}'
         AND EXISTS (SELECT FROM deliveries d WHERE d.id = c.in_flight AND d.state IN ('sending', 'unknown'))) AS
           "isBusy",
       ${IS_BEHIND} AS "isBehind",
       (c.last_inbound_at IS NULL AND c.first_out_at IS NULL) AS "isNew", coalesce(y.sent, 0) AS sent,
         coalesce(y.new_chats, 0) AS "newChats",
       l.daily_cap AS "dailyCap", l.new_chat_cap AS "newChatCap",
       (extract(epoch FROM (office_day()::date + 1 + time '06:00') - (office_clock() AT TIME ZONE 'UTC')) *
         1000)::float8 AS "nextDayMs"
     FROM lines l JOIN chats c ON c.line_id = l.id AND c.id = $2 LEFT JOIN line_days y ON y.line_id = l.id
       AND y.day = office_day()
     WHERE l.id = $1 AND l.removed_at IS NULL FOR UPDATE OF l, c`,
    [way.lineId, way.chatId, deliveryId],
  );
  const [now] = rows;
  const later = (reason: Exclude<Turn, { kind: 'yours' }>['reason'], afterMs: number): Turn => ({
    kind: 'later',
    reason,
    afterMs,
  });
  if (now === undefined || now.state !== 'open') return later('line_down', DOWN_MS);
  if (now.isBusy || now.isBehind) return later('not_handed_over', SOON_MS);
  if (now.isNew && now.isRestricted) return later('line_restricted', RESTRICTED_MS);
  const tomorrowMs = Math.max(RESTRICTED_MS, now.nextDayMs);
  if (now.sent >= now.dailyCap) return later('daily_cap', tomorrowMs);
  if (now.isNew && now.newChats >= now.newChatCap) return later('new_chats_capped', tomorrowMs);
  if (now.waitMs > 0) return later('throttled', now.waitMs);
  await client.query(
    `UPDATE lines SET free_at = office_clock() + make_interval(secs => $2::float8 / 1000) WHERE id = $1`,
    [way.lineId, paceMs],
  );
  await client.query(
    `UPDATE chats SET in_flight = $2, in_flight_at = office_clock(), first_out_at = coalesce(first_out_at,
      office_clock()) WHERE id = $1`,
    [way.chatId, deliveryId],
  );
  // Of a file what it leaves as stands here: by that it is found again, should its answer be lost.
  await client.query(
    `UPDATE deliveries SET line_id = $2, chat_id = $3,
       content = CASE WHEN $4::jsonb IS NULL THEN content ELSE content || jsonb_build_object('file', $4::jsonb) END
         WHERE id = $1`,
    [deliveryId, way.lineId, way.chatId, file === null ? null : JSON.stringify(file)],
  );
  await client.query(
    `INSERT INTO line_days AS d (line_id, day, sent, new_chats) SELECT $1, office_day(), 1, $2
     ON CONFLICT (line_id, day) DO UPDATE SET sent = d.sent + 1, new_chats = d.new_chats + excluded.new_chats`,
    [way.lineId, now.isNew ? 1 : 0],
  );
  return { kind: 'yours' };
}

/** It was not handed over: the turn is somebody else's, and counts for nothing. */
export async function returnTurn(client: ClientBase, way: Way, deliveryId: string, wasNew: boolean): Promise<void> {
  await client.query(
    `UPDATE chats SET in_flight = NULL, in_flight_at = NULL, first_out_at = CASE WHEN $3 THEN NULL ELSE first_out_at END
     WHERE id = $1 AND in_flight = $2`,
    [way.chatId, deliveryId, wasNew],
  );
  await client.query(
    `UPDATE line_days SET sent = greatest(0, sent - 1), new_chats = greatest(0, new_chats - $2) WHERE line_id = $1
      AND day = office_day()`,
    [way.lineId, wasNew ? 1 : 0],
  );
}

/** It is theirs now. What was told of it before we knew its name stands there already. */
export async function noteAccepted(
  client: ClientBase,
  way: Way,
  delivery: ClaimedDelivery,
  accepted: { readonly keyId: string; readonly address: string; readonly atMs: number },
  file: DeliveredFile | null,
): Promise<void> {
  const content = {
    kind: file?.kind ?? ('text' satisfies MessageKind),
    text: delivery.content?.text ?? '',
    senderName: '',
    file: file === null ? null : { mime: file.mime, fileName: file.fileName, size: file.size },
  };
  await client.query(
    `INSERT INTO chat_messages AS h (line_id, key_id, chat_id, from_me, content, at, delivery_id, message_id)
     VALUES ($1, $2, $3, true, $4, $5, $6, $7)
     ON CONFLICT (line_id, key_id) DO UPDATE SET chat_id = coalesce(h.chat_id, excluded.chat_id), from_me = true,
       content = coalesce(h.content, excluded.content), at = coalesce(h.at, excluded.at),
         delivery_id = coalesce(h.delivery_id, excluded.delivery_id),
       message_id = coalesce(h.message_id, excluded.message_id)`,
    [
      way.lineId,
      accepted.keyId,
      way.chatId,
      JSON.stringify(content),
      new Date(accepted.atMs).toISOString(),
      delivery.id,
      delivery.messageId,
    ],
  );
  await client.query('UPDATE chats SET in_flight = NULL, in_flight_at = NULL WHERE id = $1 AND in_flight = $2', [
    way.chatId,
    delivery.id,
  ]);
  if (accepted.address === '') return;
  const { kind, value } = identityOf(accepted.address);
  await client.query(
    'INSERT INTO identities (line_id, kind, value, chat_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
    [way.lineId, kind, value, way.chatId],
  );
}

export type Quoted = {
  readonly keyId: string;
  readonly fromMe: boolean;
  readonly address: string;
  readonly text: string;
};

/**
 * What a message answers, as it is called there; null: nothing, or nothing that the line knows. Only what was said
 * with the same person, or in the chat it goes into: whoever receives it is shown the words that are quoted.
 */
export async function readQuoted(
  pool: Pool,
  messageId: string | null,
  { lineId, chatId }: Pick<Way, 'lineId' | 'chatId'>,
): Promise<Quoted | null> {
  if (messageId === null) return null;
  const { rows } = await pool.query<Quoted>(
    `SELECT h.key_id AS "keyId", h.from_me AS "fromMe", q.body AS text,
       coalesce((SELECT i.value FROM identities i WHERE i.chat_id = h.chat_id ORDER BY i.kind = 'jid' DESC, i.value
         LIMIT 1), '') AS address
     FROM messages m JOIN messages q ON q.id = m.quoted_id JOIN chat_messages h ON h.message_id = q.id
       AND h.line_id = $2
     JOIN customers asked ON asked.id = m.customer_id JOIN customers said ON said.id = q.customer_id
     WHERE m.id = $1 AND (h.chat_id = $3
       OR coalesce(said.merged_into, said.id) = coalesce(asked.merged_into, asked.id))`,
    [messageId, lineId, chatId],
  );
  return rows[0] ?? null;
}
