/** A line on WhatsApp that is connected already, and customers who have written over it. */
import type { ClientBase } from 'pg';
import { conversationIdOf } from '../../sync/collections/conversation';
import { derivedId } from '../../sync/rules/derived-id';

const LINE_ID = derivedId('line', 'demo');
const SAID: readonly (readonly [from: 'in' | 'out', minutesAgo: number, text: string])[] = [
  ['in', 190, 'Merhaba, dün konuştuğumuz teklif hazır mı?'],
  ['out', 182, 'Merhaba, hazırlıyoruz; bugün öğleden sonra size ileteceğim.'],
  ['in', 175, 'Teşekkürler 🙏'],
  ['in', 12, 'Bir de randevuyu perşembeye alabilir miyiz?'],
];
const STRANGERS = [
  {
    name: 'Selin',
    phone: '+905551112233',
    text: 'Merhaba, Instagram’dan gördüm. Fiyat bilgisi alabilir miyim?',
    minutesAgo: 35,
  },
  { name: 'Bora', phone: '+905551112244', text: 'Kiralık minibüs ilanı için yazmıştım.', minutesAgo: 260 },
  { name: 'Murat Usta', phone: '', text: 'İyi günler, yarın müsait misiniz?', minutesAgo: 95 },
] as const;

export async function writeLine(client: ClientBase, nowMs: number): Promise<void> {
  const at = (minutesAgo: number) => new Date(nowMs - minutesAgo * 60_000).toISOString();
  await client.query(
    `INSERT INTO lines (id, name, instance, webhook_salt, state, state_since, last_inbound_at, created_at)
     VALUES ($1, 'Merkez', 'saha-demo', gen_random_uuid()::text || gen_random_uuid()::text, 'open', $2, $3, $2)`,
    [LINE_ID, at(10_000), at(12)],
  );
  await client.query(`INSERT INTO line_members (line_id, member_id) SELECT $1, id FROM members WHERE is_active`, [
    LINE_ID,
  ]);
  const { rows } = await client.query<{ id: string; ownerId: string; phone: string; name: string }>(
    `SELECT DISTINCT ON (owner_id) id, owner_id AS "ownerId", phone, first_name AS name FROM customers
     WHERE phone LIKE '+90%' AND deleted_at IS NULL AND language = 'tr' ORDER BY owner_id, created_at DESC, id`,
  );
  for (const customer of rows) await writeThread(client, customer, at);
  for (const { name, phone, text, minutesAgo } of STRANGERS) {
    const chatId = derivedId('chat', 'demo', name);
    await client.query(
      'INSERT INTO chats (id, line_id, name, phone, last_at, last_inbound_at) VALUES ($1, $2, $3, $4, $5, $5)',
      [chatId, LINE_ID, name, phone, at(minutesAgo)],
    );
    const address = phone === '' ? '90909090909090@lid' : `${phone.slice(1)}@s.whatsapp.net`;
    await addIdentity(client, chatId, phone === '' ? 'lid' : 'jid', address);
    await addHeard(client, chatId, `demo-${chatId}`, false, text, at(minutesAgo), null, name);
  }
}

async function writeThread(
  client: ClientBase,
  customer: { readonly id: string; readonly ownerId: string; readonly phone: string; readonly name: string },
  at: (minutesAgo: number) => string,
): Promise<void> {
  const chatId = derivedId('chat', 'demo', customer.id);
  const conversationId = conversationIdOf('whatsapp', customer.id);
  await client.query(
    `INSERT INTO conversations (id, customer_id, channel, created_by, created_at, line_id, read_up_to)
     VALUES ($1, $2, 'whatsapp', $3::uuid, $4, $5, jsonb_build_object($3::text, $6::text))`,
    [conversationId, customer.id, customer.ownerId, at(190), LINE_ID, at(170)],
  );
  await client.query(
    `INSERT INTO chats (id, line_id, customer_id, conversation_id, name, phone, last_at, last_inbound_at, first_out_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)`,
    [chatId, LINE_ID, customer.id, conversationId, customer.name, customer.phone, at(12), at(182)],
  );
  await addIdentity(client, chatId, 'jid', `${customer.phone.slice(1)}@s.whatsapp.net`);
  for (const [from, minutesAgo, text] of SAID) {
    const keyId = `demo-${customer.id}-${minutesAgo}`;
    const id = derivedId('message', 'whatsapp', LINE_ID, keyId);
    await client.query(
      `INSERT INTO messages (id, conversation_id, customer_id, channel, direction, body, state, sender_name, created_by,
        created_at)
       VALUES ($1, $2, $3, 'whatsapp', $4, $5, $6, $7, $8, $9)`,
      [
        id,
        conversationId,
        customer.id,
        from,
        text,
        from === 'out' ? 'read' : '',
        from === 'in' ? customer.name : '',
        customer.ownerId,
        at(minutesAgo),
      ],
    );
    await addHeard(client, chatId, keyId, from === 'out', text, at(minutesAgo), id, customer.name);
  }
}

const addIdentity = (client: ClientBase, chatId: string, kind: 'jid' | 'lid', value: string) =>
  client.query(
    'INSERT INTO identities (line_id, kind, value, chat_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
    [LINE_ID, kind, value, chatId],
  );

const addHeard = (
  client: ClientBase,
  chatId: string,
  keyId: string,
  fromMe: boolean,
  text: string,
  at: string,
  messageId: string | null,
  senderName: string,
) =>
  client.query(
    `INSERT INTO chat_messages (line_id, key_id, chat_id, from_me, content, at, status, message_id)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      LINE_ID,
      keyId,
      chatId,
      fromMe,
      JSON.stringify({ kind: 'text', text, senderName: fromMe ? '' : senderName, file: null }),
      at,
      fromMe ? 'read' : '',
      messageId,
    ],
  );
