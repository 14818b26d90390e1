/** What waited so long that its writer is asked before it leaves. */
import type { Pool } from 'pg';
import { WAITED_LONG } from '../../../sync/rules/message';
import type { SignedInMember } from '../../lib/identity';
import { Parameters } from '../../lib/sql-parameters';
import { customersInScope } from '../customers/customers-in-scope';

export type AskingMessage = {
  readonly id: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly channel: string;
  /** Its subject, or how it begins. */
  readonly about: string;
  /** When it was written: an instant. */
  readonly createdAt: string;
};
export type Asking = { readonly rows: readonly AskingMessage[]; readonly count: number };

const SHOWN = 20;
const SHOWN_LETTERS = 80;

/** Of what this person wrote, what has waited longest first, of customers whom they still see. */
export async function readAsking(pool: Pool, member: Pick<SignedInMember, 'id' | 'role' | 'teamId'>): Promise<Asking> {
  const parameters = new Parameters();
  const scope = customersInScope(member, 'c', parameters);
  const { rows } = await pool.query<AskingMessage & { count: number }>(
    `SELECT m.id, m.customer_id AS "customerId", trim(c.first_name || ' ' || c.last_name) AS "customerName", m.channel,
       coalesce(nullif(m.subject, ''), left(m.body, ${SHOWN_LETTERS})) AS about, m.created_at AS "createdAt",
       (count(*) OVER ())::int AS count
     FROM messages m JOIN customers c ON c.id = m.customer_id
     WHERE m.state = 'queued' AND m.reason = '${WAITED_LONG}' AND m.created_by = ${parameters.add(member.id)}::uuid
       AND m.cancelled_at IS NULL AND m.released_at IS NULL AND c.deleted_at IS NULL AND ${scope}
     ORDER BY m.created_at, m.id LIMIT ${SHOWN}`,
    parameters.values,
  );
  return { rows: rows.map(({ count: _, ...row }) => row), count: rows[0]?.count ?? 0 };
}
