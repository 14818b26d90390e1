/** Who is on the other side of a line. All within the transaction that holds the line (`holdLine`). */
import type { ClientBase } from 'pg';
import { conversationIdOf } from '../../../sync/collections/conversation';

export type Chat = {
  readonly id: string;
  readonly lineId: string;
  readonly customerId: string | null;
  readonly conversationId: string | null;
  readonly name: string;
  readonly phone: string;
  readonly lastInboundAt: string | null;
  readonly firstOutAt: string | null;
};
export const CHAT = `c.id, c.line_id AS "lineId", c.customer_id AS "customerId", c.conversation_id AS "conversationId",
  c.name, c.phone,
  c.last_inbound_at AS "lastInboundAt", c.first_out_at AS "firstOutAt"`;

/** Whatever is told of one line is taken in one after the other. */
export async function holdLine(client: ClientBase, lineId: string): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('saha line ' || $1, 0))`, [lineId]);
}

export type IdentityKind = 'jid' | 'lid' | 'username';
export type KnownBy = { readonly kind: IdentityKind; readonly value: string };

/** `905…@s.whatsapp.net` and `905…:12@s.whatsapp.net` are one; who has neither number nor LID is known by the whole. */
export function identityOf(address: string): KnownBy {
  const [, digits, host] = /^(\d+)(?::\d+)?@(s\.whatsapp\.net|c\.us|lid)$/i.exec(address) ?? [];
  if (digits !== undefined && host?.length === 3) return { kind: 'lid', value: `${digits}@lid` };
  return digits === undefined
    ? { kind: 'username', value: address.slice(0, 120) }
    : { kind: 'jid', value: `${digits}@s.whatsapp.net` };
}

export const phoneOf = ({ kind, value }: KnownBy) => (kind === 'jid' ? `+${value.split('@')[0]}` : '');

/**
 * The chat of whoever is known by any of these; several that turn out to be one become one. Made where there is none.
 */
export async function resolveChat(
  client: ClientBase,
  lineId: string,
  addresses: readonly string[],
  newId: () => string,
): Promise<Chat> {
  const known = addresses.map(identityOf);
  const found = await chatsKnownBy(client, lineId, known);
  const [keeps, ...others] = found;
  const id = keeps?.id ?? newId();
  if (keeps === undefined) await client.query('INSERT INTO chats (id, line_id) VALUES ($1, $2)', [id, lineId]);
  for (const other of others) await mergeChats(client, id, other.id);
  for (const { kind, value } of known)
    await client.query(
      'INSERT INTO identities (line_id, kind, value, chat_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
      [lineId, kind, value, id],
    );
  const phone = known.map(phoneOf).find((each) => each !== '') ?? '';
  if (phone !== '') await client.query(`UPDATE chats SET phone = $2 WHERE id = $1 AND phone = ''`, [id, phone]);
  return readChat(client, id);
}

/** The one to keep first: of a customer, by a person's word, the older. */
async function chatsKnownBy(client: ClientBase, lineId: string, known: readonly KnownBy[]): Promise<{ id: string }[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT c.id FROM chats c WHERE c.id IN (SELECT i.chat_id FROM identities i WHERE i.line_id = $1
      AND i.value = ANY($2::text[]))
     ORDER BY c.customer_id IS NULL, c.linked_by IS NULL, c.created_at, c.id`,
    [lineId, known.map(({ value }) => value)],
  );
  return rows;
}

async function mergeChats(client: ClientBase, keeps: string, goes: string): Promise<void> {
  for (const table of ['identities', 'chat_messages', 'deliveries'])
    await client.query(`UPDATE ${table} SET chat_id = $1 WHERE chat_id = $2`, [keeps, goes]);
  await client.query(
    `UPDATE chats k SET name = CASE k.name WHEN '' THEN g.name ELSE k.name END, phone = CASE k.phone WHEN ''
      THEN g.phone ELSE k.phone END,
       last_at = greatest(k.last_at, g.last_at), last_inbound_at = greatest(k.last_inbound_at, g.last_inbound_at),
       first_out_at = least(k.first_out_at, g.first_out_at), in_flight = coalesce(k.in_flight, g.in_flight),
       in_flight_at = coalesce(k.in_flight_at, g.in_flight_at) FROM chats g WHERE k.id = $1 AND g.id = $2`,
    [keeps, goes],
  );
  await client.query('DELETE FROM chats WHERE id = $1', [goes]);
}

export async function readChat(client: ClientBase, id: string): Promise<Chat> {
  const { rows } = await client.query<Chat>(`SELECT ${CHAT} FROM chats c WHERE c.id = $1`, [id]);
  const [chat] = rows;
  if (chat === undefined) throw new Error('a chat has gone');
  return chat;
}

export async function noteHeard(
  client: ClientBase,
  id: string,
  { at, fromMe, name }: { readonly at: string; readonly fromMe: boolean; readonly name: string },
): Promise<void> {
  await client.query(
    `UPDATE chats SET last_at = greatest(last_at, $2::timestamptz), name = CASE WHEN $4 = '' THEN name ELSE $4 END,
       last_inbound_at = CASE WHEN $3 THEN last_inbound_at ELSE greatest(last_inbound_at, $2::timestamptz) END,
       first_out_at = CASE WHEN $3 THEN least(first_out_at, $2::timestamptz) ELSE first_out_at END,
       ignored_at = CASE WHEN $3 THEN ignored_at WHEN ignored_at < $2::timestamptz THEN NULL ELSE ignored_at END
         WHERE id = $1`,
    [id, at, fromMe, name],
  );
}

export type Match = { readonly id: string; readonly ownerId: string };

/**
 * Of the customers with this number, or who stand for one that has it, the one last written to here, else by any
 * message, else the newest; null: nobody's.
 */
export async function findCustomer(client: ClientBase, phone: string): Promise<Match | null> {
  if (phone === '') return null;
  const { rows } = await client.query<Match>(
    `WITH k AS (SELECT address_key(normal_phone($1)) AS key)
     SELECT c.id, c.owner_id AS "ownerId"
     FROM k JOIN customers x ON x.phone_key = k.key OR x.alt_phone_key = k.key
       JOIN customers c ON c.id = coalesce(x.root_id, x.id) AND c.deleted_at IS NULL
     WHERE x.deleted_at IS NULL
     ORDER BY (SELECT max(m.created_at) FROM messages m
       WHERE m.customer_id = c.id AND m.channel = 'whatsapp' AND m.direction = 'out') DESC NULLS LAST,
         c.created_at DESC, c.id LIMIT 1`,
    [phone],
  );
  return rows[0] ?? null;
}

export async function isCustomerThere(client: ClientBase, id: string): Promise<Match | null> {
  const { rows } = await client.query<Match>(
    'SELECT id, owner_id AS "ownerId" FROM customers WHERE id = $1 AND deleted_at IS NULL',
    [id],
  );
  return rows[0] ?? null;
}

export async function linkChat(client: ClientBase, chatId: string, customerId: string | null, by: string | null) {
  await client.query(
    'UPDATE chats SET customer_id = $2, conversation_id = $3, linked_by = $4, ignored_at = NULL WHERE id = $1',
    [chatId, customerId, customerId === null ? null : conversationIdOf('whatsapp', customerId), by],
  );
}
