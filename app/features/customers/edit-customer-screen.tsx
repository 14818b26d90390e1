import { useLocation, useNavigate, useParams } from '@remix-run/react';
import { useRef } from 'react';
import type { StoredCustomer } from '../../database/saha-database';
import { isRemains } from '../../database/stored-document';
import { useDocument } from '../../database/use-document';
import { useText } from '../../i18n/use-text';
import { Skeleton } from '../../ui/skeleton';
import { showToast } from '../../ui/toast';
import { CustomerForm } from './customer-form';
import { changedValues, CUSTOMER_FORM_FIELDS, type CustomerFormValues } from './customer-form-shape';
import { GoneCustomer } from './gone-customer';
import { useSaveCustomer } from './use-save-customer';

export default function EditCustomerScreen() {
  const { id } = useParams();
  const customer = useDocument('customers', id);
  if (customer === undefined) return <Skeleton rows={6} />;
  if (customer === null || isRemains(customer)) return <GoneCustomer />;
  return <EditForm key={customer.id} customer={customer} />;
}

function EditForm({ customer }: { customer: StoredCustomer }) {
  const t = useText();
  const navigate = useNavigate();
  const { search } = useLocation();
  const store = useSaveCustomer(customer.id);
  // What the person saw when they began: only what they change is written, whatever arrives meanwhile.
  const start = useRef(formValues(customer)).current;
  const backToCard = () => navigate(`/customers/${customer.id}${search}`, { replace: true });

  const save = async (values: CustomerFormValues) => {
    if (!(await store(changedValues(start, values)))) return false;
    showToast({ text: t('customers.form.saved') });
    backToCard();
    return true;
  };
  return (
    <CustomerForm
      title={t('customers.form.editTitle')}
      draftKey={`customer-edit:${customer.id}`}
      start={start}
      ownId={customer.id}
      saveLabel={t('customers.form.save')}
      onSave={save}
      onCancel={backToCard}
    />
  );
}

function formValues(customer: StoredCustomer): CustomerFormValues {
  return Object.fromEntries(CUSTOMER_FORM_FIELDS.map((field) => [field, customer[field]])) as CustomerFormValues;
}
