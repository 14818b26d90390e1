/** Notices of what is nobody's customer: who wrote for the first time, and lines that do not do what they should. */
import type { ClientBase, Pool } from 'pg';
import { TROUBLE } from '../lines/line-trouble';
import { NEWS_FOR, TO_DEVICES } from './notice-parts';

/** To whoever may use the line, once a day of one person; answers how many devices will hear. */
export async function noticesOfStranger(client: ClientBase, chatId: string, at: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `WITH noted AS (
       INSERT INTO push_notices (member_id, kind, source, chat_id, line_id, created_at)
       SELECT u.member_id, 'stranger', c.id || ' ' || office_day(), c.id, c.line_id, office_clock()
       FROM chats c JOIN line_members u ON u.line_id = c.line_id
       WHERE c.id = $1 AND c.customer_id IS NULL AND $2::timestamptz > office_clock() - interval '${NEWS_FOR}'
         AND EXISTS (SELECT FROM push_subscriptions s WHERE s.member_id = u.member_id)
       ON CONFLICT (member_id, kind, source) DO NOTHING RETURNING id, member_id
     ), ${TO_DEVICES}`,
    [chatId, at],
  );
  return rows[0]?.count ?? 0;
}

/** To every admin, once a day of one trouble of one line; answers how many devices will hear. */
export async function noticesOfLines(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `WITH wrong AS (SELECT l.id, ${TROUBLE} AS trouble FROM lines l), noted AS (
       INSERT INTO push_notices (member_id, kind, source, line_id, created_at)
       SELECT m.id, 'line', w.id || ' ' || w.trouble || ' ' || office_day(), w.id, office_clock()
       FROM wrong w JOIN members m ON m.role = 'admin' AND m.is_active
       WHERE w.trouble IS NOT NULL AND EXISTS (SELECT FROM push_subscriptions s WHERE s.member_id = m.id)
       ON CONFLICT (member_id, kind, source) DO NOTHING RETURNING id, member_id
     ), ${TO_DEVICES}`,
  );
  return rows[0]?.count ?? 0;
}
