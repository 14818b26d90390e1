import { isSystemKind, type InteractionFields } from '../../../sync/collections/interaction';
import { problem, type Change, type Problem, type PushFacts } from '../../lib/push-rule';
import { maySeeCustomer } from '../customers/may-see-customer';

/** Clocks that nobody has compared lately are this far apart at most; an instant within it counts as now. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** Before the merge: may this person ask for this at all? Documents out of scope never come this far. */
export function mayPushInteraction({ before, wanted }: Change, { pusher, customers }: PushFacts): Problem | null {
  if (before !== null) return null;
  if (isSystemKind(String(wanted['kind']))) return problem('request.invalid', { field: 'kind' });
  if (Object.keys((wanted['fact'] ?? {}) as object).length > 0) return problem('request.invalid', { field: 'fact' });
  if (wanted['authorId'] !== pusher.id) return problem('request.invalid', { field: 'authorId' });
  const customer = customers.get(String(wanted['customerId']));
  if (customer === undefined) return problem('interaction.customerUnknown');
  return maySeeCustomer(pusher, customer) ? null : problem('interaction.outOfScope');
}

/** After the merge and the check of the shape. What was logged stays, so only new ones are looked at. */
export function checkInteraction({ before, after }: Change, { nowMs }: PushFacts): Problem | null {
  const interaction = after as InteractionFields;
  if (before === null && Date.parse(interaction.occurredAt) > nowMs + CLOCK_TOLERANCE_MS)
    return problem('interaction.inFuture');
  return null;
}
