import { useParams, useSearchParams } from '@remix-run/react';
import { lazy, Suspense } from 'react';
import { Skeleton } from '../../ui/skeleton';
import { CustomerCard, type CardParts } from '../customers/card/customer-card';
import { StoppedChannels } from '../consent/stopped-channels';
import { QuickLogBar } from '../interactions/quick-log-bar';
import { CustomerAppointments } from './customer-appointments';
import { CustomerTimeline } from './customer-timeline';
import { DeleteCustomerDialog } from './delete-customer-dialog';
import { FactsAhead } from './facts-ahead';
import { LatestOfCustomer } from './latest-of-customer';
import { MergedRecords } from './merged-records';
import { NextStepPanel } from './next-step-panel';

const FilesTab = lazy(async () => ({ default: (await import('../files/files-tab')).FilesTab }));
const ConsentsTab = lazy(async () => ({ default: (await import('../consent/consents-tab')).ConsentsTab }));
const MessagesTab = lazy(async () => ({ default: (await import('../messages/messages-tab')).MessagesTab }));
const ComposeDialog = lazy(() => import('../messages/compose-dialog'));
const MergeDialog = lazy(() => import('./merge-dialog'));
const RecordChanges = lazy(() => import('../audit/record-changes'));

const PARTS: CardParts = {
  log: ({ customer, kind, onKind }) => <QuickLogBar customerId={customer.id} kind={kind} onKind={onKind} />,
  latest: ({ customer, onShowAll, below }) => (
    <>
      <NextStepPanel customer={customer} />
      <LatestOfCustomer customerId={customer.id} onShowAll={onShowAll} below={below} />
    </>
  ),
  timeline: ({ customer }) => <CustomerTimeline customer={customer} />,
  appointments: ({ customer }) => <CustomerAppointments customerId={customer.id} />,
  stopped: ({ customer }) => <StoppedChannels customer={customer} />,
  messages: (props) => (
    <Suspense fallback={<Skeleton rows={4} />}>
      <MessagesTab {...props} />
    </Suspense>
  ),
  compose: (props) => (
    <Suspense fallback={null}>
      <ComposeDialog {...props} />
    </Suspense>
  ),
  files: ({ customer }) => (
    <Suspense fallback={<Skeleton rows={4} />}>
      <FilesTab customer={customer} />
    </Suspense>
  ),
  consents: ({ customer }) => (
    <Suspense fallback={<Skeleton rows={4} />}>
      <ConsentsTab customer={customer} />
    </Suspense>
  ),
  merged: ({ customer }) => <MergedRecords customer={customer} />,
  merge: (props) => (
    <Suspense fallback={null}>
      <MergeDialog {...props} />
    </Suspense>
  ),
  remove: (props) => <DeleteCustomerDialog {...props} />,
  changes: ({ customer }) => (
    <Suspense fallback={<Skeleton rows={4} />}>
      <RecordChanges collection="customers" id={customer.id} />
    </Suspense>
  ),
};

/** The customer card with what the other features know about the customer. */
export default function CustomerScreen() {
  const { id = '' } = useParams();
  const [params] = useSearchParams();
  return (
    <FactsAhead key={id} customerId={id} isWanted={params.get('tab') === 'timeline'}>
      <CustomerCard id={id} parts={PARTS} />
    </FactsAhead>
  );
}
