import { readAskedOutcome } from '../../../sync/rules/asked-outcome';
import type { Formats } from '../../i18n/formats';
import type { Text } from '../../i18n/use-text';
import type { NextStep } from './next-step';

/** What is to be done, as its reader says it; '' where nobody wrote anything. */
export function stepText(text: string, t: Text, formats: Formats): string {
  const asked = readAskedOutcome(text);
  return asked === null
    ? text
    : t('interactions.nextStep.outcome', { when: formats.monthDayClock(asked.monthDay, asked.clock) });
}

/** "Tekrar ara · Bugün 15:30", "Katalog iste · 2 gün önce yapılacaktı" */
export function nextStepWords(step: NextStep, today: string, t: Text, formats: Formats): string {
  const { nextStepText, nextStepDueOn, nextStepDueTime } = step;
  const what = nextStepText === '' ? t('interactions.nextStep.call') : stepText(nextStepText, t, formats);
  const when =
    nextStepDueOn < today
      ? t('interactions.nextStep.late', { when: formats.relativePlainDays(nextStepDueOn, today) })
      : [
          nextStepDueOn === today ? t('interactions.nextStep.today') : formats.plainWeekday(nextStepDueOn),
          formats.clock(nextStepDueTime),
        ]
          .filter((part) => part !== '')
          .join(' ');
  return `${what} · ${when}`;
}
