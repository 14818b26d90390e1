import type { Deps } from '../../deps';
import { readEmailEvent, readEmailReaction } from '../../gateways/email/read-events';
import { countReaction } from './reactions.store';
import { recordEmailEvent } from './record-email-event';

/** One event as the provider wrote it: what became of a mail, or that it was opened. Others are passed over. */
export async function hearEmailEvent(deps: Deps, text: string): Promise<void> {
  const event = readEmailEvent(text);
  if (event !== null) await recordEmailEvent(deps, event);
  const reaction = event === null ? readEmailReaction(text) : null;
  if (reaction !== null) await countReaction(deps.pool, reaction);
}
