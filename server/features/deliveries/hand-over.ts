/** What became of one delivery at the gateway of its channel. */
import type { DeliveryReason } from '../../../sync/rules/delivery';
import type { SmsMeasure } from '../../../sync/rules/sms-text';
import type { Outcome } from '../../gateways/outcome';

/** What an SMS is charged by. */
export type SmsSize = Pick<SmsMeasure, 'parts' | 'spelling'>;
export type HandOver =
  | { readonly kind: 'accepted'; readonly provider: string; readonly providerId: string; readonly size: SmsSize | null }
  | {
      readonly kind: 'postponed';
      readonly reason: DeliveryReason;
      readonly afterMs: number;
      /** Nothing of the channel leaves before then; left out: of this one alone. */
      readonly isForAll?: boolean;
    }
  | { readonly kind: 'failed'; readonly reason: DeliveryReason }
  | { readonly kind: 'unknown'; readonly size: SmsSize | null };

/** A gateway's answer as the row is to say it; `provider`: the gateway's name; `size`: of an SMS. */
export function handOverOf(outcome: Outcome, provider: string, size: SmsSize | null = null): HandOver {
  switch (outcome.kind) {
    case 'accepted':
      return { kind: 'accepted', provider, providerId: outcome.providerId, size };
    case 'throttled':
      return {
        kind: 'postponed',
        reason: 'throttled',
        afterMs: outcome.retryAfterMs,
        isForAll: outcome.isForAll === true,
      };
    case 'paused':
      return { kind: 'postponed', reason: 'provider_paused', afterMs: outcome.retryAfterMs };
    case 'rejected':
      return { kind: 'failed', reason: outcome.reason };
    case 'unknown':
      return { kind: 'unknown', size };
  }
}
