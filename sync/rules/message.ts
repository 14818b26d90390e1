/** What a message says of itself before, while and after its delivery does. */
import type { MessageFields } from '../collections/message';
import type { DeliveryState } from './delivery';

/** What was written longer ago than this asks before it leaves: a tablet may have lain in a drawer. */
export const ASKS_AFTER_MS = 12 * 3_600_000;
/** The reason of such a message, in the state `queued`. */
export const WAITED_LONG = 'waited_long';

/** The `senderName` of what the office answered by itself: it ends nobody's waiting. */
export const AUTOMATIC = 'saha:automatic';

type Told = Pick<MessageFields, 'state' | 'reason' | 'cancelledAt' | 'releasedAt' | 'createdAt'>;

/** Where it stands as far as this device knows; `outbox` is its own unsent work. */
export function messageState({ state = '', cancelledAt }: Told): DeliveryState {
  if (state === '' || state === 'queued') return cancelledAt === '' ? 'queued' : 'cancelled';
  return state as DeliveryState;
}

export function canCancelMessage(message: Told): boolean {
  return messageState(message) === 'queued';
}

/** It waits for somebody to say that it may leave after all. */
export function asksToLeave({ state = '', reason = '', cancelledAt, releasedAt }: Told): boolean {
  return state === 'queued' && reason === WAITED_LONG && cancelledAt === '' && releasedAt === '';
}

export function mayLeaveUnasked(
  { createdAt, releasedAt, sendAt = '' }: Pick<Told, 'createdAt' | 'releasedAt'> & Pick<MessageFields, 'sendAt'>,
  nowMs: number,
): boolean {
  const wantedAt = sendAt > createdAt ? sendAt : createdAt;
  return releasedAt !== '' || Date.parse(wantedAt) >= nowMs - ASKS_AFTER_MS;
}
