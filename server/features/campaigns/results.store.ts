/** What became of a campaign, as people look at it. */
import type { ClientBase, Pool } from 'pg';
import type { SignedInMember } from '../../lib/identity';

type Client = Pick<Pool | ClientBase, 'query'>;
export type Sum = { readonly state: string; readonly reason: string; readonly count: number };
export type Sums = {
  readonly materialised: number;
  /** Recipients by state and reason: together as many as `materialised`, whenever it is looked at. */
  readonly recipients: readonly Sum[];
  /** Who is in the segment and was left out, by reason. */
  readonly leftOut: readonly { readonly reason: string; readonly count: number }[];
  readonly reactions: readonly { readonly kind: string; readonly isMachine: boolean; readonly count: number }[];
};

/** In one statement: what it adds up is of one moment. */
export async function readSums(client: Client, id: string): Promise<Sums> {
  const { rows } = await client.query<Sums>(
    `SELECT c.materialised,
       (SELECT coalesce(json_agg(s), '[]') FROM (SELECT d.state, d.reason, count(*)::int AS count FROM deliveries d
          WHERE d.campaign_id = c.id GROUP BY 1, 2 ORDER BY 1, 2) s) AS recipients,
       (SELECT coalesce(json_agg(s), '[]') FROM (SELECT e.reason, count(*)::int AS count FROM campaign_exclusions e
          WHERE e.campaign_id = c.id GROUP BY 1 ORDER BY 2 DESC, 1) s) AS "leftOut",
       (SELECT coalesce(json_agg(s), '[]') FROM (SELECT r.kind, r.is_machine AS "isMachine", r.count
         FROM campaign_reactions r
          WHERE r.campaign_id = c.id ORDER BY 1, 2) s) AS reactions
     FROM campaigns c WHERE c.id = $1`,
    [id],
  );
  return rows[0] ?? { materialised: 0, recipients: [], leftOut: [], reactions: [] };
}

export type RecipientRow = {
  readonly id: string;
  /** Null, and '' for name and address, where the reader does not see the customer. */
  readonly customerId: string | null;
  readonly customerName: string;
  readonly to: string;
  /** `left_out`: was in the segment and never a recipient. */
  readonly state: string;
  readonly reason: string;
  /** When it last moved; null: not yet. */
  readonly at: string | null;
  readonly cursor: string;
};
export type RecipientFilter = { readonly states: readonly string[] | null; readonly reason: string | null };

/** $1: whether everything, $2: the team a manager leads, $3: the person. */
const SEES = `($1 OR c.owner_id = $3 OR $3 = ANY(c.shared_with) OR c.team_id = $2)`;
const scopeOf = ({ role, teamId, id }: SignedInMember) => [role === 'admin', role === 'manager' ? teamId : null, id];
const WHO = `CASE WHEN ${SEES} THEN c.id END AS "customerId",
  CASE WHEN ${SEES} THEN trim(c.first_name || ' ' || c.last_name) ELSE '' END AS "customerName"`;

/** Recipients in the order of their keys, which says nothing about them; `after`: the cursor of the last. */
export async function readRecipients(
  client: Client,
  member: SignedInMember,
  campaignId: string,
  { states, reason }: RecipientFilter,
  after: string | null,
  limit: number,
): Promise<RecipientRow[]> {
  const { rows } = await client.query<RecipientRow>(
    `SELECT d.id, ${WHO}, CASE WHEN ${SEES} THEN d.to_address ELSE '' END AS "to", d.state, d.reason,
       coalesce(d.settled_at, d.sent_at, d.claimed_at) AS at, encode(d.address_key, 'hex') AS cursor
     FROM deliveries d LEFT JOIN customers c ON c.id = customer_root(d.customer_id)
     WHERE d.campaign_id = $4 AND ($5::text[] IS NULL OR d.state = ANY($5)) AND ($6::text IS NULL OR d.reason = $6)
       AND d.address_key > decode(coalesce($7::text, ''), 'hex') ORDER BY d.address_key LIMIT $8`,
    [...scopeOf(member), campaignId, states, reason, after, limit],
  );
  return rows;
}

export async function readLeftOut(
  client: Client,
  member: SignedInMember,
  campaignId: string,
  reason: string | null,
  after: string | null,
  limit: number,
): Promise<RecipientRow[]> {
  const { rows } = await client.query<RecipientRow>(
    `SELECT e.customer_id AS id, ${WHO}, CASE WHEN ${SEES} THEN c.email ELSE '' END AS "to", 'left_out' AS state,
      e.reason,
       NULL AS at, e.customer_id::text AS cursor
     FROM campaign_exclusions e LEFT JOIN customers c ON c.id = e.customer_id
     WHERE e.campaign_id = $4 AND ($5::text IS NULL OR e.reason = $5) AND ($6::uuid IS NULL OR e.customer_id > $6)
     ORDER BY e.customer_id LIMIT $7`,
    [...scopeOf(member), campaignId, reason, after, limit],
  );
  return rows;
}
