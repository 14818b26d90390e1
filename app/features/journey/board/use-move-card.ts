import { useCallback, type ReactNode } from 'react';
import { moveRefusal } from '../../../../sync/rules/board-move';
import { useDatabase } from '../../../database/database-context';
import { useText } from '../../../i18n/use-text';
import { showToast } from '../../../ui/toast';
import { changeMany, restoreMany } from '../../customers/many/change-many';
import { customerName } from '../../customers/customer-name';
import { hasMovedSince, readStanding, type Standing } from '../../customers/stage/standing';
import { useStageChange, type StageValues } from '../../customers/stage/use-stage-change';
import { useStages } from '../../settings/use-stages';

/**
 * Moves one customer from the column in which they were taken up to another stage, and offers for ten seconds to take
 * it back. Who has been moved by somebody else since stays there. `question` stands on the screen.
 */
export function useMoveCard(): { move: (customerId: string, from: string, to: string) => void; question: ReactNode } {
  const db = useDatabase();
  const t = useText();
  const { stageOf, nameOf } = useStages();
  const { begin, question } = useStageChange();
  const write = useCallback(
    async (customerId: string, to: string, begun: Standing | undefined, values: StageValues) => {
      let name = '';
      const changed = await changeMany(db, [customerId], (customer) => {
        name = customerName(customer, t);
        // Meanwhile somebody else may have moved or deleted them, or taken the stage out of use.
        const isMeant = !hasMovedSince(begun, customer) && moveRefusal(customer, to, stageOf(to)) === null;
        return isMeant ? values(customer) : null;
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
  const move = useCallback(
    (customerId: string, from: string, to: string) => {
      const standing = readStanding(db, [customerId]);
      begin(to, (values) => {
        // Of the stage they were seen at; why they were lost is not on a card.
        void standing.then((before) =>
          write(customerId, to, { stage: from, lostReason: before.get(customerId)?.lostReason }, values),
        );
      });
    },
    [db, begin, write],
  );
  return { move, question };
}
