import { useLocation, useNavigate, useParams } from '@remix-run/react';
import type { Bases } from '../../../../sync/rules/document';
import type { StoredCustomer } from '../../../database/saha-database';
import { isRemains } from '../../../database/is-remains';
import { shownBasis } from '../../../database/stored-document';
import { usePerson } from '../../../database/use-person';
import { useText } from '../../../i18n/use-text';
import type { FormRecord } from '../../../shell/draft-content';
import { Skeleton } from '../../../ui/skeleton';
import { showToast } from '../../../ui/toast';
import { CustomerForm } from './customer-form';
import {
  CUSTOMER_FORM_FIELDS,
  touchedValues,
  trimCustomerForm,
  type CustomerFormField,
  type CustomerFormValues,
} from './customer-form-shape';
import { GoneCustomer } from '../card/gone-customer';
import { useSaveCustomer } from './use-save-customer';

export default function EditCustomerScreen() {
  const { id } = useParams();
  const customer = usePerson(id);
  if (customer === undefined) return <Skeleton rows={6} />;
  if (customer === null || isRemains(customer)) return <GoneCustomer id={id ?? ''} />;
  return <EditForm key={customer.id} customer={customer} />;
}

function EditForm({ customer }: { customer: StoredCustomer }) {
  const t = useText();
  const navigate = useNavigate();
  const { search } = useLocation();
  const store = useSaveCustomer(customer.id);
  const record = recordOf(customer);
  const backToCard = () => navigate(`/customers/${customer.id}${search}`, { replace: true });

  // Only what the person touched is written, over what they were shown when they began.
  const save = async (values: CustomerFormValues, bases: Bases) => {
    const touched = touchedValues(values, bases);
    if (Object.keys(touched).length > 0 && !(await store(touched, bases))) return false;
    showToast({ text: t('customers.form.saved') });
    backToCard();
    return true;
  };
  return (
    <CustomerForm
      title={t('customers.form.editTitle')}
      draftKey={`customer-edit:${customer.id}`}
      start={record.values}
      record={record}
      ownId={customer.id}
      sharedWith={customer.sharedWith}
      saveLabel={t('customers.form.save')}
      onSave={save}
      onCancel={backToCard}
    />
  );
}

function recordOf(customer: StoredCustomer): FormRecord<CustomerFormValues> {
  return {
    values: Object.fromEntries(CUSTOMER_FORM_FIELDS.map((field) => [field, customer[field]])) as CustomerFormValues,
    unitOf: (field) => field,
    basisOf: (unit) => shownBasis('customers', customer, unit),
    valuesOf: (unit, values) => ({ [unit]: trimCustomerForm(values)[unit as CustomerFormField] }),
  };
}
