import { useMatch, useSearchParams } from '@remix-run/react';
import { lazy, Suspense } from 'react';
import { CustomersScreen } from '../customers/customers-screen';
import { customerName } from '../customers/customer-name';
import { useText } from '../../i18n/use-text';
import { withAllWords } from '../../i18n/whole-words';

import { useBeginCustomer } from './facts-ahead';

const QuickLogDialog = lazy(withAllWords(() => import('../interactions/quick-log-dialog')));
const BulkDialog = lazy(withAllWords(() => import('../messages/bulk-dialog')));

/** The list of customers, from which one logs and writes to several without leaving it. */
export default function CustomersWithLogScreen() {
  const t = useText();
  const [params] = useSearchParams();
  const chosen = useMatch('/customers/:id')?.params['id'];
  useBeginCustomer(chosen === 'new' ? undefined : chosen, params.get('tab') === 'timeline');
  return (
    <CustomersScreen
      logDialog={(row, close) => (
        <Suspense fallback={null}>
          <QuickLogDialog customerId={row.id} name={customerName(row, t)} onClose={close} />
        </Suspense>
      )}
      bulkDialog={(customerIds, close) => (
        <Suspense fallback={null}>
          <BulkDialog customerIds={customerIds} onClose={close} />
        </Suspense>
      )}
    />
  );
}
