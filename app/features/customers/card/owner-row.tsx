import { useState } from 'react';
import type { Basis } from '../../../../sync/rules/document';
import { useDatabase } from '../../../database/database-context';
import type { StoredCustomer } from '../../../database/saha-database';
import { shownBasis } from '../../../database/stored-document';
import { useText } from '../../../i18n/use-text';
import { useMembers } from '../../members/use-members';
import { agentWords } from '../agent-words';
import { HandoverQuestion, useLeavesSight } from '../handover-question';
import { ChoiceRow } from './choice-row';
import type { SaveCustomer } from '../form/use-save-customer';

/** Who was chosen, and what was shown when the list was opened. */
type Chosen = { readonly ownerId: string; readonly begun: Basis };

/** Who looks after the customer; only a manager hands them to another agent. */
export function OwnerRow({ customer, save }: { customer: StoredCustomer; save: SaveCustomer }) {
  const t = useText();
  const { me } = useDatabase();
  const { all, byId } = useMembers();
  const leavesSight = useLeavesSight();
  const [asked, setAsked] = useState<Chosen | null>(null);
  const owner = byId.get(customer.ownerId);
  const options = all
    .filter((member) => member.isActive || member.id === customer.ownerId)
    .map((member) => ({ id: member.id, label: agentWords(member, t), detail: member.teamName }));
  const known =
    owner === undefined ? [{ id: customer.ownerId, label: t('customers.owner.unknown') }, ...options] : options;
  const hand = ({ ownerId, begun }: Chosen) => void save({ ownerId }, { ownerId: begun });
  return (
    <>
      <ChoiceRow
        label={t('customers.field.ownerId')}
        value={customer.ownerId}
        options={known}
        isDisabled={me.role === 'agent'}
        basis={shownBasis('customers', customer, 'ownerId')}
        onChange={(ownerId, begun) =>
          // With whom it is shared goes on seeing it.
          leavesSight(ownerId) && !customer.sharedWith.includes(me.memberId)
            ? setAsked({ ownerId, begun })
            : hand({ ownerId, begun })
        }
      />
      <HandoverQuestion
        to={asked?.ownerId ?? null}
        count={1}
        onConfirm={() => asked !== null && hand(asked)}
        onClose={() => setAsked(null)}
      />
    </>
  );
}
