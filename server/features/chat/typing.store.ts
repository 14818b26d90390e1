/** Who writes just now. Nothing of it is history: it ends by itself. */
import type { Pool } from 'pg';
import { maySeeCustomer, type CustomerVisibility } from '../../../sync/rules/customer-scope';
import type { Presence } from '../../gateways/whatsapp/read-presence';
import type { SignedInMember } from '../../lib/identity';

/** Telephones say it again every ten seconds, for as long as it is so. */
const LASTS = '15 seconds';

export async function noteTyping(pool: Pool, lineId: string, said: readonly Presence[]): Promise<void> {
  for (const { address, kind } of said)
    await pool.query(
      `UPDATE chats SET typing_kind = coalesce($3::text, ''),
         typing_until = CASE WHEN $3::text IS NULL THEN NULL ELSE office_clock() + interval '${LASTS}' END
       WHERE id = (SELECT chat_id FROM identities WHERE line_id = $1 AND value = $2 LIMIT 1)
         AND ($3::text IS NOT NULL OR typing_until IS NOT NULL)`,
      [lineId, address, kind],
    );
}

export type Typing = { readonly conversationId: string; readonly kind: 'composing' | 'recording' };

/** In conversations with customers that this person sees. */
export async function readTyping(pool: Pool, member: SignedInMember): Promise<Typing[]> {
  const { rows } = await pool.query<Typing & CustomerVisibility>(
    `SELECT k.conversation_id AS "conversationId", k.typing_kind AS kind, c.owner_id AS "ownerId",
      c.team_id AS "teamId",
       to_json(c.shared_with) AS "sharedWith"
     FROM chats k JOIN customers c ON c.id = k.customer_id AND c.deleted_at IS NULL
     WHERE k.typing_until > office_clock() AND k.conversation_id IS NOT NULL`,
  );
  return rows
    .filter((row) => maySeeCustomer(member, row))
    .map(({ conversationId, kind }) => ({ conversationId, kind }));
}
