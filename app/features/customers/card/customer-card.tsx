import { Navigate, useLocation, useNavigate, useSearchParams } from '@remix-run/react';
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import type { InteractionKind } from '../../../../sync/collections/interaction';
import type { StoredCustomer } from '../../../database/saha-database';
import { useDatabase } from '../../../database/database-context';
import { isRemains } from '../../../database/is-remains';
import { useDocument } from '../../../database/use-document';
import { useRoots } from '../../../database/use-person';
import { useText } from '../../../i18n/use-text';
import { useSayDetailSeen } from '../../../shell/after-detail';
import { useScrollMemory } from '../../../shell/use-scroll-memory';
import { Button } from '../../../ui/button';
import { Skeleton } from '../../../ui/skeleton';
import { Tabs } from '../../../ui/tabs';
import { ConflictCards } from '../../conflicts/conflict-cards';
import { CardActions } from './card-actions';
import { CardDetails } from './card-details';
import { CardHeader } from './card-header';
import styles from './customer-card.module.css';
import { customerName } from '../customer-name';
import { GoneCustomer } from './gone-customer';
import { isDeletedAtOffice } from './is-deleted-at-office';
import { RefusalNotice } from './refusal-notice';
import { useDeleteCustomer } from './use-delete-customer';
import { useIsGuest } from './use-is-guest';
import { withQuery } from '../list/use-list-url';
import { useSaveCustomer } from '../form/use-save-customer';

const EraseDialog = lazy(() => import('./erase-dialog'));
const CardSegments = lazy(() => import('../../segments/card-segments'));
const TABS = ['summary', 'timeline', 'appointments', 'messages', 'files', 'consents', 'changes'] as const;
const LOG_KINDS: readonly string[] = ['call', 'visit', 'note'] satisfies InteractionKind[];

/** What other features show about the customer on the card. */
export type CardParts = {
  /** Logging in two taps; `kind` null while it is closed. */
  log: (props: {
    customer: StoredCustomer;
    kind: InteractionKind | null;
    onKind: (kind: InteractionKind | null) => void;
  }) => ReactNode;
  /** What was last, and once that is known what stands `below` it. */
  latest: (props: { customer: StoredCustomer; onShowAll: () => void; below: ReactNode }) => ReactNode;
  timeline: (props: { customer: StoredCustomer }) => ReactNode;
  appointments: (props: { customer: StoredCustomer }) => ReactNode;
  /** What keeps messages from the customer; nothing for most. */
  stopped: (props: { customer: StoredCustomer }) => ReactNode;
  messages: (props: { customer: StoredCustomer; onWrite: (channel: WrittenChannel) => void }) => ReactNode;
  /** Writing to the customer. */
  compose: (props: { customer: StoredCustomer; channel: WrittenChannel; onClose: () => void }) => ReactNode;
  files: (props: { customer: StoredCustomer }) => ReactNode;
  consents: (props: { customer: StoredCustomer }) => ReactNode;
  changes: (props: { customer: StoredCustomer }) => ReactNode;
  /** Which records were merged into this one; nothing for most. */
  merged: (props: { customer: StoredCustomer }) => ReactNode;
  /** Asks with which record this one is to be merged, and what stands then. */
  merge: (props: { customer: StoredCustomer; onClose: () => void }) => ReactNode;
  /** Asks before the customer is deleted; `takeBack` undoes what was ended with them. */
  remove: (props: {
    customer: StoredCustomer;
    onClose: () => void;
    onDelete: (takeBack: () => Promise<void>) => Promise<boolean>;
  }) => ReactNode;
};

/** What one writes on here. */
export type WrittenChannel = 'email' | 'sms';
const WRITTEN_CHANNELS: readonly WrittenChannel[] = ['email', 'sms'];
const addressFor = (customer: StoredCustomer, channel: WrittenChannel) =>
  channel === 'email' ? customer.email : customer.phone || customer.altPhone;

/** One customer with everything about them. What is open on it (tab, log) stands in the address. */
export function CustomerCard({ id, parts }: { id: string; parts: CardParts }) {
  const t = useText();
  const customer = useDocument('customers', id);
  const root = useRoots().get(id);
  const { search } = useLocation();
  if (customer === undefined) return <Skeleton rows={5} />;
  if (customer === null || isRemains(customer)) return <GoneCustomer id={id} />;
  if (root !== undefined) return <Navigate to={`/customers/${root}${search}`} replace />;
  return <OpenCard customer={customer} parts={parts} title={customerName(customer, t)} />;
}

function OpenCard({ customer, parts, title }: { customer: StoredCustomer; parts: CardParts; title: string }) {
  const t = useText();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const save = useSaveCustomer(customer.id);
  const isGuest = useIsGuest(customer);
  const { remove, restore } = useDeleteCustomer(customer, save);
  const [isDeleting, setIsDeleting] = useState(false);
  const [isErasing, setIsErasing] = useState(false);
  const [isMerging, setIsMerging] = useState(false);
  const isAdmin = useDatabase().me.role === 'admin';
  const scroller = useScrollMemory<HTMLDivElement>(`customer/${customer.id}`);
  const tab = TABS.find((known) => known === params.get('tab')) ?? 'summary';
  // These two say it themselves, once what they wait for is there.
  useSayDetailSeen(tab !== 'summary' && tab !== 'timeline');
  const asked = params.get('log') ?? '';
  const logKind = LOG_KINDS.includes(asked) ? (asked as InteractionKind) : null;

  const setParam = (name: string, value: string | null) =>
    setParams(
      (before) => {
        if (value === null) before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true, preventScrollReset: true },
    );
  const openLog = (kind: InteractionKind | null) => setParam('log', kind);
  const openWrite = (channel: WrittenChannel) => setParam('write', channel);
  const written = WRITTEN_CHANNELS.find((known) => known === params.get('write'));
  const closeWrite = () =>
    setParams((before) => (before.delete('write'), before.delete('file'), before), {
      replace: true,
      preventScrollReset: true,
    });
  const openTab = (next: string) => setParam('tab', next === 'summary' ? null : next);

  useEffect(() => {
    const before = document.title;
    document.title = `${title} · Saha`;
    return () => {
      document.title = before;
    };
  }, [title]);

  return (
    <div ref={scroller} className={styles.scroller} tabIndex={-1}>
      <article className={styles.card} aria-label={title}>
        {isDeletedAtOffice(customer) && (
          <div className={styles.deleted} role="status">
            <p>{t('customers.card.deleted')}</p>
            {/* What the office refused is taken back first, or would be refused with it. */}
            {!isGuest && customer.deletedAt !== '' && (
              <Button onPress={() => void restore()}>{t('customers.card.restore')}</Button>
            )}
          </div>
        )}
        <CardHeader
          customer={customer}
          save={save}
          onCall={() => openLog('call')}
          onDelete={() => setIsDeleting(true)}
          onMerge={() => setIsMerging(true)}
          onErase={isAdmin ? () => setIsErasing(true) : undefined}
          onEdit={() => navigate(withQuery(`/customers/${customer.id}/edit`, params.toString()))}
        />
        {isErasing && (
          <Suspense fallback={null}>
            <EraseDialog customer={customer} onClose={() => setIsErasing(false)} />
          </Suspense>
        )}
        {isDeleting && parts.remove({ customer, onClose: () => setIsDeleting(false), onDelete: remove })}
        {isMerging && parts.merge({ customer, onClose: () => setIsMerging(false) })}
        {parts.merged({ customer })}
        {parts.stopped({ customer })}
        <RefusalNotice customer={customer} />
        {/* In the timeline they stand at the moment the two edits met. */}
        {tab !== 'timeline' && <ConflictCards collection="customers" document={customer} />}
        <CardActions customer={customer} isLogging={logKind !== null} onLog={openLog} onWrite={openWrite} />
        {written !== undefined &&
          addressFor(customer, written) !== '' &&
          parts.compose({ customer, channel: written, onClose: closeWrite })}
        {parts.log({ customer, kind: logKind, onKind: openLog })}
        <Tabs
          label={t('customers.tab.label')}
          selected={tab}
          onSelect={openTab}
          items={[
            {
              id: 'summary',
              label: t('customers.tab.summary'),
              content: (
                <div className={styles.summary}>
                  <CardDetails
                    customer={customer}
                    save={save}
                    latest={(below) => parts.latest({ customer, onShowAll: () => openTab('timeline'), below })}
                  />
                  <Suspense fallback={null}>
                    <CardSegments customerId={customer.id} />
                  </Suspense>
                </div>
              ),
            },
            { id: 'timeline', label: t('customers.tab.timeline'), content: parts.timeline({ customer }) },
            { id: 'appointments', label: t('customers.tab.appointments'), content: parts.appointments({ customer }) },
            {
              id: 'messages',
              label: t('messages.tab'),
              content: parts.messages({ customer, onWrite: openWrite }),
            },
            { id: 'files', label: t('files.tab'), content: parts.files({ customer }) },
            { id: 'consents', label: t('consents.tab'), content: parts.consents({ customer }) },
            { id: 'changes', label: t('audit.tab'), content: parts.changes({ customer }) },
          ]}
        />
      </article>
    </div>
  );
}
