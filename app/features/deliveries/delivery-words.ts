import { Mail, MessageCircle, MessagesSquare, type LucideIcon } from 'lucide-react';
import { DELIVERY_STATES, type DeliveryState } from '../../../sync/rules/delivery';
import { PURPOSES } from '../../../sync/rules/consent';
import type { Tone } from '../../ui/badge';

/** What the list is filtered by; 'all' for no filter. */
export const ALL = 'all';
export const FILTER_STATES = DELIVERY_STATES;
export const FILTER_PURPOSES = PURPOSES;
export const FILTER_CHANNELS = ['email', 'sms', 'whatsapp'] as const;
/** Reasons somebody looks for; the others are read on the row. */
export const FILTER_REASONS = [
  'consent_missing',
  'consent_withdrawn',
  'unsubscribed',
  'complained',
  'bounced',
  'hard_bounce',
  'soft_bounce',
  'rejected',
  'throttled',
  'restored',
] as const;

/** Colour beside the word, never instead of it. */
export function toneOf(state: DeliveryState): Tone {
  switch (state) {
    case 'delivered':
    case 'read':
      return 'accent';
    case 'unknown':
      return 'amber';
    case 'failed':
    case 'bounced':
    case 'complained':
      return 'brick';
    case 'queued':
    case 'sending':
    case 'sent':
    case 'unsubscribed':
    case 'skipped':
    case 'cancelled':
    case 'expired':
      return 'neutral';
  }
}

/** Said in other words of a telephone than of a mailbox. */
const OF_PHONES: ReadonlySet<string> = new Set([
  'bounced',
  'address_missing',
  'hard_bounce',
  'soft_bounce',
  'duplicate_address',
]);
/** The end of a reason's key on a channel: `deliveries.reason.…`, `messages.reason.…`. */
export const reasonOn = (channel: string, reason: string) =>
  channel !== 'email' && OF_PHONES.has(reason) ? `${reason}.phone` : reason;
/** The same of `deliveries.state.…`: nothing comes back from a telephone. */
export const stateOn = (channel: string, state: string) =>
  channel !== 'email' && state === 'bounced' ? 'bounced.phone' : state;

/** Those of the thread and of the menu that writes. */
export function channelIcon(channel: string): LucideIcon {
  if (channel === 'email') return Mail;
  return channel === 'sms' ? MessageCircle : MessagesSquare;
}
