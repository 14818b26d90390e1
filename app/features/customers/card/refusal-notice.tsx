import { useNavigate } from '@remix-run/react';
import { CircleAlert } from 'lucide-react';
import { useState } from 'react';
import { useDatabase } from '../../../database/database-context';
import type { StoredCustomer } from '../../../database/saha-database';
import { useDocument } from '../../../database/use-document';
import { discardRefused, retryRefused } from '../../../database/write';
import { useText } from '../../../i18n/use-text';
import { Attention } from '../../../ui/attention';
import { Button } from '../../../ui/button';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { showToast } from '../../../ui/toast';
import { customerName } from '../customer-name';
import { isMergeRefused, refusedMergeOf, type RefusedMerge } from '../duplicates/refused-merge';
import styles from './refusal-notice.module.css';

/**
 * Why the office did not take a change, and what one can do. What was typed is still there. `cardOf`: on whose card it
 * stands, where that is another's.
 */
export function RefusalNotice({ customer, cardOf = customer.id }: { customer: StoredCustomer; cardOf?: string }) {
  const merge = refusedMergeOf(customer);
  if (merge !== null) return <RefusalOfMerge customer={customer} merge={merge} cardOf={cardOf} />;
  return customer.sync.rejection === null ? null : <RefusalOfChange customer={customer} />;
}

/** Sends what was refused once more; says so where this device could not even note it. */
function useSendAgain(id: string): () => void {
  const t = useText();
  const db = useDatabase();
  return () =>
    void retryRefused(db, 'customers', id).catch(() =>
      showToast({ text: t('customers.card.notStored'), tone: 'attention' }),
    );
}

function RefusalOfChange({ customer }: { customer: StoredCustomer }) {
  const t = useText();
  const db = useDatabase();
  const navigate = useNavigate();
  const [asks, setAsks] = useState(false);
  const { rejection, version } = customer.sync;
  const sendAgain = useSendAgain(customer.id);
  const discard = async () => {
    setAsks(false);
    try {
      await discardRefused(db, 'customers', customer.id);
      if (version === 0) navigate('/customers', { replace: true });
    } catch {
      showToast({ text: t('customers.card.notStored'), tone: 'attention' });
    }
  };
  return (
    <Attention icon={CircleAlert} title={t('customers.refused.title')} className={styles.notice}>
      <p>
        {t(`error.${rejection?.code}`, rejection?.params)} {t('customers.refused.kept')}
      </p>
      <div className={styles.actions}>
        <Button onPress={sendAgain}>{t('customers.refused.retry')}</Button>
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

/**
 * On either of the two records: neither can be corrected, and only what stands on the other one says why. Two records
 * of one person mostly have one name: which of them is meant is said from where one stands.
 */
function RefusalOfMerge({
  customer,
  merge,
  cardOf,
}: {
  customer: StoredCustomer;
  merge: RefusedMerge;
  cardOf: string;
}) {
  const t = useText();
  const db = useDatabase();
  const [asks, setAsks] = useState(false);
  const sendAgain = useSendAgain(merge.lostId);
  const lost = useDocument('customers', merge.lostId);
  const kept = useDocument('customers', merge.keptId);
  if (lost === undefined || kept === undefined) return null;
  if (lost === null || !isMergeRefused(lost)) return <RefusalOfChange customer={customer} />;
  const { code = '', params } = lost.sync.rejection ?? {};
  const isCircle = code === 'customer.mergeCircle';
  const circleOn = cardOf === merge.keptId ? 'OnKept' : cardOf === merge.lostId ? 'OnLost' : '';
  // Not as the merge would have them called.
  const nameOf = (one: StoredCustomer) => customerName({ ...one, ...one.sync.confirmed }, t);
  const names = { lost: nameOf(lost), kept: kept === null ? t('appointments.unknownCustomer') : nameOf(kept) };
  const takeBack = async () => {
    setAsks(false);
    try {
      await discardRefused(db, 'customers', merge.lostId);
      showToast({ text: t('customers.merge.undone') });
    } catch {
      showToast({ text: t('customers.card.notStored'), tone: 'attention' });
    }
  };
  return (
    <Attention icon={CircleAlert} title={t('customers.merge.refused.title')} className={styles.notice}>
      <p>{isCircle ? t(`customers.merge.refused.circle${circleOn}`, names) : t(`error.${code}`, params)}</p>
      <div className={styles.actions}>
        <Button variant="primary" onPress={() => setAsks(true)}>
          {t('customers.merge.refused.takeBack')}
        </Button>
        {/* What stands the other way round would be refused for ever. */}
        {!isCircle && <Button onPress={sendAgain}>{t('customers.refused.retry')}</Button>}
      </div>
      <ConfirmDialog
        isOpen={asks}
        onOpenChange={setAsks}
        title={t('customers.merge.refused.askTitle')}
        message={t(isCircle ? 'customers.merge.refused.askCircle' : 'customers.merge.refused.ask')}
        confirmLabel={t('customers.merge.undo')}
        cancelLabel={t('customers.refused.keep')}
        onConfirm={() => void takeBack()}
      />
    </Attention>
  );
}
