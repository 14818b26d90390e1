import type { SignedInMember } from '../../lib/identity';
import type { Parameters } from '../../lib/sql-parameters';

/** Condition on a row of `customers` called `alias`: what maySeeCustomer says of one; a test holds the two equal. */
export function customersInScope(
  member: Pick<SignedInMember, 'id' | 'role' | 'teamId'>,
  alias: string,
  parameters: Parameters,
): string {
  if (member.role === 'admin') return 'TRUE';
  const me = parameters.add(member.id);
  const own = `${alias}.owner_id = ${me}::uuid OR ${alias}.shared_with @> ARRAY[${me}]::uuid[]`;
  return member.role === 'manager' && member.teamId !== null
    ? `(${own} OR ${alias}.team_id = ${parameters.add(member.teamId)}::uuid)`
    : `(${own})`;
}
