import { useNavigate } from '@remix-run/react';
import { CircleAlert } from 'lucide-react';
import { useState } from 'react';
import { useDatabase } from '../../database/database-context';
import type { StoredCustomer } from '../../database/saha-database';
import { discardRefused, retryRefused } from '../../database/write';
import { useText } from '../../i18n/use-text';
import { Attention } from '../../ui/attention';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import styles from './refusal-notice.module.css';

/** Why the office did not take a change, and the three things one can do. What was typed is still there. */
export function RefusalNotice({ customer }: { customer: StoredCustomer }) {
  const t = useText();
  const db = useDatabase();
  const navigate = useNavigate();
  const [asks, setAsks] = useState(false);
  const { rejection, version } = customer.sync;
  if (rejection === null) return null;
  const discard = async () => {
    setAsks(false);
    await discardRefused(db, 'customers', customer.id);
    if (version === 0) navigate('/customers', { replace: true });
  };
  return (
    <Attention icon={CircleAlert} title={t('customers.refused.title')} className={styles.notice}>
      <p>
        {t(`error.${rejection.code}`, rejection.params)} {t('customers.refused.kept')}
      </p>
      <div className={styles.actions}>
        <Button onPress={() => void retryRefused(db, 'customers', customer.id)}>{t('customers.refused.retry')}</Button>
        <Button onPress={() => navigate(`/customers/${customer.id}/edit`)}>{t('customers.refused.edit')}</Button>
        <Button variant="quiet" onPress={() => setAsks(true)}>
          {t('customers.refused.discard')}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={asks}
        onOpenChange={setAsks}
        tone="danger"
        title={t('customers.refused.discardTitle')}
        message={t(version === 0 ? 'customers.refused.discardNewBody' : 'customers.refused.discardBody')}
        confirmLabel={t('customers.refused.discard')}
        cancelLabel={t('customers.refused.keep')}
        onConfirm={() => void discard()}
      />
    </Attention>
  );
}
