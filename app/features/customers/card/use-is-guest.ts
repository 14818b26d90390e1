import type { CustomerFields } from '../../../../sync/collections/customer';
import { isGuestOf } from '../../../../sync/rules/customer-guest';
import { useDatabase } from '../../../database/database-context';

/** The customer is merely shared with whoever holds this device: they neither delete it nor share it on. */
export function useIsGuest(customer: Pick<CustomerFields, 'ownerId' | 'teamId'>): boolean {
  const { me } = useDatabase();
  return isGuestOf({ id: me.memberId, role: me.role, teamId: me.teamId }, customer);
}
