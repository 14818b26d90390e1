import { useNavigate } from '@remix-run/react';
import { useState } from 'react';
import { foldText } from '../../../../sync/rules/turkish-text';
import { api } from '../../../api/client';
import { useSubmit } from '../../../api/use-submit';
import type { StoredCustomer } from '../../../database/saha-database';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { TextField } from '../../../ui/text-field';
import { customerName } from '../customer-name';
import styles from './erase-dialog.module.css';

const FORM = 'erase-customer';

/** Takes a customer's personal data out of the office for good. Nobody does that by a slip: the name is typed first. */
export default function EraseDialog({ customer, onClose }: { customer: StoredCustomer; onClose: () => void }) {
  const t = useText();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const name = customerName(customer, t);
  const isNamed = foldText(typed.trim()) === foldText(name.trim());
  const { isPending, refusal, forgetRefusal, submit } = useSubmit(async () => {
    await api.customers.erase.mutate({ id: customer.id });
    onClose();
    navigate('/customers', { replace: true });
    return t('customers.erase.done');
  });

  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen && !isPending) onClose();
      }}
      title={t('customers.erase.title')}
      size="small"
      isDismissable={false}
      footer={
        <>
          <Button onPress={onClose} isDisabled={isPending}>
            {t('customers.erase.cancel')}
          </Button>
          <Button type="submit" form={FORM} variant="danger" isPending={isPending} isDisabled={!isNamed}>
            {t('customers.erase.confirm')}
          </Button>
        </>
      }
    >
      <form id={FORM} onSubmit={submit} noValidate className={styles.form}>
        <p>{t('customers.erase.goes', { name })}</p>
        <p>{t('customers.erase.stays')}</p>
        <p>{t('customers.erase.elsewhere')}</p>
        <TextField
          label={t('customers.erase.type', { name })}
          value={typed}
          onChange={(value) => {
            setTyped(value);
            forgetRefusal();
          }}
          error={refusal === null ? undefined : t(refusal)}
          autoComplete="off"
          autoFocus
          isRequired
        />
      </form>
    </Dialog>
  );
}
