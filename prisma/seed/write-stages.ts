import type { ClientBase } from 'pg';
import { copyRows } from './copy-rows';
import type { StageSpan } from './demo-stages';
import { iso } from './office-hours';

/** In place of the one stage at which each of these customers was written. */
export async function writeStages(client: ClientBase, spans: readonly StageSpan[]): Promise<void> {
  await client.query(`DELETE FROM customer_spans WHERE field = 'stage' AND customer_id = ANY($1::uuid[])`, [
    [...new Set(spans.map(({ customerId }) => customerId))],
  ]);
  await copyRows(
    client,
    'customer_spans',
    ['customer_id', 'field', 'value', 'from_at', 'until_at', 'device_at'],
    spans,
    ({ customerId, stage, fromMs, untilMs }) => [
      customerId,
      'stage',
      stage,
      iso(fromMs),
      untilMs === null ? null : iso(untilMs),
      iso(fromMs),
    ],
  );
}
