import { useCallback, useRef, useState, type ReactNode } from 'react';
import type { SeriesScope } from '../../../../sync/rules/change-series';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import type { AppointmentValues } from '../appointment-values';
import { NOTHING_DECIDED, type FoundClashes } from '../clashes/clash-decisions';
import { ClashNotice } from '../clashes/clash-notice';
import { ScopeChoice } from './scope-choice';
import type { Appointment } from '../use-appointments';
import { useMeetingsOfChange } from '../clashes/use-meetings-of-change';

export type ScopeAnswer = { readonly scope: SeriesScope; readonly clashes?: FoundClashes };
type Asked = {
  readonly appointment: Appointment;
  readonly isOfSeries: boolean;
  readonly values: AppointmentValues | null;
};

/**
 * How much of a series a change is meant for, and what its dates would meet. `ask` answers at once for a single
 * appointment, and null where the person thought better of it; `values`: what is to be changed. `question` stands on
 * the screen.
 */
export function useScopeQuestion(): {
  ask: (appointment: Appointment, isOfSeries?: boolean, values?: AppointmentValues) => Promise<ScopeAnswer | null>;
  question: ReactNode;
} {
  const [asked, setAsked] = useState<Asked | null>(null);
  const answer = useRef<((scope: ScopeAnswer | null) => void) | null>(null);
  const ask = useCallback((appointment: Appointment, isOfSeries = false, values: AppointmentValues | null = null) => {
    const { occurrence } = appointment;
    if (occurrence === undefined || occurrence === null || occurrence.isStray || occurrence.seriesId === '')
      return Promise.resolve<ScopeAnswer>({ scope: 'this' });
    setAsked({ appointment, isOfSeries, values });
    return new Promise<ScopeAnswer | null>((resolve) => {
      answer.current?.(null);
      answer.current = resolve;
    });
  }, []);
  const say = (said: ScopeAnswer | null) => {
    answer.current?.(said);
    answer.current = null;
    setAsked(null);
  };
  return { ask, question: asked === null ? null : <ScopeDialog {...asked} onAnswer={say} /> };
}

function ScopeDialog({
  appointment,
  isOfSeries,
  values,
  onAnswer,
}: Asked & { onAnswer: (said: ScopeAnswer | null) => void }) {
  const t = useText();
  // What changed is a matter of more than one: a rule.
  const [scope, setScope] = useState<SeriesScope>(isOfSeries ? 'following' : 'this');
  const [decisions, setDecisions] = useState(NOTHING_DECIDED);
  const { meetings, around, dates, isKnown } = useMeetingsOfChange(
    appointment,
    scope,
    scope === 'this' ? null : values,
  );
  return (
    <Dialog
      isOpen
      onOpenChange={() => onAnswer(null)}
      {...(meetings.length === 0 ? { size: 'small' as const } : {})}
      title={t('appointments.scope.title')}
      footer={
        <>
          <Button onPress={() => onAnswer(null)}>{t('ui.cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={!isKnown}
            onPress={() => onAnswer({ scope, clashes: { meetings, decisions } })}
          >
            {t(meetings.length === 0 ? 'appointments.scope.confirm' : 'appointments.clash.saveAnyway')}
          </Button>
        </>
      }
    >
      <ScopeChoice
        appointment={appointment}
        value={scope}
        onChange={(one) => setScope(isOfSeries && one === 'this' ? 'following' : one)}
      />
      <ClashNotice
        meetings={meetings}
        around={around}
        dates={dates}
        who={{ agentId: values?.agentId ?? appointment.agentId, customerId: appointment.customerId }}
        isSeries
        decisions={decisions}
        onChange={setDecisions}
      />
    </Dialog>
  );
}
