import { UserRoundPlus } from 'lucide-react';
import { useDatabase } from '../../../database/database-context';
import type { StoredCustomer } from '../../../database/saha-database';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { Chip } from '../../../ui/chip';
import { iconSize } from '../../../ui/icon-size';
import { Menu } from '../../../ui/menu';
import { showToast } from '../../../ui/toast';
import { useMembers } from '../../members/use-members';
import styles from './shared-with.module.css';
import { shareCustomer, unshareCustomer } from './share-customer';
import { useIsGuest } from './use-is-guest';

export const MAX_SHARED = 50;

/** Colleagues who see the customer beside the one responsible. */
export function SharedWith({ customer }: { customer: StoredCustomer }) {
  const t = useText();
  const { all, byId } = useMembers();
  const db = useDatabase();
  const { me } = db;
  const isGuest = useIsGuest(customer);
  const shared = customer.sharedWith;
  const notStored = () => showToast({ text: t('customers.card.notStored'), tone: 'attention' });
  const mayRemove = (id: string) => !isGuest || id === me.memberId;
  const others = all.filter(
    (member) => member.isActive && member.id !== customer.ownerId && !shared.includes(member.id),
  );
  return (
    <div className={styles.row}>
      <p className={styles.label}>{t('customers.field.sharedWith')}</p>
      <div className={styles.people}>
        {shared.length === 0 && <span>{t('customers.share.nobody')}</span>}
        {shared.map((id) => {
          const name = byId.get(id)?.fullName ?? t('customers.owner.unknown');
          return (
            <Chip
              key={id}
              {...(mayRemove(id) && {
                removeLabel: t(id === me.memberId ? 'customers.share.leave' : 'customers.share.remove', { name }),
                onRemove: () => void unshareCustomer(db, customer.id, id).catch(notStored),
              })}
            >
              {name}
            </Chip>
          );
        })}
        {!isGuest && others.length > 0 && shared.length < MAX_SHARED && (
          <Menu
            label={t('customers.share.choose')}
            trigger={
              <Button variant="quiet" className={styles.add} icon={<UserRoundPlus {...iconSize.small} />}>
                {t('customers.share.choose')}
              </Button>
            }
            actions={others.map(({ id, fullName, teamName }) => ({
              id,
              label: fullName,
              detail: teamName,
              onAction: () => void shareCustomer(db, customer.id, id).catch(notStored),
            }))}
          />
        )}
      </div>
      {isGuest && <p className={styles.label}>{t('customers.guest.share')}</p>}
    </div>
  );
}
