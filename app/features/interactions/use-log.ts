import { useCallback } from 'react';
import type { CustomerFields } from '../../../sync/collections/customer';
import { useDatabase } from '../../database/database-context';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { showToast } from '../../ui/toast';
import type { FollowUp } from './follow-up-choice';
import { logInteraction, takeBack, type InteractionEntry } from './log-interaction';
import { closeNextStep, isOpenStep, nextStepOf, planNextStep, putBackNextStep } from './next-step';

/**
 * Logging with what follows from it: a call that asks for another plans it, and whoever was reached when one was due has
 * done it. The toast takes all of it back. Resolves to false when the device could not store it.
 */
export function useLog(customerId: string) {
  const db = useDatabase();
  const t = useText();
  const formats = useFormats();
  return useCallback(
    async (entry: InteractionEntry, followUp: FollowUp | null): Promise<boolean> => {
      const nowMs = db.clock.nowMs();
      const stored = (await db.collections.customers.findOne(customerId).exec())?.toJSON() as
        CustomerFields | undefined;
      const before = stored === undefined ? null : nextStepOf(stored);
      const isDueDone =
        before !== null &&
        isOpenStep(before) &&
        before.nextStepDueOn <= formats.dayOf(nowMs) &&
        (entry.outcome === 'reached' || entry.outcome === 'not_interested');
      let id: string;
      try {
        id = await logInteraction(db, customerId, entry, nowMs);
        if (followUp !== null) await planNextStep(db, customerId, { ...followUp, nextStepText: firstLine(entry.body) });
        else if (isDueDone) await closeNextStep(db, customerId, nowMs);
      } catch {
        showToast({ text: t('interactions.log.notStored'), tone: 'attention' });
        return false;
      }
      const undo = async () => {
        await takeBack(db, { id, customerId }, db.clock.nowMs());
        if (before !== null && (followUp !== null || isDueDone)) await putBackNextStep(db, customerId, before);
      };
      showToast({
        text:
          followUp === null
            ? t(`interactions.log.saved.${entry.kind}`)
            : t('interactions.followUp.saved', {
                when: [formats.plainWeekday(followUp.nextStepDueOn), formats.clock(followUp.nextStepDueTime)]
                  .filter((part) => part !== '')
                  .join(' '),
              }),
        action: {
          label: t('interactions.log.undo'),
          onPress: () =>
            void undo().catch(() => showToast({ text: t('interactions.log.notStored'), tone: 'attention' })),
        },
      });
      return true;
    },
    [db, t, formats, customerId],
  );
}

const MAX_TEXT = 200;
const firstLine = (body: string) => (body.trim().split('\n')[0] ?? '').slice(0, MAX_TEXT);
