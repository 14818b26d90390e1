import type { SignedInMember } from '../../lib/identity';
import type { Parameters } from '../../lib/sql-parameters';

/** Condition on a row of `customers` called c: what maySeeCustomer says of one (features/customers). */
export function inScope(
  { id, role, teamId }: Pick<SignedInMember, 'id' | 'role' | 'teamId'>,
  parameters: Parameters,
): string {
  if (role === 'admin') return 'TRUE';
  const me = `${parameters.add(id)}::uuid`;
  const own = `c.owner_id = ${me} OR ${me} = ANY(c.shared_with)`;
  return role === 'manager' && teamId !== null ? `(${own} OR c.team_id = ${parameters.add(teamId)}::uuid)` : `(${own})`;
}
