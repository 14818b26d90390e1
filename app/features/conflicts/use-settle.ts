import { useCallback } from 'react';
import type { WritableCollectionName } from '../../../sync/collections/registry';
import type { ConflictCard } from '../../../sync/rules/document';
import { useDatabase } from '../../database/database-context';
import { settleConflict } from '../../database/write';
import { useText } from '../../i18n/use-text';
import { showToast } from '../../ui/toast';
import { useRecordKind } from '../../records/records-context';
import { settledValues, type Settlement } from './settle-conflict';

/** Settles a card of a record on this device; the office learns of it as of any edit. */
export function useSettle(
  collection: WritableCollectionName,
  id: string,
): (card: ConflictCard, choice: Settlement) => void {
  const db = useDatabase();
  const t = useText();
  const { fields } = useRecordKind(collection);
  return useCallback(
    (card, choice) => {
      const values = settledValues(collection, card, choice, fields[card.unit]?.joins === true);
      settleConflict(db, collection, id, card.id, values, { [card.unit]: card.shown }).then(
        () => showToast({ text: t('conflicts.settled') }),
        () => showToast({ text: t('conflicts.notStored'), tone: 'attention' }),
      );
    },
    [db, collection, fields, id, t],
  );
}
