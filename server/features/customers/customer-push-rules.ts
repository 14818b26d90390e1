import type { CustomerFields } from '../../../sync/collections/customer';
import type { DocumentFields } from '../../../sync/collections/definition';
import { isGuestOf, mayGuestShare } from '../../../sync/rules/customer-guest';
import type { SignedInMember } from '../../lib/identity';
import { problem, type Change, type Problem, type PushFacts } from '../../lib/push-rule';
import { checkMerge, forbidsMerge } from './merge-push-rules';

/** Before the merge: may this person ask for this at all? */
export function mayPushCustomer({ before, wanted, touched }: Change, facts: PushFacts): Problem | null {
  const { pusher } = facts;
  if (before === null && wanted['createdBy'] !== pusher.id) return problem('request.invalid', { field: 'createdBy' });
  const forbidden = before === null ? null : forbiddenToGuest(before, wanted, touched, pusher);
  if (forbidden !== null) return forbidden;
  const unmergeable = touched.has('mergedInto') ? forbidsMerge(before, wanted, facts) : null;
  if (unmergeable !== null) return unmergeable;
  if (pusher.role !== 'agent' || !touched.has('ownerId')) return null;
  const owner = before === null ? pusher.id : before['ownerId'];
  return wanted['ownerId'] === owner ? null : problem('customer.mayNotReassign');
}

function forbiddenToGuest(
  before: DocumentFields,
  wanted: DocumentFields,
  touched: ReadonlySet<string>,
  pusher: SignedInMember,
): Problem | null {
  if (!isGuestOf(pusher, { ownerId: before['ownerId'], teamId: before['teamId'] })) return null;
  if (touched.has('deletedAt')) return problem('customer.mayNotDelete');
  const shared = before['sharedWith'] as readonly string[];
  const wish = wanted['sharedWith'];
  const mayShare =
    !touched.has('sharedWith') || !Array.isArray(wish) || mayGuestShare(pusher.id, shared, wish as string[]);
  return mayShare ? null : problem('customer.mayNotShare');
}

/**
 * After the merge and the check of the shape: does the customer make sense? Only what the patch touched is looked at.
 */
export function checkCustomer({ id, before, after, touched }: Change, facts: PushFacts): Problem | null {
  const { members, countryIds } = facts;
  const customer = after as CustomerFields;
  const concerns = (unit: string) => before === null || touched.has(unit);
  if ((concerns('firstName') || concerns('lastName')) && `${customer.firstName}${customer.lastName}`.trim() === '')
    return problem('customer.nameMissing');
  if (
    concerns('ownerId') &&
    customer.ownerId !== before?.['ownerId'] &&
    members.get(customer.ownerId)?.isActive !== true
  )
    return problem('customer.ownerUnknown');
  if (concerns('sharedWith') && customer.sharedWith.some((id) => !members.has(id)))
    return problem('sync.invalidDocument', { field: 'sharedWith' });
  if (concerns('countryId') && customer.countryId !== '' && !countryIds.has(customer.countryId))
    return problem('sync.invalidDocument', { field: 'countryId' });
  return concerns('mergedInto') ? checkMerge(id, before, customer, facts) : null;
}
