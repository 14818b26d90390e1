import { useNavigate } from '@remix-run/react';
import type { MemberFields } from '../../../sync/collections/member';
import { EVERYBODY, useCustomerRows } from '../../database/use-customer-rows';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Dialog } from '../../ui/dialog';
import { customersHref } from '../customers/customers-href';

type Person = Pick<MemberFields, 'id' | 'fullName'>;

/** Asks before an account is closed, and says how many customers would be left with nobody who works here. */
export function CloseQuestion({
  member: { id, fullName },
  isPending,
  onConfirm,
  onClose,
}: {
  member: Person;
  isPending: boolean;
  /** With how many customers they look after, as far as this device knows. */
  onConfirm: (customers: number) => void;
  onClose: () => void;
}) {
  const t = useText();
  const { total, ready } = useCustomerRows({ ...EVERYBODY, ownerIds: [id] }, 'name');
  const count = ready ? total : 0;
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      isPending={isPending}
      onConfirm={() => onConfirm(count)}
      tone="danger"
      title={t('members.close.title')}
      message={t('members.close.text', { name: fullName, count })}
      confirmLabel={t('members.close.confirm')}
    />
  );
}

/** What is left to do once the account is closed. It stays until it is answered: customers are nobody's meanwhile. */
export function AccountClosed({
  member: { id, fullName },
  customers,
  onClose,
}: {
  member: Person;
  customers: number;
  onClose: () => void;
}) {
  const t = useText();
  const navigate = useNavigate();
  const go = (to: string) => () => {
    onClose();
    void navigate(to);
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t('members.closed.done')}
      isDismissable={false}
      footer={
        <>
          <Button onPress={go('/handover')}>{t('members.closed.handOver')}</Button>
          <Button variant="primary" onPress={go(customersHref(id))}>
            {t('members.closed.customers')}
          </Button>
        </>
      }
    >
      <p>{t('members.closed.text', { name: fullName, count: customers })}</p>
    </Dialog>
  );
}
