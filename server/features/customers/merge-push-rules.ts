/** Whether one customer may be merged into another, or be taken out again. */
import type { CustomerFields } from '../../../sync/collections/customer';
import type { DocumentFields } from '../../../sync/collections/definition';
import { isGuestOf } from '../../../sync/rules/customer-guest';
import type { FactSource } from '../../lib/noun-replication';
import { problem, type Problem, type PushFacts } from '../../lib/push-rule';
import { maySeeCustomer, type CustomerVisibility } from './may-see-customer';

/**
 * Whom somebody is to be merged into, and into whom those are merged in turn. One merge is decided after the other: of
 * two that would make a circle the later sees the earlier.
 */
export const MERGE_TARGETS: FactSource = {
  name: 'mergeTargets',
  idType: 'uuid',
  text: `SELECT id, owner_id AS "ownerId", team_id AS "teamId", to_json(shared_with) AS "sharedWith",
    deleted_at IS NOT NULL AS "isDeleted", to_json(above) AS above FROM saha_merge_targets($1::uuid[])`,
};
type Target = CustomerVisibility & { readonly isDeleted: boolean; readonly above: readonly string[] };

const targetOf = ({ of }: PushFacts, id: unknown) =>
  of[MERGE_TARGETS.name]?.get(String(id)) as unknown as Target | undefined;

/**
 * Before the merge of the edit: to whom either of the two is merely shared, they merge nobody. A record that nobody may
 * see is as one that is not there.
 */
export function forbidsMerge(before: DocumentFields | null, wanted: DocumentFields, facts: PushFacts): Problem | null {
  const { pusher } = facts;
  const isGuest = (customer: { readonly ownerId: unknown; readonly teamId: unknown }) => isGuestOf(pusher, customer);
  if (before !== null && isGuest({ ownerId: before['ownerId'], teamId: before['teamId'] }))
    return problem('customer.mayNotMerge');
  if (wanted['mergedInto'] === '') return null;
  const target = targetOf(facts, wanted['mergedInto']);
  if (target === undefined || !maySeeCustomer(pusher, target)) return problem('customer.mergeTargetGone');
  return isGuest(target) ? problem('customer.mayNotMerge') : null;
}

/** After it: the two must be two, and nobody is merged into themselves by way of others. */
export function checkMerge(
  id: string,
  before: DocumentFields | null,
  { mergedInto = '' }: Pick<CustomerFields, 'mergedInto'>,
  facts: PushFacts,
): Problem | null {
  if (mergedInto === '' || mergedInto === before?.['mergedInto']) return null;
  if (mergedInto === id) return problem('customer.mergeCircle');
  const target = targetOf(facts, mergedInto);
  if (target === undefined || target.isDeleted) return problem('customer.mergeTargetGone');
  return target.above.includes(id) ? problem('customer.mergeCircle') : null;
}
