/** What others say about deliveries: the provider, and a manager. */
import type { ClientBase, Pool, PoolClient } from 'pg';
import type { Channel } from '../../../sync/rules/address';
import { canMoveDelivery, type DeliveryReason, type DeliveryState } from '../../../sync/rules/delivery';
import type { SuppressionReason } from '../../../sync/rules/consent';
import { inTransaction } from '../../db/in-transaction';
import type { Deps } from '../../deps';
import { suppressKey, type SuppressionLine } from '../consent/suppress-key';

export type Step = readonly [DeliveryState, DeliveryReason];
export type Outcome = {
  readonly id: string;
  readonly customerId: string | null;
  readonly moved: boolean;
  /** A message of a person: its thread shows what became of it. */
  readonly isFromPerson: boolean;
  /** What the event suppressed, as it stands now, also where it stood already; null: it suppresses nothing. */
  readonly suppressed: SuppressionLine | null;
};

type Row = {
  id: string;
  state: DeliveryState;
  reason: DeliveryReason;
  channel: Channel;
  addressKey: string;
  customerId: string | null;
  isFromPerson: boolean;
};

/**
 * One word of the provider about one delivery, under the row's lock: two that arrive at once wait for each other, and
 * the one that says more stays. What it suppresses is in the journal before it is committed: some providers are asked
 * only about what is open, and would not say it again. Null: no delivery of ours.
 */
export function recordOutcome(
  { pool, journal }: Pick<Deps, 'pool' | 'journal'>,
  which: { readonly deliveryId: string; readonly providerId: string },
  step: Step,
  at: string,
  suppress: SuppressionReason | null,
): Promise<Outcome | null> {
  return inTransaction(pool, async (client) => {
    const row = await lock(client, which);
    if (row === null) return null;
    const moved = await move(client, row, step, which.providerId, at);
    const suppressed = suppress === null ? null : await suppressKey(client, row.addressKey, row.channel, suppress, at);
    if (suppressed !== null) await journal.append([suppressed]);
    return { id: row.id, customerId: row.customerId, moved, isFromPerson: row.isFromPerson, suppressed };
  });
}

/**
 * By the link of its mail somebody left the list: the mail is the one of the address that left nearest to when the link
 * was made (a link names no row, MODEL §2). One that has come to the same already is it again, not the next older one.
 * In the caller's transaction, before it suppresses anything: rows are locked in the order of `recordOutcome`.
 * `addressKey`: hex; `linkMadeAt`, `at`: instants. False: no mail of ours was found, or it says more than this.
 */
export async function noteLeftByLink(
  client: ClientBase,
  said: { readonly addressKey: string; readonly channel: Channel; readonly linkMadeAt: string; readonly at: string },
): Promise<boolean> {
  const { rows } = await client.query<Row>(
    `SELECT ${COLUMNS} FROM deliveries WHERE address_key = decode($1, 'hex') AND channel = $2
       AND purpose IN ('campaign', 'bulk')
       AND state NOT IN ('queued', 'skipped', 'cancelled', 'expired', 'failed')
     ORDER BY abs(extract(epoch FROM coalesce(sent_at, claimed_at, created_at) - $3::timestamptz)), id DESC
     LIMIT 1 FOR UPDATE`,
    [said.addressKey, said.channel, said.linkMadeAt],
  );
  return rows[0] !== undefined && move(client, rows[0], ['unsubscribed', ''], '', said.at);
}

/** A row that is locked, by what the table of steps allows. False: it says as much already. */
async function move(client: ClientBase, row: Row, step: Step, providerId: string, at: string): Promise<boolean> {
  const isNews = row.state !== step[0] || row.reason !== step[1];
  if (!isNews || !canMoveDelivery([row.state, row.reason], step)) return false;
  await client.query(
    `UPDATE deliveries SET state = $2, reason = $3, provider_id = CASE provider_id WHEN '' THEN $4 ELSE provider_id END,
       sent_at = CASE $2 WHEN 'failed' THEN sent_at ELSE coalesce(sent_at, least($5::timestamptz, now())) END,
       settled_at = CASE $2 WHEN 'sent' THEN settled_at ELSE coalesce(settled_at, now()) END WHERE id = $1`,
    [row.id, step[0], step[1], providerId, at],
  );
  return true;
}

const COLUMNS = `id, state, reason, channel, encode(address_key, 'hex') AS "addressKey", customer_id AS "customerId",
  message_id IS NOT NULL AS "isFromPerson"`;

async function lock(
  client: PoolClient,
  { deliveryId, providerId }: { deliveryId: string; providerId: string },
): Promise<Row | null> {
  const { rows } =
    deliveryId === ''
      ? await client.query<Row>(
          `SELECT ${COLUMNS} FROM deliveries WHERE provider_id = $1 AND provider_id <> '' ORDER BY id LIMIT 1
            FOR UPDATE`,
          [providerId],
        )
      : await client.query<Row>(`SELECT ${COLUMNS} FROM deliveries WHERE id = $1 FOR UPDATE`, [deliveryId]);
  return rows[0] ?? null;
}

/** A person's decision about what nobody knows. False: somebody or something was faster. */
export async function decideUnknown(pool: Pool, id: string, decision: 'assume' | 'again'): Promise<boolean> {
  const { rowCount } = await pool.query(
    decision === 'assume'
      ? `UPDATE deliveries SET state = 'delivered', reason = 'assumed', settled_at = now() WHERE id = $1
        AND state = 'unknown'`
      : `UPDATE deliveries SET state = 'queued', reason = 'sent_again', claim_token = NULL, not_before = now()
         WHERE id = $1 AND state = 'unknown' AND to_address <> ''`,
    [id],
  );
  return rowCount === 1;
}

/** False: it was not waiting any more. */
export async function cancelQueued(pool: Pool, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE deliveries SET state = 'cancelled', reason = 'cancelled_by_person', settled_at = now() WHERE id = $1
      AND state = 'queued'`,
    [id],
  );
  return rowCount === 1;
}
