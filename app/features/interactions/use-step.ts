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
  const store = useCallback(
    (write: () => Promise<void>, text?: string) => {
      write().then(
        () => {
          if (text !== undefined)
            showToast({
              text,
              action: {
                label: t('interactions.log.undo'),
                onPress: () => store(() => putBackNextStep(db, customerId, step)),
              },
            });
        },
        () => showToast({ text: t('interactions.log.notStored'), tone: 'attention' }),
      );
    },
    [db, t, customerId, step],
  );
  return {
    close: () =>
      store(() => closeNextStep(db, customerId, db.clock.nowMs()), t('interactions.nextStep.closed', { name })),
    move: (followUp: FollowUp, when: string) =>
      store(
        () => planNextStep(db, customerId, { ...followUp, nextStepText: step.nextStepText }),
        t('interactions.nextStep.moved', { name, when }),
      ),
  };
}
