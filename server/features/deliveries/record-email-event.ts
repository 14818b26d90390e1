import type { SuppressionReason } from '../../../sync/rules/consent';
import type { Deps } from '../../deps';
import type { EmailEvent } from '../../gateways/email/contract';
import { recordOutcome, type Outcome, type Step } from './outcomes.store';

/** What an event comes to; null: nothing that decides anything. A soft bounce, or a full mailbox, suppresses nobody. */
export function stepOf(event: EmailEvent): { step: Step; suppress: SuppressionReason | null } | null {
  switch (event.kind) {
    case 'sent':
      return { step: ['sent', ''], suppress: null };
    case 'delivered':
      return { step: ['delivered', ''], suppress: null };
    case 'bounced':
      if (event.isSuppressed) return { step: ['bounced', 'provider_suppressed'], suppress: 'bounced' };
      return event.isHard
        ? { step: ['bounced', 'hard_bounce'], suppress: 'bounced' }
        : { step: ['bounced', 'soft_bounce'], suppress: null };
    case 'complained':
      return { step: ['complained', ''], suppress: 'complained' };
    case 'unsubscribed':
      return { step: ['unsubscribed', ''], suppress: 'unsubscribed' };
    case 'rejected':
    case 'failed':
      return { step: ['failed', 'content_rejected'], suppress: null };
    case 'delayed':
      return null;
  }
}

/** Duplicates and any order come to the same. Resolves when it is recorded and nothing of it can be forgotten. */
export async function recordEmailEvent(deps: Deps, event: EmailEvent): Promise<Outcome | null> {
  const what = stepOf(event);
  if (what === null) return null;
  const outcome = await recordOutcome(deps, event, what.step, event.at, what.suppress);
  if (outcome?.moved === true && outcome.isFromPerson) deps.hub.publish(['messages']);
  if (outcome?.suppressed) deps.hub.publish(['customers']);
  return outcome;
}
