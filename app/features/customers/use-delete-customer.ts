import { useNavigate, useSearchParams } from '@remix-run/react';
import type { CustomerFields } from '../../../sync/collections/customer';
import { useText } from '../../i18n/use-text';
import { showToast } from '../../ui/toast';
import { customerName } from './customer-name';
import { listQuery, withQuery } from './use-list-url';
import type { SaveCustomer } from './use-save-customer';

/** Deleting keeps the record and marks it, so that it can be taken back; the list shows next. */
export function useDeleteCustomer(customer: CustomerFields, save: SaveCustomer) {
  const t = useText();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const name = customerName(customer, t);
  const restore = async () => {
    if (await save({ deletedAt: '' })) showToast({ text: t('customers.card.restoredToast', { name }) });
  };
  const remove = async () => {
    if (!(await save({ deletedAt: new Date().toISOString() }))) return;
    showToast({
      text: t('customers.card.deletedToast', { name }),
      action: { label: t('customers.card.restore'), onPress: () => void restore() },
    });
    navigate(withQuery('/customers', listQuery(params)), { replace: true });
  };
  return { remove, restore };
}
