import { useCallback } from 'react';
import type { Bases } from '../../../../sync/rules/document';
import { useDatabase } from '../../../database/database-context';
import { editDocument, type Edit } from '../../../database/write';
import { useText } from '../../../i18n/use-text';
import { showToast } from '../../../ui/toast';

export type SaveCustomer = (values: Edit<'customers'>, bases?: Bases) => Promise<boolean>;

/**
 * Stores changed fields of a customer, made over what `bases` say was shown; false when the device could not, which the
 * person is told.
 */
export function useSaveCustomer(id: string): SaveCustomer {
  const db = useDatabase();
  const t = useText();
  return useCallback(
    async (values, bases) => {
      try {
        await editDocument(db, 'customers', id, values, bases);
        return true;
      } catch {
        showToast({ text: t('customers.card.notStored'), tone: 'attention' });
        return false;
      }
    },
    [db, id, t],
  );
}
