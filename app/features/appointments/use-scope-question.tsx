import { useCallback, useRef, useState, type ReactNode } from 'react';
import type { SeriesScope } from '../../../sync/rules/change-series';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ScopeChoice } from './scope-choice';
import type { Appointment } from './use-appointments';

/**
 * How much of a series a change is meant for. `ask` answers at once for a single appointment, and null where the person
 * thought better of it; `question` stands on the screen.
 */
export function useScopeQuestion(): {
  ask: (appointment: Appointment, isOfSeries?: boolean) => Promise<SeriesScope | null>;
  question: ReactNode;
} {
  const [asked, setAsked] = useState<{ appointment: Appointment; isOfSeries: boolean } | null>(null);
  const answer = useRef<((scope: SeriesScope | null) => void) | null>(null);
  const ask = useCallback((appointment: Appointment, isOfSeries = false) => {
    const { occurrence } = appointment;
    if (occurrence === undefined || occurrence === null || occurrence.isStray || occurrence.seriesId === '')
      return Promise.resolve<SeriesScope>('this');
    setAsked({ appointment, isOfSeries });
    return new Promise<SeriesScope | null>((resolve) => {
      answer.current?.(null);
      answer.current = resolve;
    });
  }, []);
  const say = (scope: SeriesScope | null) => {
    answer.current?.(scope);
    answer.current = null;
    setAsked(null);
  };
  return { ask, question: asked === null ? null : <ScopeDialog {...asked} onAnswer={say} /> };
}

function ScopeDialog({
  appointment,
  isOfSeries,
  onAnswer,
}: {
  appointment: Appointment;
  /** What changed is a matter of more than one: a rule. */
  isOfSeries: boolean;
  onAnswer: (scope: SeriesScope | null) => void;
}) {
  const t = useText();
  const [scope, setScope] = useState<SeriesScope>(isOfSeries ? 'following' : 'this');
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onAnswer(null);
      }}
      size="small"
      title={t('appointments.scope.title')}
      footer={
        <>
          <Button onPress={() => onAnswer(null)}>{t('ui.cancel')}</Button>
          <Button variant="primary" onPress={() => onAnswer(scope)}>
            {t('appointments.scope.confirm')}
          </Button>
        </>
      }
    >
      <ScopeChoice
        appointment={appointment}
        value={scope}
        onChange={(one) => setScope(isOfSeries && one === 'this' ? 'following' : one)}
      />
    </Dialog>
  );
}
