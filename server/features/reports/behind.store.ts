/** What stands behind a figure, each as it is today, and of moves between stages the move that was counted. */
import type { Pool } from 'pg';
import type { SignedInMember } from '../../lib/identity';
import type { MeasureNoun } from './definition';

export type Behind = {
  readonly id: string;
  /** null: out of the viewer's scope now. */
  readonly customerId: string | null;
  readonly customerName: string;
  /** When it happened; of a customer what `Meant` says. null: the move that was counted is not known any more. */
  readonly at: string | null;
  /** Kind and outcome, stage, kind and status; of a move the stage that the figure is about. */
  readonly what: string;
  /** Of a move the stage on its other side, '' where the customer began with it. */
  readonly how: string;
};
/**
 * What a figure says of the customers behind it: that they were there (`added`), or within the window came to one of
 * these stages, left it, or stood at it when it ended.
 */
export type Meant =
  | { readonly as: 'added' }
  | {
      readonly as: 'came' | 'left' | 'stood';
      readonly stages: readonly string[];
      /** Milliseconds since 1970; until just before the second. */
      readonly fromMs: number;
      readonly untilMs: number;
    };

/** `$5` and `$6`: the window, `$7`: the stages. The first move that fits is the one that a person is counted by. */
const MOVED = (isCounted: string, what: string, how: string) => `
  SELECT x.id, x.id AS customer_id, m.at, coalesce(m.${what}, '') AS what, coalesce(m.${how}, '') AS how
  FROM customers x LEFT JOIN LATERAL (
    SELECT s.from_at AS at, s.value AS "to", p.value AS "from" FROM customer_spans s
    LEFT JOIN LATERAL (SELECT q.value FROM customer_spans q
      WHERE q.customer_id = s.customer_id AND q.field = 'stage' AND q.until_at = s.from_at AND q.id < s.id
        ORDER BY q.id DESC LIMIT 1) p ON true
    WHERE s.customer_id = x.id AND s.field = 'stage' AND s.from_at >= $5 AND s.from_at < $6 AND NOT s.assumed
      AND ${isCounted} ORDER BY s.id LIMIT 1) m ON true`;
const CUSTOMERS: Readonly<Record<Meant['as'], string>> = {
  added: `SELECT x.id, x.id AS customer_id, x.created_at AS at, x.stage AS what, '' AS how FROM customers x`,
  came: MOVED('s.value = ANY($7::text[])', '"to"', '"from"'),
  left: MOVED('p.value = ANY($7::text[])', '"from"', '"to"'),
  // Since when, at the end of the window; the others of the window ask nothing else of its beginning.
  stood: `SELECT x.id, x.id AS customer_id, m.at, coalesce(m.what, '') AS what, '' AS how
    FROM customers x LEFT JOIN LATERAL (SELECT s.from_at AS at, s.value AS what FROM customer_spans s
      WHERE s.customer_id = x.id AND s.field = 'stage' AND s.from_at < $6 AND coalesce(s.until_at >= $6, true)
        AND s.value = ANY($7::text[]) AND $5::timestamptz < $6 ORDER BY s.id DESC LIMIT 1) m ON true`,
};
const BEHIND: Readonly<Record<Exclude<MeasureNoun, 'customers'>, string>> = {
  interactions: `SELECT x.id, x.customer_id, x.occurred_at AS at, x.kind AS what, x.outcome AS how FROM interactions x`,
  messages: `SELECT x.id, x.customer_id, greatest(x.created_at, x.send_at) AS at, x.direction AS what, x.channel AS how
    FROM messages x`,
  deliveries: `SELECT x.id, x.customer_id, x.sent_at AS at, x.channel AS what, x.state AS how FROM deliveries x`,
  appointments: `SELECT x.id, x.customer_id, x.starts_at AS at, x.kind AS what, x.status AS how FROM appointments x`,
};
/** Names only of customers whom the viewer sees today. `meant`: what the figure says, where it counts customers. */
export async function readBehind(
  pool: Pool,
  member: SignedInMember,
  noun: MeasureNoun,
  ids: readonly string[],
  meant: Meant,
): Promise<Behind[]> {
  const things = noun === 'customers' ? CUSTOMERS[meant.as] : BEHIND[noun];
  const window =
    noun !== 'customers' || meant.as === 'added'
      ? []
      : [new Date(meant.fromMs).toISOString(), new Date(meant.untilMs).toISOString(), meant.stages];
  const { rows } = await pool.query<Behind>(
    `SELECT b.id, c.id AS "customerId", coalesce(trim(c.first_name || ' ' || c.last_name), '') AS "customerName", b.at,
      b.what, b.how
     FROM (${things} WHERE x.id = ANY($1::uuid[])) b
     LEFT JOIN customers c ON c.id = customer_root(b.customer_id) AND c.deleted_at IS NULL
       AND ($2 OR c.team_id = $3 OR c.owner_id = $4 OR $4 = ANY(c.shared_with))
     ORDER BY b.at, b.id`,
    [ids, member.role === 'admin', member.teamId, member.id, ...window],
  );
  return rows;
}
