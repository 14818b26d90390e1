import { useNavigate } from '@remix-run/react';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { EmptyState } from '../../../ui/empty-state';
import { LeftOfCustomer } from './left-of-customer';

/** An address whose customer this device does not hold, and what its person was writing there when it went. */
export function GoneCustomer({ id }: { id: string }) {
  const t = useText();
  const navigate = useNavigate();
  return (
    <div>
      <EmptyState
        illustration="trouble"
        title={t('customers.card.gone.title')}
        action={
          <Button onPress={() => navigate('/customers', { replace: true })}>{t('customers.card.backToList')}</Button>
        }
      >
        {t('customers.card.gone.body')}
      </EmptyState>
      <LeftOfCustomer customerId={id} />
    </div>
  );
}
