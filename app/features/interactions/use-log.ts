import { useCallback, useEffect, useRef } from 'react';
import { customerShape } from '../../../sync/collections/customer';
import { longestText } from '../../../sync/collections/longest-text';
import { sameValue } from '../../../sync/rules/document';
import { useDatabase } from '../../database/database-context';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { showToast } from '../../ui/toast';
import type { FollowUp } from './follow-up-choice';
import { logInteraction, takeBack, type InteractionEntry } from './log-interaction';
import {
  closeNextStep,
  isOpenStep,
  nextStepOf,
  planNextStep,
  putBackNextStep,
  readStep,
  type NextStep,
} from './next-step';

/**
 * Logging with what follows from it: a call that asks for another plans it, and whoever was reached when one was due
 * has done it. The toast takes all of it back. What stood as the next step when the form opened is what its person
 * decided over. Resolves to false when the device could not store it. Where only the next step could not be stored the
 * entry stands, and that is said: tried again it would stand twice.
 */
export function useLog(customerId: string) {
  const db = useDatabase();
  const t = useText();
  const formats = useFormats();
  const shown = useRef<Promise<NextStep | null>>(undefined);
  useEffect(() => {
    shown.current = readStep(db, customerId);
    // Asked again where the answer is needed; nobody waits for this one yet.
    shown.current.catch(() => undefined);
  }, [db, customerId]);
  return useCallback(
    async (entry: InteractionEntry, followUp: FollowUp | null): Promise<boolean> => {
      const nowMs = db.clock.nowMs();
      let logged: { id: string; stands: NextStep | null; before: NextStep | null };
      try {
        const stands = await readStep(db, customerId);
        const before = (await shown.current?.catch(() => null)) ?? stands;
        logged = { id: await logInteraction(db, customerId, entry, nowMs), stands, before };
      } catch {
        showToast({ text: t('interactions.log.notStored'), tone: 'attention' });
        return false;
      }
      const { id, stands, before } = logged;
      // One that a colleague planned meanwhile is not done by this call, nor by one that was made before its day.
      const isDueDone =
        before !== null &&
        isOpenStep(before) &&
        sameValue(before, stands) &&
        before.nextStepDueOn <= formats.dayOf(entry.occurredAt) &&
        (entry.outcome === 'reached' || entry.outcome === 'not_interested');
      let left: NextStep | null = null;
      let isStepStored = true;
      try {
        const planned = followUp === null ? null : { ...followUp, nextStepText: firstLine(entry.body) };
        if (planned !== null) left = await planNextStep(db, customerId, planned, before ?? NO_STEP);
        else if (isDueDone) left = await closeNextStep(db, customerId, nowMs, before);
      } catch {
        isStepStored = false;
      }
      const undo = async () => {
        await takeBack(db, { id, customerId }, db.clock.nowMs());
        if (before !== null && left !== null) await putBackNextStep(db, customerId, before, left);
      };
      const saved =
        followUp === null
          ? t(left === null ? `interactions.log.saved.${entry.kind}` : `interactions.log.savedDone.${entry.kind}`)
          : t('interactions.followUp.saved', {
              when: [formats.plainWeekday(followUp.nextStepDueOn), formats.clock(followUp.nextStepDueTime)]
                .filter((part) => part !== '')
                .join(' '),
            });
      showToast({
        ...(isStepStored ? { text: saved } : { text: t('interactions.log.stepNotStored'), tone: 'attention' as const }),
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

const NO_STEP = nextStepOf({});
const MAX_TEXT = longestText(customerShape.shape.nextStepText);
const firstLine = (body: string) => (body.trim().split('\n')[0] ?? '').slice(0, MAX_TEXT);
