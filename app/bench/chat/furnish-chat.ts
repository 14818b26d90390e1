/** An office that has written with its customers over WhatsApp for long: few long threads, many short ones. */
import type pg from 'pg';
import { conversationIdOf } from '../../../sync/collections/conversation';
import { DEMO_LOGINS } from '../../../prisma/seed/demo-people';

export const LONG_THREADS = 5;
const LONG = 2_000;
/** What stands in every message besides its number. */
const WORDS = [
  'Merhaba, randevu',
  'Işık Hanım teklif',
  'Teşekkürler, fatura',
  'Görüşelim mi, sözleşme',
  'Tamamdır, ödeme',
];

/** The first part of the ids of a thread's messages. */
export const threadMark = (thread: number) => `${thread.toString(16).padStart(8, '0')}-`;

/** Resolves to the ids of the conversations, long ones first; every second one has been read by the admin. */
export async function furnishChat(pool: pg.Pool, messages: number): Promise<string[]> {
  await pool.query('DELETE FROM messages');
  const { rows } = await pool.query<{ id: string; ownerId: string; conversationId?: string }>(
    `SELECT id, owner_id AS "ownerId" FROM customers WHERE deleted_at IS NULL AND phone <> '' ORDER BY id`,
  );
  const long = Math.min(LONG, Math.floor(messages / 2 / LONG_THREADS));
  const short = Math.ceil((messages - long * LONG_THREADS) / (rows.length - LONG_THREADS));
  const threads = rows.map(({ id, ownerId }, thread) => ({
    thread,
    id: conversationIdOf('whatsapp', id),
    customer_id: id,
    owner_id: ownerId,
    messages: thread < LONG_THREADS ? long : short,
  }));
  const shape = 'thread int, id uuid, customer_id uuid, owner_id uuid, messages int';
  const { email } = DEMO_LOGINS.find(({ role }) => role === 'admin')!;
  await pool.query(
    `INSERT INTO conversations (id, customer_id, channel, created_by, created_at, line_id, read_up_to)
     SELECT t.id, t.customer_id, 'whatsapp', t.owner_id, now() - interval '400 days', (SELECT id FROM lines LIMIT 1),
       CASE WHEN t.thread % 2 = 0 THEN jsonb_build_object((SELECT id FROM members WHERE email = $2),
         '${new Date().toISOString()}') ELSE '{}' END
     FROM json_to_recordset($1::json) AS t(${shape}) ON CONFLICT (id) DO NOTHING`,
    [JSON.stringify(threads), email],
  );
  await pool.query(
    `INSERT INTO messages (id, conversation_id, customer_id, channel, direction, body, state, created_by, created_at)
     SELECT (lpad(to_hex(t.thread), 8, '0') || '-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, t.id,
       t.customer_id, 'whatsapp',
       CASE WHEN n % 3 = 0 THEN 'out' ELSE 'in' END, ($2::text[])[1 + (n * 7 + t.thread) % cardinality($2::text[])] ||
         ' ' || t.thread * 37 % 10000 || '-' || n
         || ' konusunda yarın saat üç gibi uygun olur musunuz, yoksa haftaya mı bakalım?',
       CASE WHEN n % 3 = 0 THEN 'read' ELSE '' END, t.owner_id, date_trunc('milliseconds',
         now() - (t.messages - n) * interval '37 minutes' - interval '1 hour')
     FROM json_to_recordset($1::json) AS t(${shape}) CROSS JOIN LATERAL generate_series(1, t.messages) AS n`,
    [JSON.stringify(threads), WORDS],
  );
  return threads.map(({ id }) => id);
}
