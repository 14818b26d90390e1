import type { Pool } from 'pg';
import type { CustomerVisibility } from '../customers/may-see-customer';

export type Reactable = {
  readonly lineId: string;
  readonly instance: string;
  readonly keyId: string;
  readonly fromMe: boolean;
  readonly address: string;
  /** What stands below it of ours; ''. */
  readonly stands: string;
  /** Why nothing may leave for this customer; ''. */
  readonly obstacle: string;
  readonly customer: CustomerVisibility;
};

/** A message as its line knows it; null where it knows none. */
export async function readReactable(pool: Pool, messageId: string): Promise<Reactable | null> {
  const { rows } = await pool.query<Omit<Reactable, 'customer'> & CustomerVisibility>(
    `SELECT l.id AS "lineId", l.instance, h.key_id AS "keyId", h.from_me AS "fromMe",
       coalesce((SELECT i.value FROM identities i WHERE i.chat_id = h.chat_id ORDER BY i.kind = 'jid' DESC, i.value
         LIMIT 1), '') AS address,
       coalesce(h.reactions -> 'us' ->> 'emoji', '') AS stands,
       CASE WHEN (SELECT sends_held FROM office) THEN 'held' WHEN c.phone_key IS NULL THEN ''
         ELSE coalesce(delivery_obstacle('message', 'whatsapp', c.phone_key, NULL), '') END AS obstacle,
       c.owner_id AS "ownerId", c.team_id AS "teamId", to_json(c.shared_with) AS "sharedWith"
     FROM messages m JOIN chat_messages h ON h.message_id = m.id JOIN lines l ON l.id = h.line_id
       AND l.removed_at IS NULL
     JOIN customers c ON c.id = m.customer_id AND c.deleted_at IS NULL
     WHERE m.id = $1 AND m.channel = 'whatsapp' AND m.revoked_at IS NULL`,
    [messageId],
  );
  const [row] = rows;
  if (row === undefined || row.address === '') return null;
  const { ownerId, teamId, sharedWith, ...about } = row;
  return { ...about, customer: { ownerId, teamId, sharedWith: sharedWith ?? [] } };
}
