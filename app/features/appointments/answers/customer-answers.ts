import { useMemo } from 'react';
import { takesTime } from '../../../../sync/rules/appointment-status';
import { shownBetween } from '../../../../sync/rules/occurrences';
import { asShown, inOrder, useAppointmentsFrom } from '../use-appointments-from';
import type { Appointment, StoredAppointment } from '../use-appointments';

/** Appointments that begin at `fromAt` or later, whose customers want another time or cannot come, earliest first. */
export function useCustomerAnswers(fromAt: string): readonly Appointment[] | undefined {
  const found = useAppointmentsFrom(fromAt, ANSWERED);
  return useMemo(
    () =>
      found === undefined
        ? undefined
        : inOrder(
            [...found.single.map((one) => asShown(one, found.series)), ...answeredDates(found.series)].filter(
              (one) => answerTo(one) !== null,
            ),
          ),
    [found],
  );
}

/** Of those that became series after they were answered: the date that the answer is to. */
export const answeredDates = (series: readonly StoredAppointment[]): Appointment[] =>
  series.flatMap((one) => {
    const { customerAnswer = '', answeredFor = '' } = one;
    if (customerAnswer === '' || answeredFor !== one.startsAt) return [];
    const fromMs = Date.parse(answeredFor);
    return shownBetween([one], fromMs, fromMs + 1).filter(({ startsAt }) => startsAt === answeredFor);
  });

const ANSWERED = { customerAnswer: { $in: ['asked', 'declined'] } };

/**
 * What the customer said that still stands: to this very time, of what has not been decided otherwise since. A no
 * stands where it called the appointment off, also of one that a tablet without network moved meanwhile: what was given
 * as the reason is still theirs.
 */
export function answerTo(one: Appointment): 'asked' | 'declined' | null {
  const { customerAnswer, answeredFor, startsAt, status, cancelReason, answerNote = '' } = one;
  const isToThisTime = answeredFor === startsAt;
  if (customerAnswer === 'declined')
    return status === 'cancelled' && (isToThisTime || (isOnItsOwn(one) && cancelReason === answerNote))
      ? 'declined'
      : null;
  return customerAnswer === 'asked' && isToThisTime && takesTime(one) ? 'asked' : null;
}

/** Not one of many dates that all have what their series was answered. */
const isOnItsOwn = ({ occurrence }: Appointment) => occurrence?.isChanged ?? true;
