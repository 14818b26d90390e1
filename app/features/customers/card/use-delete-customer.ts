import { useNavigate, useSearchParams } from '@remix-run/react';
import type { CustomerFields } from '../../../../sync/collections/customer';
import { useDatabase } from '../../../database/database-context';
import { useText } from '../../../i18n/use-text';
import { showToast } from '../../../ui/toast';
import { customerName } from '../customer-name';
import { listQuery, withQuery } from '../list/use-list-url';
import type { SaveCustomer } from '../form/use-save-customer';

/**
 * Deleting keeps the record and marks it, so that it can be taken back, with what was ended together with it; the list
 * shows next.
 */
export function useDeleteCustomer(customer: CustomerFields, save: SaveCustomer) {
  const t = useText();
  const { clock } = useDatabase();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const name = customerName(customer, t);
  const restore = async (takeBack: () => Promise<void> = () => Promise.resolve()) => {
    if (!(await save({ deletedAt: '' }))) return;
    try {
      await takeBack();
      showToast({ text: t('customers.card.restoredToast', { name }) });
    } catch {
      showToast({ text: t('customers.card.notStored'), tone: 'attention' });
    }
  };
  const remove = async (takeBack: () => Promise<void>): Promise<boolean> => {
    if (!(await save({ deletedAt: clock.nowIso() }))) return false;
    showToast({
      text: t('customers.card.deletedToast', { name }),
      action: { label: t('customers.card.restore'), onPress: () => void restore(takeBack) },
    });
    navigate(withQuery('/customers', listQuery(params)), { replace: true });
    return true;
  };
  return { remove, restore };
}
