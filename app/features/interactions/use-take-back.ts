import { useCallback } from 'react';
import type { InteractionFields } from '../../../sync/collections/interaction';
import { useDatabase } from '../../database/database-context';
import { useText } from '../../i18n/use-text';
import { showToast } from '../../ui/toast';
import { takeBack } from './log-interaction';

/** Takes back what one logged oneself; what was logged stays to be read. */
export function useTakeBack(): (entry: Pick<InteractionFields, 'id' | 'customerId'>) => void {
  const db = useDatabase();
  const t = useText();
  return useCallback(
    (entry) => {
      takeBack(db, entry, db.clock.nowMs()).then(
        () => showToast({ text: t('interactions.takenBack.done') }),
        () => showToast({ text: t('interactions.log.notStored'), tone: 'attention' }),
      );
    },
    [db, t],
  );
}
