import { useNavigate } from '@remix-run/react';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { EmptyState } from '../../../ui/empty-state';

/** An address whose customer this device does not hold. */
export function GoneCustomer() {
  const t = useText();
  const navigate = useNavigate();
  return (
    <EmptyState
      illustration="trouble"
      title={t('customers.card.gone.title')}
      action={
        <Button onPress={() => navigate('/customers', { replace: true })}>{t('customers.card.backToList')}</Button>
      }
    >
      {t('customers.card.gone.body')}
    </EmptyState>
  );
}
