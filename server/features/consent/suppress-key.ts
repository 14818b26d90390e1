import type { Channel } from '../../../sync/rules/address';
import type { SuppressionReason } from '../../../sync/rules/consent';
import { upsertSuppression, type SuppressionLine } from './consent.store';

export type { SuppressionLine };

/**
 * Blocks an address, in the transaction of what made it necessary; the caller puts the line into the journal once that
 * is committed. Null: it stood already, as late or later. `addressKey`: hex; `since`: an instant.
 */
export function suppressKey(
  client: Parameters<typeof upsertSuppression>[0],
  addressKey: string,
  channel: Channel,
  reason: SuppressionReason,
  since: string,
): Promise<SuppressionLine | null> {
  return upsertSuppression(client, addressKey, channel, reason, since);
}
