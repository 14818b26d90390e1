import type { ReactNode } from 'react';
import { lacksOutcome } from '../../../sync/rules/appointment-status';
import { readAskedOutcome } from '../../../sync/rules/asked-outcome';
import { isOccurrenceName } from '../../../sync/rules/occurrences';
import { localTimeOf } from '../../../sync/rules/wall-time';
import { useNowMs } from '../../ui/use-now';
import { wallClockOf } from '../../ui/wall-clock';
import { NextStepRow, type NextStepRowProps } from '../interactions/next-step-row';
import { useSettings } from '../settings/settings-context';
import { OutcomeButtons } from './outcome-buttons';
import { useAppointmentsOfDays } from './use-appointments';

/**
 * A customer's next step. Where it is the office's question how an appointment went, it is answered with how it went:
 * done without that, the question would be gone and the appointment would have no outcome for good.
 */
export function CustomerStepRow(props: Omit<NextStepRowProps, 'answers'>) {
  const { customerId, name, step } = props;
  const asked = readAskedOutcome(step.nextStepText);
  const { zone } = useSettings().office;
  const nowMs = useNowMs();
  const day =
    asked === null ? undefined : lastDayOf(asked.monthDay, wallClockOf(new Date(nowMs).toISOString(), zone).date);
  const answers = (done: ReactNode) =>
    asked === null || day === undefined ? (
      done
    ) : (
      <Answers customerId={customerId} name={name} day={day} clock={asked.clock} otherwise={done} />
    );
  return <NextStepRow {...props} answers={answers} />;
}

function Answers({
  customerId,
  name,
  day,
  clock,
  otherwise,
}: {
  customerId: string;
  name: string;
  /** When it began, by the clock of the office. */
  day: string;
  clock: string;
  /** Where the appointment is not here, or was answered meanwhile. */
  otherwise: ReactNode;
}) {
  const { zone } = useSettings().office;
  const nowMs = useNowMs();
  const found = useAppointmentsOfDays(day, day, zone);
  if (found === undefined) return null;
  const appointment = found.find(
    (one) =>
      (one.personId ?? one.customerId) === customerId &&
      localTimeOf(one.startsAt, zone) === `${day}T${clock}` &&
      lacksOutcome(one, nowMs),
  );
  return appointment === undefined ? otherwise : <OutcomeButtons appointment={appointment} name={name} />;
}

/**
 * The last 'YYYY-MM-DD' with this 'MM-DD' that is not after `today`: a question is about what is over. Undefined where
 * no calendar has such a day: people may type what looks like a question.
 */
export function lastDayOf(monthDay: string, today: string): string | undefined {
  const year = Number(today.slice(0, 4));
  return YEARS_BACK.map((back) => `${year - back}-${monthDay}`).find(
    (day) => day <= today && isOccurrenceName(`${day}T00:00`),
  );
}
/** As far as the last 29th of February is. */
const YEARS_BACK = [0, 1, 2, 3, 4] as const;
