import type { ClientBase } from 'pg';
import { FIRST_STAGES } from '../../sync/rules/setting-defaults';
import { systemEntryId } from '../../sync/rules/system-entry-id';
import { copyRows } from './copy-rows';
import { stampsOf } from './write-records';

const nameOf = (id: string) => FIRST_STAGES.find((stage) => stage.id === id)?.nameTr ?? id;

type Move = {
  readonly spanId: string;
  readonly customerId: string;
  readonly ownerId: string;
  readonly was: string;
  readonly is: string;
  readonly at: string;
  /** Why they were lost, as it stands with the customer; '' of every other move. */
  readonly reason: string;
};

/**
 * The way each of these customers went stands in their time, as if the office had told it then, with why who was lost.
 */
export async function tellStages(client: ClientBase, customerIds: readonly string[]): Promise<void> {
  const { rows } = await client.query<Omit<Move, 'at'> & { at: string | Date; was: string | null }>(
    `SELECT s.id::text AS "spanId", s.customer_id AS "customerId", c.owner_id AS "ownerId", s.value AS is,
      s.from_at AS at, CASE WHEN s.value = 'lost' THEN c.lost_reason ELSE '' END AS reason,
       lag(s.value) OVER (PARTITION BY s.customer_id ORDER BY s.from_at, s.id) AS was
     FROM customer_spans s JOIN customers c ON c.id = s.customer_id
     WHERE s.field = 'stage' AND s.customer_id = ANY($1::uuid[]) ORDER BY s.id`,
    [customerIds],
  );
  const moves = rows.flatMap((row): Move[] =>
    row.was === null ? [] : [{ ...row, was: row.was, at: new Date(row.at).toISOString() }],
  );
  await copyRows(
    client,
    'interactions',
    ['id', 'customer_id', 'author_id', 'kind', 'body', 'fact', 'occurred_at', 'created_at', 'stamps'],
    moves,
    (move) => {
      const { customerId, ownerId, spanId, was, is, at, reason } = move;
      const words = `Aşama: ${nameOf(was)} → ${nameOf(is)}`;
      const fact = JSON.stringify({ was, is, ...(reason === '' ? {} : { reason }) });
      const body = reason === '' ? words : `${words} · ${reason}`;
      return [
        systemEntryId(customerId, 'stage', spanId),
        customerId,
        ownerId,
        'stage',
        body,
        fact,
        at,
        at,
        stampsOf(at),
      ];
    },
  );
}
