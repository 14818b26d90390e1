import { lazy, Suspense, useCallback, useState, type ReactNode } from 'react';
import type { StoredCustomer } from '../../../database/saha-database';
import { useText } from '../../../i18n/use-text';
import { useStages } from '../../settings/use-stages';
import type { CustomerValues } from '../many/change-many';

const LostReasonDialog = lazy(() => import('./lost-reason-dialog'));

/** What a stage makes of a customer. */
export type StageValues = (customer: Pick<StoredCustomer, 'lostReason'>) => CustomerValues;
type Go = (values: StageValues) => void;

/**
 * Moving customers to a stage: where that is a lost one, why is asked first. `question` stands on the screen; whoever
 * closes it has moved nobody.
 */
export function useStageChange(): { begin: (stage: string, go: Go) => void; question: ReactNode } {
  const t = useText();
  const { stageOf, nameOf } = useStages();
  const [asked, setAsked] = useState<{ stage: string; go: Go } | null>(null);
  const begin = useCallback(
    (stage: string, go: Go) => {
      if (stageOf(stage)?.kind === 'lost') setAsked({ stage, go });
      else go(valuesOf(stage, ''));
    },
    [stageOf],
  );
  return {
    begin,
    question: asked !== null && (
      <Suspense fallback={null}>
        <LostReasonDialog
          title={t('customers.lost.title', { stage: nameOf(asked.stage) })}
          onReason={(reason) => asked.go(valuesOf(asked.stage, reason))}
          onClose={() => setAsked(null)}
        />
      </Suspense>
    ),
  };
}

/** The reason is written only where it becomes another one. */
const valuesOf =
  (stage: string, reason: string): StageValues =>
  ({ lostReason }) =>
    (lostReason ?? '') === reason ? { stage } : { stage, lostReason: reason };
