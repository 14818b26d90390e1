import { Merge } from 'lucide-react';
import { useState } from 'react';
import { useDatabase } from '../../database/database-context';
import type { StoredCustomer } from '../../database/saha-database';
import { useDocument, useDocuments } from '../../database/use-document';
import { useRecordsOfPerson } from '../../database/use-person';
import { editDocument } from '../../database/write';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { iconSize } from '../../ui/icon-size';
import { showToast } from '../../ui/toast';
import { customerName } from '../customers/customer-name';
import { isMergeRefused, refusedMergeOf } from '../customers/duplicates/refused-merge';
import { RefusalNotice } from '../customers/card/refusal-notice';
import { useIsGuest } from '../customers/card/use-is-guest';
import styles from './merge.module.css';

/**
 * The records that were merged into a customer, and the way to take each out again; also where the office did not take
 * the merge, since the other record may be where nobody looks.
 */
export function MergedRecords({ customer }: { customer: StoredCustomer }) {
  const isGuest = useIsGuest(customer);
  const merged = useRecordsOfPerson(customer.id).slice(1);
  // Its own notice says it of both.
  const saidOf = refusedMergeOf(customer)?.lostId;
  const refusedAround = useRefusedAround(customer);
  return (
    <>
      {merged.length > 0 && (
        <ul className={styles.merged}>
          {merged.map((id) => (
            <MergedRecord key={id} id={id} isGuest={isGuest} isSaid={id === saidOf} />
          ))}
        </ul>
      )}
      {refusedAround.map((one) => (
        <RefusalNotice key={one.id} customer={one} cardOf={customer.id} />
      ))}
    </>
  );
}

const REFUSED = { selector: { outbox: { $gt: 'r' } }, sort: [{ outbox: 'asc' as const }] };
const NONE: readonly StoredCustomer[] = [];

/** Of a record that stands for itself although it is merged: whose merge makes a circle with its own. */
function useRefusedAround({ id, mergedInto = '', sync }: StoredCustomer): readonly StoredCustomer[] {
  const isMet = mergedInto !== '' && sync.rejection === null;
  const refused = useDocuments('customers', REFUSED, !isMet);
  if (!isMet || refused === undefined) return NONE;
  return refused.filter((one) => isMergeRefused(one) && (one.id === mergedInto || one.mergedInto === id));
}

function MergedRecord({ id, isGuest, isSaid }: { id: string; isGuest: boolean; isSaid: boolean }) {
  const t = useText();
  const db = useDatabase();
  const record = useDocument('customers', id);
  const [asks, setAsks] = useState(false);
  if (record === undefined || record === null) return null;
  const name = customerName(record, t);
  const separate = async () => {
    setAsks(false);
    try {
      await editDocument(db, 'customers', id, { mergedInto: '' });
      showToast({ text: t('customers.merge.separated', { name }) });
    } catch {
      showToast({ text: t('customers.card.notStored'), tone: 'attention' });
    }
  };
  return (
    <li>
      <div className={styles.record}>
        <Merge {...iconSize.row} aria-hidden="true" />
        <span className={styles.words}>{t('customers.merge.merged', { name })}</span>
        {!isGuest && (
          <Button variant="quiet" aria-label={t('customers.merge.separateOf', { name })} onPress={() => setAsks(true)}>
            {t('customers.merge.separate')}
          </Button>
        )}
      </div>
      {!(isSaid && isMergeRefused(record)) && <RefusalNotice customer={record} />}
      <ConfirmDialog
        isOpen={asks}
        onOpenChange={setAsks}
        title={t('customers.merge.separateTitle', { name })}
        message={t('customers.merge.separateBody')}
        confirmLabel={t('customers.merge.separate')}
        onConfirm={() => void separate()}
      />
    </li>
  );
}
