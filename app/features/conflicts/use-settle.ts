import { useCallback } from 'react';
import type { ConflictCard } from '../../../sync/rules/document';
import { useDatabase } from '../../database/database-context';
import { settleConflict } from '../../database/write';
import { useText } from '../../i18n/use-text';
import { showToast } from '../../ui/toast';
import { settledValues, type ConflictedCollection, type Settlement } from './settle-conflict';

/** Settles a card of a record on this device; the office learns of it as of any edit. */
export function useSettle(
  collection: ConflictedCollection,
  id: string,
): (card: ConflictCard, choice: Settlement) => void {
  const db = useDatabase();
  const t = useText();
  return useCallback(
    (card, choice) => {
      settleConflict(db, collection, id, card.id, settledValues(collection, card, choice)).then(
        () => showToast({ text: t('conflicts.settled') }),
        () => showToast({ text: t('conflicts.notStored'), tone: 'attention' }),
      );
    },
    [db, collection, id, t],
  );
}
