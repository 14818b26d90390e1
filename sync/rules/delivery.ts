/**
 * How a delivery moves. What is known to have happened only grows: the provider's word may come late, twice, in any
 * order and beside our own answer, and the row ends the same. PostgreSQL holds the same table (`delivery_rank`,
 * `may_move_delivery`) and refuses every other step.
 */
import type { SuppressionReason } from './consent';

export const DELIVERY_STATES = [
  'queued',
  'sending',
  'unknown',
  'sent',
  'delivered',
  'read',
  'failed',
  'bounced',
  'complained',
  'unsubscribed',
  'skipped',
  'cancelled',
  'expired',
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Why a delivery is where it is; '' where the state says it all. */
export const DELIVERY_REASONS = [
  '',
  // Waiting
  'throttled',
  'provider_paused',
  'not_handed_over',
  'sent_again',
  'quiet_hours',
  'campaign_paused',
  'iys_waiting',
  // Nobody knows
  'no_answer',
  'claim_expired',
  'restored',
  // Said by a person
  'assumed',
  'cancelled_by_person',
  // It may not leave
  'unsubscribed',
  'iys',
  'stopped',
  'manual',
  'erased',
  'bounced',
  'complained',
  'consent_missing',
  'consent_withdrawn',
  'appointment_closed',
  'appointment_changed',
  'appointment_clash',
  'reminders_paused',
  'recipient_gone',
  'duplicate_address',
  // WhatsApp: nobody there wrote to us yet and enough new ones were for a day, or the line may not write to new ones
  'new_chats_capped',
  'daily_cap',
  'line_down',
  'line_restricted',
  // The bytes of its file have not come to the office, were refused there, or are gone
  'file_waiting',
  'file_refused',
  'file_gone',
  // More than mailboxes take
  'file_too_large',
  // Its file came so late that somebody has to say whether it shall still leave
  'waited_long',
  'value_missing',
  'had_earlier',
  'too_often',
  // It cannot leave
  'address_missing',
  'content_failed',
  'rejected',
  // What the provider says
  'hard_bounce',
  'soft_bounce',
  'provider_suppressed',
  'content_rejected',
  'not_on_whatsapp',
  'whatsapp_refused',
] as const satisfies readonly (SuppressionReason | string)[];
export type DeliveryReason = (typeof DELIVERY_REASONS)[number];

/** How far it has come. Equal ranks exclude each other; a hard bounce says more than a soft one. */
export function deliveryRank(state: DeliveryState, reason: DeliveryReason): number {
  switch (state) {
    case 'queued':
      return 0;
    case 'sending':
      return 1;
    case 'skipped':
    case 'cancelled':
    case 'expired':
      return 2;
    case 'unknown':
      return 3;
    case 'sent':
      return 4;
    case 'delivered':
      return 5;
    case 'read':
      return 6;
    case 'failed':
      return 7;
    case 'bounced':
      return reason === 'hard_bounce' ? 9 : 8;
    case 'unsubscribed':
      return 10;
    case 'complained':
      return 11;
  }
}

/** Refused when it was handed over: it never left, and a person may have it tried once more. */
export const mayTryAgain = ([state, reason]: readonly [DeliveryState, DeliveryReason]): boolean =>
  state === 'failed' && (reason === 'rejected' || reason === 'content_failed');

/**
 * Whether a row may go there. Backwards only to `queued`: what was never handed over or was throttled, and what a
 * manager decided to send again, what was refused at once among it. What has left wins over having been called off.
 */
export function canMoveDelivery(
  from: readonly [DeliveryState, DeliveryReason],
  to: readonly [DeliveryState, DeliveryReason],
): boolean {
  switch (to[0]) {
    case 'queued':
      return (
        from[0] === 'queued' ||
        from[0] === 'sending' ||
        from[0] === 'unknown' ||
        (mayTryAgain(from) && to[1] === 'sent_again')
      );
    case 'sending':
      return from[0] === 'queued' || from[0] === 'sending';
    case 'skipped':
    case 'cancelled':
    case 'expired':
      return from[0] === 'queued' || from[0] === to[0];
    case 'unknown':
      return from[0] === 'queued' || from[0] === 'sending' || from[0] === 'unknown';
    case 'sent':
    case 'delivered':
    case 'read':
    case 'failed':
    case 'bounced':
    case 'unsubscribed':
    case 'complained':
      return deliveryRank(...to) >= deliveryRank(...from);
  }
}

/** Whether it has left the office, or may have. */
export function mayHaveLeft(state: DeliveryState): boolean {
  return !['queued', 'skipped', 'cancelled', 'expired'].includes(state);
}
