import type { Channel } from '../../../sync/rules/address';
import type { SuppressionReason } from '../../../sync/rules/consent';
import { upsertSuppression, type SuppressionLine } from './consent.store';

export type { SuppressionLine };

/**
 * Blocks an address, in the transaction of what made it necessary; the caller puts the line into the journal:
 * before the commit where nobody would say it again, else after it. The line says what stands, also where it stood
 * already: said again it is kept again. `addressKey`: hex; `since`: an instant.
 */
export function suppressKey(
  client: Parameters<typeof upsertSuppression>[0],
  addressKey: string,
  channel: Channel,
  reason: SuppressionReason,
  since: string,
): Promise<SuppressionLine> {
  return upsertSuppression(client, addressKey, channel, reason, since);
}
