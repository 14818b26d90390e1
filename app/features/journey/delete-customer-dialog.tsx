import { useState } from 'react';
import type { StoredCustomer } from '../../database/saha-database';
import { useDatabase } from '../../database/database-context';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { showToast } from '../../ui/toast';
import { useRecurrenceWords } from '../appointments/recurrence/use-recurrence-words';
import { customerName } from '../customers/customer-name';
import styles from './delete-customer-dialog.module.css';
import { cancelWithCustomer, endedWithCustomer, endingWithCustomer } from './end-with-customer';
import { useStoredAppointmentsOf } from './use-appointments-of';

const NAMED = 5;

/** Asks before a customer is deleted, and says what hangs on them: what is still to come is cancelled with them. */
export function DeleteCustomerDialog({
  customer,
  onClose,
  onDelete,
}: {
  customer: StoredCustomer;
  onClose: () => void;
  /** `takeBack` reopens what was cancelled. False where the customer could not be deleted, which was said. */
  onDelete: (takeBack: () => Promise<void>) => Promise<boolean>;
}) {
  const t = useText();
  const formats = useFormats();
  const db = useDatabase();
  const stored = useStoredAppointmentsOf(customer.id);
  const recurrenceWords = useRecurrenceWords();
  const [isPending, setIsPending] = useState(false);
  if (stored === undefined) return null;
  const ending = endingWithCustomer(stored.flatMap(endedWithCustomer), db.clock.nowIso());
  const count = ending.length;
  const confirm = async () => {
    setIsPending(true);
    try {
      const { takeBack, undo } = await cancelWithCustomer(db, ending, t('journey.delete.reason'));
      if (await onDelete(takeBack)) return onClose();
      // Who stays keeps their appointments.
      await undo().catch(() => showToast({ text: t('journey.delete.onlyCancelled', { count }), tone: 'attention' }));
    } catch {
      showToast({ text: t('customers.card.notStored'), tone: 'attention' });
    }
    setIsPending(false);
  };
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen && !isPending) onClose();
      }}
      tone="danger"
      isPending={isPending}
      title={t('journey.delete.title', { name: customerName(customer, t) })}
      message={
        <>
          {count > 0 && (
            <>
              <p>{t('journey.delete.cancels', { count })}</p>
              <ul className={styles.ending}>
                {ending.slice(0, NAMED).map(({ id, startsAt, endsAt, title, recurrence = '' }) => (
                  <li key={id}>
                    {recurrence === '' ? formats.weekdayTime(startsAt, endsAt) : recurrenceWords(recurrence, startsAt)}
                    {title === '' ? '' : ` · ${title}`}
                  </li>
                ))}
                {count > NAMED && <li>{t('journey.delete.more', { count: count - NAMED })}</li>}
              </ul>
              <p>{t('journey.delete.untold')}</p>
            </>
          )}
          <p>{t('journey.delete.stays')}</p>
        </>
      }
      confirmLabel={t(count === 0 ? 'journey.delete.confirm' : 'journey.delete.confirmWith', { count })}
      onConfirm={() => void confirm()}
    />
  );
}
