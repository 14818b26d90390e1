import { useCallback } from 'react';
import { useDatabase } from '../../database/database-context';
import { useText } from '../../i18n/use-text';
import { showToast } from '../../ui/toast';
import { closeNextStep, planNextStep, putBackNextStep, type NextStep } from './next-step';
import type { FollowUp } from './follow-up-choice';

/** Says that a customer's next step is done, or moves it to another day; either can be taken back from the toast. */
export function useStep(customerId: string, name: string, step: NextStep) {
  const db = useDatabase();
  const t = useText();
  const notStored = useCallback(() => showToast({ text: t('interactions.log.notStored'), tone: 'attention' }), [t]);
  const store = useCallback(
    (shown: NextStep, write: () => Promise<NextStep>, text: string) => {
      write().then((left) => {
        const undo = () => void putBackNextStep(db, customerId, shown, left).catch(notStored);
        showToast({ text, action: { label: t('interactions.log.undo'), onPress: undo } });
      }, notStored);
    },
    [db, t, customerId, notStored],
  );
  return {
    close: () => {
      const text = t('interactions.nextStep.closed', { name });
      store(step, () => closeNextStep(db, customerId, db.clock.nowMs(), step), text);
    },
    /** `shown`: the step as it was when its person began to choose another day. */
    move: (followUp: FollowUp, when: string, shown: NextStep) =>
      store(
        shown,
        () => planNextStep(db, customerId, { ...followUp, nextStepText: shown.nextStepText }, shown),
        t('interactions.nextStep.moved', { name, when }),
      ),
  };
}
