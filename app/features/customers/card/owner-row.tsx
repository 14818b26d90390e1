import { useDatabase } from '../../../database/database-context';
import type { StoredCustomer } from '../../../database/saha-database';
import { shownBasis } from '../../../database/stored-document';
import { useText } from '../../../i18n/use-text';
import { useMembers } from '../../members/use-members';
import { ChoiceRow } from './choice-row';
import type { SaveCustomer } from '../form/use-save-customer';

/** Who looks after the customer; only a manager hands them to another agent. */
export function OwnerRow({ customer, save }: { customer: StoredCustomer; save: SaveCustomer }) {
  const t = useText();
  const { me } = useDatabase();
  const { all, byId } = useMembers();
  const owner = byId.get(customer.ownerId);
  const options = all
    .filter((member) => member.isActive || member.id === customer.ownerId)
    .map(({ id, fullName, isActive, teamName }) => ({
      id,
      label: isActive ? fullName : t('customers.owner.inactive', { name: fullName }),
      detail: teamName,
    }));
  const known =
    owner === undefined ? [{ id: customer.ownerId, label: t('customers.owner.unknown') }, ...options] : options;
  return (
    <ChoiceRow
      label={t('customers.field.ownerId')}
      value={customer.ownerId}
      options={known}
      isDisabled={me.role === 'agent'}
      basis={shownBasis('customers', customer, 'ownerId')}
      onChange={(ownerId, begun) => void save({ ownerId }, { ownerId: begun })}
    />
  );
}
