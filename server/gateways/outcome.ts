/** What became of one handing over, whoever carries it. */
import type { DeliveryReason } from '../../sync/rules/delivery';

/**
 * accepted  it is theirs now, under `providerId`
 * throttled not taken: too fast; `retryAfterMs` says when to try. `isForAll`: until then nothing is taken from
 *           anybody, as where an account has sent what it may in a day
 * paused    not taken, and nothing will be until a person has looked: the account, the sender, the credentials
 * rejected  not taken, and never will be
 * unknown   nobody knows: it was handed over and no answer came
 */
export type Outcome =
  | { readonly kind: 'accepted'; readonly providerId: string }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number; readonly code: string; readonly isForAll?: boolean }
  | { readonly kind: 'paused'; readonly retryAfterMs: number; readonly code: string }
  | { readonly kind: 'rejected'; readonly reason: DeliveryReason; readonly code: string }
  | { readonly kind: 'unknown'; readonly code: string };

/** The connection was never made, so nothing can have been handed over. */
export const UNREACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
