import { useCallback } from 'react';
import { moveRefusal } from '../../../../sync/rules/board-move';
import { useDatabase } from '../../../database/database-context';
import { useText } from '../../../i18n/use-text';
import { showToast } from '../../../ui/toast';
import { changeMany, restoreMany } from '../../customers/many/change-many';
import { customerName } from '../../customers/customer-name';
import type { StageValues } from '../../customers/stage/use-stage-change';
import { useStages } from '../../settings/use-stages';

/** Moves one customer to another stage, and offers for ten seconds to take it back. */
export function useMoveCard(): (customerId: string, to: string, values: StageValues) => Promise<void> {
  const db = useDatabase();
  const t = useText();
  const { stageOf, nameOf } = useStages();
  return useCallback(
    async (customerId, to, values) => {
      let name = '';
      const changed = await changeMany(db, [customerId], (customer) => {
        name = customerName(customer, t);
        // Meanwhile somebody else may have moved or deleted them, or taken the stage out of use.
        return moveRefusal(customer, to, stageOf(to)) === null ? values(customer) : null;
      });
      if (changed.failed > 0) showToast({ text: t('customers.card.notStored'), tone: 'attention' });
      else if (changed.before.size === 0) showToast({ text: t('board.notMoved'), tone: 'attention' });
      else
        showToast({
          text: t('board.moved', { name, stage: nameOf(to) }),
          action: {
            label: t('customers.select.undo'),
            onPress: () =>
              void restoreMany(db, changed).then(({ skipped, gone }) => {
                if (skipped > 0) showToast({ text: t('customers.select.skipped', { count: skipped }) });
                if (gone > 0) showToast({ text: t('customers.select.goneSince', { count: gone }), tone: 'attention' });
              }),
          },
        });
    },
    [db, t, stageOf, nameOf],
  );
}
