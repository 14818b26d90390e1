/** Chats that are no customer's, as people look at them. $1: everything, $2: the person. */
import type { Pool } from 'pg';
import type { SignedInMember } from '../../lib/identity';
import type { HeardContent } from './heard.store';

const MAY_USE = `l.removed_at IS NULL AND ($1 OR EXISTS (SELECT FROM line_members m WHERE m.line_id = l.id
  AND m.member_id = $2))`;
/** Somebody's who is no customer, and not set aside. */
const WAITS = `${MAY_USE} AND c.customer_id IS NULL AND c.ignored_at IS NULL AND c.last_at IS NOT NULL`;
const scopeOf = ({ role, id }: SignedInMember) => [role === 'admin', id];
const TEXT = `CASE WHEN h.revoked_at IS NOT NULL THEN '' ELSE coalesce(h.edited_text, h.content ->> 'text') END`;

export type UnmatchedChat = {
  readonly id: string;
  readonly lineId: string;
  readonly lineName: string;
  /** As they call themselves; ''. */
  readonly name: string;
  /** E.164, or '': not everybody has one that we see. */
  readonly phone: string;
  /** Instants. */
  readonly lastAt: string | null;
  readonly lastText: string;
  readonly lastKind: string;
  readonly lastFromMe: boolean;
  readonly messages: number;
};

export async function readUnmatched(pool: Pool, member: SignedInMember, most: number): Promise<UnmatchedChat[]> {
  const { rows } = await pool.query<UnmatchedChat>(
    `SELECT c.id, c.line_id AS "lineId", l.name AS "lineName", c.name, c.phone, c.last_at AS "lastAt",
      coalesce(t.text, '') AS "lastText",
       coalesce(t.kind, 'text') AS "lastKind", coalesce(t.from_me, false) AS "lastFromMe",
       (SELECT count(*)::int FROM chat_messages h WHERE h.chat_id = c.id AND h.content IS NOT NULL) AS messages
     FROM chats c JOIN lines l ON l.id = c.line_id
       LEFT JOIN LATERAL (SELECT ${TEXT} AS text, h.content ->> 'kind' AS kind, h.from_me FROM chat_messages h
         WHERE h.chat_id = c.id AND h.content IS NOT NULL ORDER BY h.at DESC, h.key_id DESC LIMIT 1) t ON true
     WHERE ${WAITS}
     ORDER BY c.last_at DESC, c.id LIMIT $3`,
    [...scopeOf(member), most],
  );
  return rows;
}

export async function countUnmatched(pool: Pool, member: SignedInMember): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM chats c JOIN lines l ON l.id = c.line_id WHERE ${WAITS}`,
    scopeOf(member),
  );
  return rows[0]?.count ?? 0;
}

export type UnmatchedMessage = {
  readonly id: string;
  readonly direction: 'in' | 'out';
  readonly kind: string;
  readonly body: string;
  readonly fileName: string;
  readonly createdAt: string;
  readonly editedAt: string | null;
  readonly revokedAt: string | null;
};

export type FoundChat = Pick<UnmatchedChat, 'id' | 'lineId' | 'lineName' | 'name' | 'phone'>;

/** Null: there is none of that name in their scope, or it is a customer's by now. */
export async function findUnmatched(pool: Pool, member: SignedInMember, id: string): Promise<FoundChat | null> {
  const { rows } = await pool.query<FoundChat>(
    `SELECT c.id, c.line_id AS "lineId", l.name AS "lineName", c.name, c.phone FROM chats c
      JOIN lines l ON l.id = c.line_id
     WHERE ${MAY_USE} AND c.id = $3 AND c.customer_id IS NULL`,
    [...scopeOf(member), id],
  );
  return rows[0] ?? null;
}

export async function readThread(pool: Pool, chatId: string, most: number): Promise<UnmatchedMessage[]> {
  const { rows } = await pool.query<Omit<UnmatchedMessage, 'kind' | 'fileName'> & { content: HeardContent }>(
    `SELECT h.key_id AS id, CASE WHEN h.from_me THEN 'out' ELSE 'in' END AS direction, ${TEXT} AS body, h.content,
      h.at AS "createdAt",
       h.edited_at AS "editedAt", h.revoked_at AS "revokedAt"
     FROM chat_messages h WHERE h.chat_id = $1 AND h.content IS NOT NULL ORDER BY h.at DESC, h.key_id DESC LIMIT $2`,
    [chatId, most],
  );
  return rows
    .map(({ content, ...one }) => ({ ...one, kind: content.kind, fileName: content.file?.fileName ?? '' }))
    .reverse();
}

export async function ignoreChat(pool: Pool, id: string): Promise<void> {
  await pool.query('UPDATE chats SET ignored_at = office_clock() WHERE id = $1', [id]);
}

export async function customerInScope(pool: Pool, member: SignedInMember, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `SELECT FROM customers c WHERE c.id = $4 AND c.deleted_at IS NULL AND ($1 OR c.owner_id = $2
      OR $2 = ANY(c.shared_with)
       OR ($3::uuid IS NOT NULL AND c.team_id = $3))`,
    [member.role === 'admin', member.id, member.role === 'manager' ? member.teamId : null, id],
  );
  return rowCount === 1;
}
