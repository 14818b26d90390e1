import { useMatch, useSearchParams } from '@remix-run/react';
import { lazy, Suspense, useEffect } from 'react';
import { AfterFirstScreen } from '../../database/after-first-screen';
import { CustomersScreen } from '../customers/list/customers-screen';
import type { BulkDialogOf } from '../customers/many/selection-actions';
import { customerName } from '../customers/customer-name';
import { useText } from '../../i18n/use-text';
import { withAllWords } from '../../i18n/whole-words';
import { useRecordKinds } from '../../records/records-context';
import { whenIdle } from '../../shell/when-idle';
import { useBeginCustomer } from './facts-ahead';

const QuickLogDialog = lazy(withAllWords(() => import('../interactions/quick-log-dialog')));
const BulkDialog = lazy(withAllWords(() => import('../messages/bulk-dialog')));

const bulkDialog: BulkDialogOf = (customerIds, close) => (
  <Suspense fallback={null}>
    <BulkDialog customerIds={customerIds} onClose={close} />
  </Suspense>
);

/** The list of customers, from which one logs and writes to several without leaving it. */
export default function CustomersWithLogScreen() {
  const t = useText();
  const [params] = useSearchParams();
  const chosen = useMatch('/customers/:id')?.params['id'];
  useBeginCustomer(chosen === 'new' ? undefined : chosen, params.get('tab') === 'timeline');
  return (
    <>
      <AfterFirstScreen>
        <CardAhead />
      </AfterFirstScreen>
      <CustomersScreen
        logDialog={(row, close) => (
          <Suspense fallback={null}>
            <QuickLogDialog customerId={row.id} name={customerName(row, t)} onClose={close} />
          </Suspense>
        )}
        bulkDialog={bulkDialog}
      />
    </>
  );
}

let isAskedAhead = false;

/** The code of the card and of what stands in its time, before one is opened: the first opens as fast as the next. */
function CardAhead() {
  const kinds = useRecordKinds();
  useEffect(() => {
    if (isAskedAhead) return;
    isAskedAhead = true;
    // Also where the screen has been left by then: whoever comes back to it opens one.
    whenIdle(() => {
      const items = Object.values(kinds).flatMap(({ timeline }) => (timeline === undefined ? [] : [timeline.Item]));
      // What cannot be had now is asked for again when it is to be drawn.
      void Promise.allSettled([import('./customer-screen'), ...items.map((item) => item.ahead())]);
    });
  }, [kinds]);
  return null;
}
