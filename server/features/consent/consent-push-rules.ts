import type { ConsentFields } from '../../../sync/collections/consent';
import { isAddress } from '../../../sync/rules/address';
import { CAPTURE_SOURCES, type ConsentSource } from '../../../sync/rules/consent';
import { problem, type Change, type Problem, type PushFacts } from '../../lib/push-rule';
import { maySeeCustomer } from '../customers/may-see-customer';

/** Clocks that nobody has compared lately are this far apart at most; an instant within it counts as now. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/**
 * Before the merge: may this person ask for this at all? A no is heard from whoever had the customer when it was said:
 * nobody is written to because a tablet was late.
 */
export function mayPushConsent({ before, wanted }: Change, { pusher, customers }: PushFacts): Problem | null {
  if (before !== null) return null;
  if (wanted['recordedBy'] !== pusher.id) return problem('request.invalid', { field: 'recordedBy' });
  if (!CAPTURE_SOURCES.includes(wanted['source'] as ConsentSource)) return problem('consent.sourceForbidden');
  const customer = customers.get(String(wanted['customerId']));
  if (customer === undefined) return problem('consent.customerUnknown');
  return wanted['decision'] === 'withdrawn' || maySeeCustomer(pusher, customer) ? null : problem('consent.outOfScope');
}

/**
 * After the merge and the check of the shape. A yes says to what; a no of the future is a no of now, whatever clock it
 * was read off.
 */
export function checkConsent({ before, after }: Change, { nowMs }: PushFacts): Problem | null {
  if (before !== null) return null;
  const consent = after as ConsentFields;
  if (consent.address === '' && consent.recordedBy === '') return null;
  if (!isAddress(consent.channel, consent.address)) return problem('consent.addressInvalid');
  if (consent.decision === 'withdrawn') return null;
  if (consent.wording.trim() === '') return problem('sync.invalidDocument', { field: 'wording' });
  return Date.parse(consent.occurredAt) > nowMs + CLOCK_TOLERANCE_MS ? problem('consent.inFuture') : null;
}
